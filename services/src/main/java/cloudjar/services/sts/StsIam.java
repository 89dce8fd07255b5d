package cloudjar.services.sts;

import cloudjar.kernel.call.access.AccessRules;
import cloudjar.kernel.call.access.Action;
import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.DenialStyle;
import cloudjar.kernel.call.access.Locator;
import cloudjar.kernel.call.access.Need;
import cloudjar.kernel.call.access.Rule;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What operations of STS need permission for. Who may assume a role stands in the role's trust policy, which IAM tells as the
 * role's own.
 *
 * @see <a href=
 *     "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html">Actions of AWS
 *     Security Token Service</a>
 */
final class StsIam {
    private static final Action ASSUME = Action.of("sts:AssumeRole");
    private static final Action ROOT = Action.of("sts:AssumeRoot");
    private static final Action TAG = Action.of("sts:TagSession");
    private static final Action IDENTIFY = Action.of("sts:SetSourceIdentity");

    static final AccessRules RULES = AccessRules.of("sts")
            .on("AssumeRole", StsIam::assume)
            .on(StsIam::federated, "GetFederationToken")
            .on("AssumeRoot", StsIam::assumeRoot)
            .on(
                    "GetWebIdentityToken",
                    Rule.need("sts:GetWebIdentityToken", Locator.NONE)
                            .and(Rule.need("sts:TagGetWebIdentityToken", Locator.NONE)
                                    .when(asked -> !asked.elements("Tags", Object.class)
                                            .isEmpty())))
            .on(Locator.NONE, "GetAccessKeyInfo", "DecodeAuthorizationMessage", "GetDelegatedAccessToken")
            // Whoever has credentials may:
            // https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html,
            // https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html
            .free("GetCallerIdentity", "GetSessionToken")
            .keys(StsIam::keys)
            .denies(DenialStyle.USUAL.withWords(DenialStyle.Words.NO_REASON))
            .build();

    private StsIam() {}

    private static void assume(Asked asked, Consumer<Need> into) {
        String role = asked.textOrEmpty("RoleArn");
        into.accept(Need.of(ASSUME, role).with(key -> proof(asked, key)));
        if (!asked.elements("Tags", Object.class).isEmpty()) {
            into.accept(Need.of(TAG, role));
        }
        if (asked.has("SourceIdentity")) {
            into.accept(Need.of(IDENTIFY, role));
        }
    }

    private static void assumeRoot(Asked asked, Consumer<Need> into) {
        String account =
                RootAssumption.account(asked.textOrEmpty("TargetPrincipal")).orElse("");
        String task = asked.structure("TaskPolicyArn") == null
                ? ""
                : String.valueOf(asked.structure("TaskPolicyArn").get("arn"));
        into.accept(Need.of(ROOT, asked.arn("iam", "", account, "root")).with(key -> switch (key) {
            case "sts:taskpolicyarn" -> List.of(task);
            case "aws:resourceaccount" -> List.of(account);
            default -> List.of();
        }));
    }

    /** A code that comes with the call proves what it is about, if it is right: which is looked at when it is used. */
    private static List<String> proof(Asked asked, String key) {
        if (!asked.has("TokenCode")) {
            return List.of();
        }
        return switch (key) {
            case "aws:multifactorauthpresent" -> List.of("true");
            case "aws:multifactorauthage" -> List.of("0");
            default -> List.of();
        };
    }

    private static String federated(Asked asked) {
        return asked.arn("sts", "", asked.call().account(), "federated-user/" + asked.textOrEmpty("Name"));
    }

    private static List<String> keys(Asked asked, Need need, String key) {
        return switch (key) {
            case "sts:rolesessionname" -> one(asked.text("RoleSessionName"));
            case "sts:externalid" -> one(asked.text("ExternalId"));
            case "sts:sourceidentity" -> one(asked.text("SourceIdentity"));
            case "sts:identitytokenaudience" -> asked.elements("Audience", String.class);
            case "sts:signingalgorithm" -> one(asked.text("SigningAlgorithm"));
            case "sts:transitivetagkeys" -> asked.elements("TransitiveTagKeys", String.class);
            case "sts:durationseconds" -> {
                Object seconds = asked.input().get("DurationSeconds");
                yield seconds == null ? List.of() : List.of(seconds.toString());
            }
            default -> List.of();
        };
    }

    private static List<String> one(@Nullable String value) {
        return value == null ? List.of() : List.of(value);
    }
}
