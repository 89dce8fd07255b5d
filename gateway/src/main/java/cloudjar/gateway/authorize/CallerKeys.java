package cloudjar.gateway.authorize;

import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.identity.Controls;
import cloudjar.kernel.identity.Session;
import cloudjar.kernel.tenancy.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What conditions can ask about the one who calls.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principal-properties">Properties
 *     of the principal</a>
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable">what
 *     {@code aws:userid} and {@code aws:PrincipalType} are</a>
 */
final class CallerKeys {
    private static final String PRINCIPAL_ORGANIZATION = "aws:principalorg";
    private static final String PRINCIPAL_TAG = "aws:principaltag/";

    private CallerKeys() {}

    /** The values of a key about the caller. */
    static List<String> of(String key, Asked asked, Actor actor) {
        Principal principal = actor.caller().principal();
        Controls controls = actor.controls();
        if (principal instanceof Principal.Service && key.startsWith(PRINCIPAL_ORGANIZATION)) {
            return List.of();
        }
        if (key.startsWith(PRINCIPAL_TAG)) {
            return one(tag(actor, key.substring(PRINCIPAL_TAG.length())));
        }
        return switch (key) {
            case "aws:principalarn" -> one(arn(actor));
            case "aws:principalaccount" -> one(emptyToNull(principal.account()));
            case "aws:principaltype" -> one(type(principal));
            case "aws:principalorgid" -> one(controls.organizationId());
            case "aws:principalorgpaths" -> one(emptyToNull(controls.path()));
            case "aws:principalisawsservice" -> one(Boolean.toString(principal instanceof Principal.Service));
            case "aws:principalservicename", "aws:principalservicenameslist" ->
                principal instanceof Principal.Service service ? List.of(service.name()) : List.of();
            case "aws:assumedroot" -> actor.assumedRoot() ? List.of("true") : List.of();
            case "aws:userid" -> one(userId(principal));
            case "aws:username" ->
                principal instanceof Principal.User user ? List.of(user.arn().name()) : List.of();
            default -> ofSession(key, asked, actor.session());
        };
    }

    private static List<String> ofSession(String key, Asked asked, @Nullable Session session) {
        if (session == null) {
            return List.of();
        }
        Instant proof = session.multiFactorTime();
        return switch (key) {
            case "aws:multifactorauthpresent" -> List.of(Boolean.toString(proof != null));
            case "aws:multifactorauthage" ->
                proof == null
                        ? List.of()
                        : List.of(Long.toString(
                                Duration.between(proof, asked.call().time()).toSeconds()));
            case "aws:tokenissuetime" -> List.of(session.issued().toString());
            case "aws:sourceidentity" -> one(session.sourceIdentity());
            default -> List.of();
        };
    }

    /** A session is known by its role. */
    private static @Nullable String arn(Actor actor) {
        return switch (actor.caller().principal()) {
            case Principal.Root root -> root.id();
            case Principal.User user -> user.id();
            case Principal.AssumedRole role ->
                actor.caller().issuer() == null
                        ? roleArn(role)
                        : actor.caller().issuer().toString();
            case Principal.Federated federated -> federated.id();
            case Principal.Anonymous _, Principal.Service _ -> null;
        };
    }

    /** The role's ARN as far as the session's tells it: without its path. */
    private static String roleArn(Principal.AssumedRole session) {
        String role = session.arn().resource().split("/", 3)[1];
        return "arn:" + session.arn().partition() + ":iam::" + session.account() + ":role/" + role;
    }

    private static String type(Principal principal) {
        return switch (principal) {
            case Principal.Root _ -> "Account";
            case Principal.User _ -> "User";
            case Principal.AssumedRole _ -> "AssumedRole";
            case Principal.Federated _ -> "FederatedUser";
            case Principal.Anonymous _ -> "Anonymous";
            case Principal.Service _ -> "Service";
        };
    }

    private static @Nullable String userId(Principal principal) {
        return switch (principal) {
            case Principal.Root root -> root.account();
            case Principal.User user -> user.userId();
            case Principal.AssumedRole role -> role.roleId() + ":" + role.sessionName();
            case Principal.Federated federated -> federated.account() + ":" + federated.name();
            case Principal.Anonymous _ -> "anonymous";
            case Principal.Service _ -> null;
        };
    }

    /** A tag of the session or of its identity: keys are compared without regard to case. */
    private static @Nullable String tag(Actor actor, String key) {
        String value = actor.session() == null ? null : tag(actor.session().tags(), key);
        return value == null ? tag(actor.identity().tags(), key) : value;
    }

    private static @Nullable String tag(Map<String, String> tags, String key) {
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            if (tag.getKey().equalsIgnoreCase(key)) {
                return tag.getValue();
            }
        }
        return null;
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static List<String> one(@Nullable String value) {
        return value == null ? List.of() : List.of(value);
    }
}
