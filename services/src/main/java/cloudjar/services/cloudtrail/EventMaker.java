package cloudjar.services.cloudtrail;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.EndedCall;
import cloudjar.kernel.shape.ApiException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the events of a call: one for the account that called, and one for each other account whose resources it used. */
final class EventMaker {
    private static final String GLOBAL_REGION = "us-east-1";

    private final EndedCall ended;
    private final Call call;
    private final OperationFacts facts;
    private final List<EventResource> resources;
    private final EventContent content;

    private EventMaker(EndedCall ended, OperationFacts facts) {
        this.ended = ended;
        this.call = ended.call();
        this.facts = facts;
        this.resources = EventResources.of(ended);
        this.content = content();
    }

    /**
     * The events.
     *
     * @param ids makes the ids of events
     */
    static List<TrailEvent> of(EndedCall ended, OperationFacts facts, EventCallers callers, Supplier<String> ids) {
        EventMaker maker = new EventMaker(ended, facts);
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
        events.add(maker.event(first, ids.get(), shared, callers.of(ended)));
        for (String other : others) {
            events.add(maker.event(other, ids.get(), shared, callers.fromOutside(ended)));
        }
        return events;
    }

    private TrailEvent event(String account, String id, @Nullable String shared, EventCaller caller) {
        return new TrailEvent(
                id,
                account,
                facts.global() ? GLOBAL_REGION : call.region(),
                call.time().truncatedTo(ChronoUnit.SECONDS),
                facts.name(),
                facts.source(),
                caller,
                facts.readOnly(),
                facts.dataType(),
                facts.global(),
                resources,
                content,
                shared);
    }

    private EventContent content() {
        ApiException error = ended.error();
        String service = ended.operation().service().id();
        return new EventContent(
                call.account(),
                call.requestId(),
                error == null ? null : code(error),
                error == null ? null : error.getMessage(),
                json(EventParameters.of(ended.input(), service)),
                showsOutput() ? json(EventParameters.of(ended.output(), service)) : null,
                json(additional(service)));
    }

    private static @Nullable String json(@Nullable Map<String, ?> element) {
        return element == null ? null : JsonText.of(element);
    }

    /** What only reads answers nothing that an event shows, but for credentials. */
    private boolean showsOutput() {
        return ended.output() != null
                && (!facts.readOnly() || ended.output().schema().member("Credentials") != null);
    }

    /** The name of the exception, which is not always the code on the wire. */
    private static String code(ApiException error) {
        String shape = error.error().schema().name();
        return shape.endsWith("Exception") ? shape : error.code();
    }

    private @Nullable Map<String, String> additional(String service) {
        if (!service.equals("s3") || ended.signature() == EndedCall.Signature.NONE) {
            return null;
        }
        Map<String, String> data = new LinkedHashMap<>();
        data.put("SignatureVersion", "SigV4");
        data.put("AuthenticationMethod", ended.signature() == EndedCall.Signature.QUERY ? "QueryString" : "AuthHeader");
        return data;
    }
}
