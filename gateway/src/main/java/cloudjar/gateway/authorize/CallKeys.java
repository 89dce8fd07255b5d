package cloudjar.gateway.authorize;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.access.AccessRules;
import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.Need;
import cloudjar.kernel.call.access.RequestTags;
import cloudjar.kernel.call.access.ResourceSide;
import cloudjar.kernel.identity.Controls;
import cloudjar.kernel.policy.KeySource;
import cloudjar.kernel.tenancy.Principal;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What conditions can ask about one need of a call. Nothing is worked out before a policy asks; what was asked is remembered, so
 * that a denial can tell on what it rests. Used by one thread.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">global keys</a>
 */
final class CallKeys implements KeySource {
    private static final String SERVICE_DOMAIN = ".amazonaws.com";
    private static final String REQUEST_TAG = "aws:requesttag/";

    private final Asked asked;
    private final AccessRules rules;
    private final Need need;
    private final Actor actor;
    private final @Nullable ResourceSide side;
    private final Controls resourceControls;
    private @Nullable Map<String, List<String>> memory;

    CallKeys(
            Asked asked,
            AccessRules rules,
            Need need,
            Actor actor,
            @Nullable ResourceSide side,
            Controls resourceControls) {
        this.asked = asked;
        this.rules = rules;
        this.need = need;
        this.actor = actor;
        this.side = side;
        this.resourceControls = resourceControls;
    }

    @Override
    public Map<String, List<String>> known() {
        Map<String, List<String>> present = new LinkedHashMap<>();
        if (memory != null) {
            memory.forEach((key, values) -> {
                if (!values.isEmpty()) {
                    present.put(key, values);
                }
            });
        }
        return present;
    }

    @Override
    public List<String> values(String key) {
        Map<String, List<String>> known = memory;
        if (known == null) {
            memory = known = new LinkedHashMap<>();
        }
        List<String> values = known.get(key);
        if (values == null) {
            values = find(key);
            known.put(key, values);
        }
        return values;
    }

    private List<String> find(String key) {
        List<String> own = need.keys().values(key);
        if (own.isEmpty() && side != null) {
            own = side.keys().values(key);
        }
        if (own.isEmpty()) {
            own = key.startsWith("aws:") ? global(key) : rules.values(asked, need, key);
        }
        return own;
    }

    private List<String> global(String key) {
        if (key.startsWith(REQUEST_TAG)) {
            return one(RequestTags.value(asked.input(), key.substring(REQUEST_TAG.length())));
        }
        if (key.startsWith("aws:principal")
                || key.startsWith("aws:user")
                || key.startsWith("aws:multifactor")
                || key.startsWith("aws:federated")
                || key.startsWith("aws:token")
                || key.equals("aws:sourceidentity")
                || key.equals("aws:assumedroot")) {
            // Not the agent: it is the request's.
            return key.equals("aws:useragent")
                    ? one(asked.headers().first("User-Agent"))
                    : CallerKeys.of(key, asked, actor);
        }
        return ofRequest(key);
    }

    private List<String> ofRequest(String key) {
        Call call = asked.call();
        return switch (key) {
            case "aws:currenttime" ->
                one(call.time().truncatedTo(ChronoUnit.SECONDS).toString());
            case "aws:epochtime" -> one(Long.toString(call.time().getEpochSecond()));
            case "aws:requestedregion" -> one(call.region());
            case "aws:securetransport" -> one(Boolean.toString(call.secure()));
            case "aws:sourceip" -> call.principal() instanceof Principal.Service ? List.of() : one(call.sourceIp());
            case "aws:referer" -> one(asked.headers().first("Referer"));
            case "aws:tagkeys" -> RequestTags.keys(asked.input());
            case "aws:viaawsservice" ->
                one(Boolean.toString(call.depth() > 0 && !(call.principal() instanceof Principal.Service)));
            case "aws:sourcearn" -> ofSource(call, true);
            case "aws:sourceaccount" -> ofSource(call, false);
            case "aws:sourceorgid" -> ofService(call) ? one(actor.controls().organizationId()) : List.of();
            case "aws:sourceorgpaths" ->
                ofService(call) && !actor.controls().path().isEmpty()
                        ? List.of(actor.controls().path())
                        : List.of();
            case "aws:calledvia", "aws:calledviafirst", "aws:calledvialast" -> via(call);
            case "aws:resourceaccount" -> one(resourceAccount());
            case "aws:resourceorgid" -> one(resourceControls.organizationId());
            case "aws:resourceorgpaths" ->
                resourceControls.path().isEmpty() ? List.of() : List.of(resourceControls.path());
            default -> List.of();
        };
    }

    private static boolean ofService(Call call) {
        return call.principal() instanceof Principal.Service;
    }

    /** The service that calls on its caller's behalf. */
    private static List<String> via(Call call) {
        return call.via() == null || ofService(call) ? List.of() : List.of(call.via() + SERVICE_DOMAIN);
    }

    private static List<String> ofSource(Call call, boolean arn) {
        if (!(call.principal() instanceof Principal.Service service) || service.source() == null) {
            return List.of();
        }
        return one(arn ? service.source().arn().toString() : service.source().account());
    }

    private @Nullable String resourceAccount() {
        String account = side != null ? side.account() : need.account();
        return account.isEmpty() ? asked.call().account() : account;
    }

    private static List<String> one(@Nullable String value) {
        return value == null ? List.of() : List.of(value);
    }
}
