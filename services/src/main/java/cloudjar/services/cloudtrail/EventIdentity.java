package cloudjar.services.cloudtrail;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Credential;
import cloudjar.kernel.identity.Session;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who made a call, as an event's {@code userIdentity} says it.
 *
 * @param username by which events are looked up; null where the caller has none
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html">
 *     userIdentity element</a>
 */
record EventIdentity(
        Map<String, Object> element,
        @Nullable String username,
        @Nullable String accessKeyId) {

    /** @param session of the credential that signed the call; null where it is of no session */
    static EventIdentity of(Call call, @Nullable Session session) {
        Credential credential = call.credential();
        String key = credential == null ? null : credential.accessKeyId();
        Map<String, Object> element = new LinkedHashMap<>();
        String username = null;
        switch (call.principal()) {
            case Principal.Anonymous _ -> {
                element.put("type", "AWSAccount");
                element.put("principalId", "");
                element.put("accountId", "anonymous");
            }
            case Principal.Root root -> {
                named(element, "Root", root.account(), root, key);
                username = "root";
            }
            case Principal.User user -> {
                named(element, "IAMUser", user.userId(), user, key);
                username = user.arn().name();
                element.put("userName", username);
            }
            case Principal.AssumedRole role -> {
                named(element, "AssumedRole", role.roleId() + ":" + role.sessionName(), role, key);
                username = role.sessionName();
            }
            case Principal.Federated user -> {
                named(element, "FederatedUser", user.account() + ":" + user.name(), user, key);
                username = user.name();
            }
            case Principal.Service service -> {
                element.put("type", "AWSService");
                element.put("invokedBy", service.name());
            }
        }
        if (session != null) {
            element.put("sessionContext", context(call.principal(), session));
        }
        if (call.depth() > 0 && !(call.principal() instanceof Principal.Service)) {
            element.put("invokedBy", "AWS Internal");
        }
        return new EventIdentity(element, username, key);
    }

    /** The caller as another account is told of it, whose resource it used. */
    static Map<String, Object> fromOutside(Call call, Map<String, Object> element) {
        if (call.principal().account().isEmpty()) {
            return element;
        }
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("type", "AWSAccount");
        told.put("principalId", String.valueOf(element.get("principalId")));
        told.put("accountId", call.principal().account());
        return told;
    }

    private static void named(
            Map<String, Object> element, String type, String principalId, Principal principal, @Nullable String key) {
        element.put("type", type);
        element.put("principalId", principalId);
        element.put("arn", principal.id());
        element.put("accountId", principal.account());
        if (key != null) {
            element.put("accessKeyId", key);
        }
    }

    private static Map<String, Object> context(Principal principal, Session session) {
        Map<String, Object> context = new LinkedHashMap<>();
        Arn issuer = session.issuer();
        if (issuer != null && !(principal instanceof Principal.User)) {
            Map<String, Object> shown = new LinkedHashMap<>();
            boolean role = principal instanceof Principal.AssumedRole;
            shown.put("type", role ? "Role" : "IAMUser");
            if (principal instanceof Principal.AssumedRole assumed) {
                shown.put("principalId", assumed.roleId());
            }
            shown.put("arn", issuer.toString());
            shown.put("accountId", issuer.account());
            shown.put("userName", issuer.name());
            context.put("sessionIssuer", shown);
        }
        Instant proof = session.multiFactorTime();
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("creationDate", session.issued().truncatedTo(ChronoUnit.SECONDS));
        attributes.put("mfaAuthenticated", Boolean.toString(proof != null));
        context.put("attributes", attributes);
        if (session.assumedRoot(principal)) {
            context.put("assumedRoot", "true");
        }
        if (session.sourceIdentity() != null) {
            context.put("sourceIdentity", session.sourceIdentity());
        }
        return context;
    }
}
