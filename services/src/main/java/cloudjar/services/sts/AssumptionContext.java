package cloudjar.services.sts;

import cloudjar.api.sts.AssumeRoleRequest;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.identity.Session;
import cloudjar.kernel.policy.RequestContext;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What conditions of a trust policy can ask about a call that assumes its role.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html">keys of STS</a>
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">global keys</a>
 */
final class AssumptionContext {
    private AssumptionContext() {}

    static RequestContext of(
            AssumeRoleRequest in,
            SessionTags tags,
            @Nullable Session from,
            @Nullable Instant multiFactorTime,
            Call call) {
        Map<String, List<String>> keys = new HashMap<>();
        put(keys, "sts:RoleSessionName", in.roleSessionName());
        put(keys, "sts:ExternalId", in.externalId());
        put(keys, "sts:SourceIdentity", in.sourceIdentity());
        if (in.hasTransitiveTagKeys()) {
            keys.put("sts:TransitiveTagKeys", in.transitiveTagKeys());
        }
        passed(keys, tags);
        caller(keys, call.principal());
        if (from != null) {
            Arn issuer = from.issuer();
            if (issuer != null && call.principal() instanceof Principal.AssumedRole) {
                // Conditions know a session by its role.
                put(keys, "aws:PrincipalArn", issuer.toString());
            }
            from.tags().forEach((key, value) -> put(keys, "aws:PrincipalTag/" + key, value));
            put(keys, "aws:SourceIdentity", from.sourceIdentity());
            put(keys, "aws:TokenIssueTime", from.issued().toString());
        }
        Instant proof = multiFactorTime == null && from != null ? from.multiFactorTime() : multiFactorTime;
        put(keys, "aws:MultiFactorAuthPresent", Boolean.toString(proof != null));
        if (proof != null) {
            put(
                    keys,
                    "aws:MultiFactorAuthAge",
                    Long.toString(Duration.between(proof, call.time()).toSeconds()));
        }
        surroundings(keys, call);
        return RequestContext.of(keys);
    }

    /** The keys of a call by somebody for whom an identity provider vouches. */
    static RequestContext of(FederatedIdentity who, Call call) {
        Map<String, List<String>> keys = new HashMap<>(who.keys());
        put(keys, "aws:FederatedProvider", who.provider());
        put(keys, "sts:RoleSessionName", who.sessionName());
        put(keys, "sts:SourceIdentity", who.sourceIdentity());
        SessionTags tags = who.tags();
        if (!tags.transitive().isEmpty()) {
            keys.put("sts:TransitiveTagKeys", tags.transitive());
        }
        passed(keys, tags);
        surroundings(keys, call);
        return RequestContext.of(keys);
    }

    private static void passed(Map<String, List<String>> keys, SessionTags tags) {
        if (!tags.passed().isEmpty()) {
            keys.put("aws:TagKeys", tags.passed());
            tags.passed()
                    .forEach(
                            key -> put(keys, "aws:RequestTag/" + key, tags.all().get(key)));
        }
    }

    private static void surroundings(Map<String, List<String>> keys, Call call) {
        put(keys, "aws:SourceIp", call.sourceIp());
        put(keys, "aws:SecureTransport", Boolean.toString(call.secure()));
        put(keys, "aws:RequestedRegion", call.region());
        put(keys, "aws:CurrentTime", call.time().truncatedTo(ChronoUnit.SECONDS).toString());
        put(keys, "aws:EpochTime", Long.toString(call.time().getEpochSecond()));
    }

    private static void caller(Map<String, List<String>> keys, Principal principal) {
        CallerIdentity.of(principal).ifPresent(identity -> {
            put(keys, "aws:userid", identity.userId());
            put(keys, "aws:PrincipalAccount", identity.account());
            put(keys, "aws:PrincipalArn", identity.arn());
        });
        String type =
                switch (principal) {
                    case Principal.Root _ -> "Account";
                    case Principal.User user -> {
                        put(keys, "aws:username", user.arn().name());
                        yield "User";
                    }
                    case Principal.AssumedRole _ -> "AssumedRole";
                    case Principal.Federated _ -> "FederatedUser";
                    case Principal.Anonymous _ -> "Anonymous";
                    case Principal.Service service -> {
                        put(keys, "aws:PrincipalServiceName", service.name());
                        source(keys, service.source());
                        yield "Service";
                    }
                };
        put(keys, "aws:PrincipalType", type);
    }

    /** For what a service wants the role, so that it cannot be had by it to serve somebody else. */
    private static void source(Map<String, List<String>> keys, Principal.@Nullable Source source) {
        if (source != null) {
            put(keys, "aws:SourceArn", source.arn().toString());
            put(keys, "aws:SourceAccount", source.account());
        }
    }

    private static void put(Map<String, List<String>> keys, String key, @Nullable String value) {
        if (value != null) {
            keys.put(key, List.of(value));
        }
    }
}
