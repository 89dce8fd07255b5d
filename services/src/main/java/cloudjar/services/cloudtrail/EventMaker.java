package cloudjar.services.cloudtrail;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.EndedCall;
import cloudjar.kernel.identity.Session;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.tenancy.Principal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the events of a call: one for the account that called, and one for each other account whose resources it used.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html">
 *     Record contents</a>
 */
final class EventMaker {
    private static final String VERSION = "1.11";
    private static final String GLOBAL_REGION = "us-east-1";

    private final EndedCall ended;
    private final Call call;
    private final OperationFacts facts;
    private final EventIdentity identity;
    private final List<EventResource> resources;

    private EventMaker(EndedCall ended, OperationFacts facts, @Nullable Session session) {
        this.ended = ended;
        this.call = ended.call();
        this.facts = facts;
        this.identity = EventIdentity.of(call, session);
        this.resources = EventResources.of(ended);
    }

    /**
     * The events.
     *
     * @param session of the credential that signed the call; null where it is of no session
     * @param ids makes the ids of events
     */
    static List<TrailEvent> of(EndedCall ended, OperationFacts facts, @Nullable Session session, Supplier<String> ids) {
        EventMaker maker = new EventMaker(ended, facts, session);
        String caller = maker.call.principal().account();
        String first = caller.isEmpty() ? maker.call.account() : caller;
        TreeSet<String> others = new TreeSet<>();
        maker.resources.stream()
                .map(EventResource::account)
                .filter(Objects::nonNull)
                .filter(account -> ended.error() == null && !account.equals(first) && !account.equals("aws"))
                .forEach(others::add);
        String shared = others.isEmpty() ? null : ids.get();
        List<TrailEvent> events = new ArrayList<>();
        events.add(maker.event(first, ids.get(), shared, maker.identity.element()));
        for (String other : others) {
            Map<String, Object> told = EventIdentity.fromOutside(maker.call, maker.identity.element());
            events.add(maker.event(other, ids.get(), shared, told));
        }
        return events;
    }

    private TrailEvent event(String account, String id, @Nullable String shared, Map<String, Object> user) {
        Instant time = call.time().truncatedTo(ChronoUnit.SECONDS);
        String region = facts.global() ? GLOBAL_REGION : call.region();
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("eventVersion", VERSION);
        event.put("userIdentity", user);
        event.put("eventTime", time);
        event.put("eventSource", facts.source());
        event.put("eventName", facts.name());
        event.put("awsRegion", region);
        event.put("sourceIPAddress", source());
        event.put("userAgent", agent());
        content(event);
        event.put("requestID", call.requestId());
        event.put("eventID", id);
        event.put("readOnly", facts.readOnly());
        resources(event);
        event.put("eventType", "AwsApiCall");
        event.put("managementEvent", facts.kind() == EventKind.MANAGEMENT);
        event.put("recipientAccountId", account);
        if (shared != null) {
            event.put("sharedEventID", shared);
        }
        event.put("eventCategory", facts.kind().category());
        if (call.depth() == 0) {
            event.put(
                    "tlsDetails",
                    Map.of("clientProvidedHostHeader", call.endpoint().authority()));
        }
        String arn =
                call.principal().account().isEmpty() ? null : call.principal().id();
        return new TrailEvent(
                id,
                account,
                region,
                time,
                facts.name(),
                facts.source(),
                identity.username(),
                identity.accessKeyId(),
                arn,
                facts.readOnly(),
                facts.dataType(),
                facts.global(),
                resources,
                JsonText.of(event));
    }

    /** What was asked and answered. */
    private void content(Map<String, Object> event) {
        ApiException error = ended.error();
        if (error != null) {
            event.put("errorCode", code(error));
            if (error.getMessage() != null) {
                event.put("errorMessage", error.getMessage());
            }
        }
        String service = ended.operation().service().id();
        event.put("requestParameters", EventParameters.of(ended.input(), service));
        event.put("responseElements", showsOutput() ? EventParameters.of(ended.output(), service) : null);
        additional(event, service);
    }

    /** What only reads answers nothing that an event shows, but for credentials. */
    private boolean showsOutput() {
        return ended.output() != null
                && (!facts.readOnly() || ended.output().schema().member("Credentials") != null);
    }

    private String source() {
        return call.principal() instanceof Principal.Service service ? service.name() : call.sourceIp();
    }

    private String agent() {
        if (call.principal() instanceof Principal.Service service) {
            return service.name();
        }
        String agent = ended.userAgent();
        return agent == null ? "AWS Internal" : agent.substring(0, Math.min(agent.length(), EventParameters.TEXT_MAX));
    }

    /** The name of the exception, which is not always the code on the wire. */
    private static String code(ApiException error) {
        String shape = error.error().schema().name();
        return shape.endsWith("Exception") ? shape : error.code();
    }

    private void additional(Map<String, Object> event, String service) {
        if (service.equals("s3") && ended.signature() != EndedCall.Signature.NONE) {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("SignatureVersion", "SigV4");
            data.put(
                    "AuthenticationMethod",
                    ended.signature() == EndedCall.Signature.QUERY ? "QueryString" : "AuthHeader");
            event.put("additionalEventData", data);
        }
    }

    private void resources(Map<String, Object> event) {
        List<Map<String, Object>> shown = new ArrayList<>();
        for (EventResource resource : resources) {
            if (resource.arn() != null) {
                Map<String, Object> one = new LinkedHashMap<>();
                String owner = resource.account();
                one.put("accountId", owner == null ? call.account() : owner);
                one.put("type", resource.type());
                one.put("ARN", resource.arn());
                shown.add(one);
            }
        }
        if (!shown.isEmpty()) {
            event.put("resources", shown);
        }
    }
}
