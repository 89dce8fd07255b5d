package cloudjar.services.iam;

import cloudjar.kernel.call.access.AccessRules;
import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.Need;
import cloudjar.kernel.call.access.Rule;
import cloudjar.kernel.identity.Session;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.tenancy.Principal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What operations of IAM need permission for.
 *
 * @see <a href=
 *     "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html">Actions of
 *     AWS Identity and Access Management</a>
 */
final class IamIam {
    /** Members that name the resource of an operation, the more telling before the others, and the kind of resource. */
    private static final List<Named> NAMED = List.of(
            new Named("InstanceProfileName", IamIam::instanceProfile),
            new Named("GroupName", (asked, name) -> identity(asked, IdentityKind.GROUP, name)),
            new Named("RoleName", (asked, name) -> identity(asked, IdentityKind.ROLE, name)),
            new Named("UserName", (asked, name) -> identity(asked, IdentityKind.USER, name)),
            new Named("PolicyArn", (_, arn) -> arn),
            new Named("PolicyName", (asked, name) -> made(asked, "policy", name)),
            new Named("SAMLProviderArn", (_, arn) -> arn),
            new Named("OpenIDConnectProviderArn", (_, arn) -> arn),
            new Named("Url", (asked, url) -> arn(asked, "oidc-provider/" + url.replaceFirst("^https?://", ""))),
            new Named("SerialNumber", (_, arn) -> arn),
            new Named("VirtualMFADeviceName", (asked, name) -> made(asked, "mfa", name)),
            new Named("ServerCertificateName", (asked, name) -> made(asked, "server-certificate", name)),
            new Named("PolicySourceArn", (_, arn) -> arn),
            new Named("Arn", (_, arn) -> arn));

    /** Lists, and the kind of resource whose path they are about. */
    private static final Map<String, String> LISTS = Map.of(
            "ListUsers", "user",
            "ListGroups", "group",
            "ListRoles", "role",
            "ListPolicies", "policy",
            "ListInstanceProfiles", "instance-profile",
            "ListServerCertificates", "server-certificate");

    static final AccessRules RULES = AccessRules.of("iam")
            .usually(IamIam::resource)
            .on(
                    "AddRoleToInstanceProfile",
                    Rule.need("iam:AddRoleToInstanceProfile", IamIam::resource)
                            .and(Rule.passRole(
                                    asked -> identity(asked, IdentityKind.ROLE, asked.textOrEmpty("RoleName")),
                                    "ec2.amazonaws.com")))
            .on(IamIam::keyOwner, "GetAccessKeyLastUsed")
            .on(asked -> arn(asked, "saml-provider/" + asked.textOrEmpty("Name")), "CreateSAMLProvider")
            .on(
                    asked -> arn(asked, "access-report/" + asked.textOrEmpty("EntityPath")),
                    "GenerateOrganizationsAccessReport")
            .on(IamIam::serviceLinked, "CreateServiceLinkedRole")
            .on(IamIam::deletedRole, "GetServiceLinkedRoleDeletionStatus")
            // No policy could let a service in: what services ask IAM they ask by right of being AWS's.
            .openToServices()
            .keys(IamIam::keys)
            .takes(IamIam::refusal)
            .build();

    /** A member that names a resource, and how. */
    private record Named(String member, Resource resource) {}

    /** The ARN of what a text names. */
    @FunctionalInterface
    private interface Resource {
        String arn(Asked asked, String text);
    }

    private IamIam() {}

    private static String resource(Asked asked) {
        for (Named named : NAMED) {
            String text = asked.text(named.member());
            if (text != null) {
                return named.resource().arn(asked, text);
            }
        }
        // A user name that may be left out means the caller.
        if (asked.operation().input().member("UserName") != null
                && (asked.call().principal() instanceof Principal.User
                        || asked.call().principal() instanceof Principal.Root)) {
            return asked.call().principal().id();
        }
        String listed = LISTS.get(asked.operation().name());
        return listed == null ? "*" : arn(asked, listed + pathOr(asked.text("PathPrefix")));
    }

    private static String keyOwner(Asked asked) {
        return IamTables.ACCESS_KEYS
                .in(Scope.GLOBAL)
                .get(asked.snapshot(), asked.textOrEmpty("AccessKeyId"))
                .filter(key -> key.account().equals(asked.call().account()))
                .map(key -> key.ofRoot()
                        ? arn(asked, "root")
                        : IamTables.IDENTITIES_BY_ID
                                .in(Scope.account(key.account()))
                                .get(asked.snapshot(), key.userId())
                                .map(user -> arn(asked, "user" + user.path() + user.name()))
                                .orElse("*"))
                .orElse("*");
    }

    private static String pathOr(@Nullable String path) {
        return path == null ? "/" : path;
    }

    /** An identity, with its path; one that is not there has none but on its way to be made. */
    private static String identity(Asked asked, IdentityKind kind, String name) {
        String path = asked.text("Path");
        if (path == null) {
            path = IamTables.IDENTITIES
                    .in(Scope.account(asked.call().account()))
                    .get(asked.snapshot(), IamTables.IdentityKey.of(kind, name))
                    .map(Identity::path)
                    .orElse(null);
        }
        if (path == null && !asked.operation().name().startsWith("Create")) {
            return kind.word() + " " + name;
        }
        return arn(asked, kind.word() + pathOr(path) + name);
    }

    private static String instanceProfile(Asked asked, String name) {
        String path = asked.text("Path");
        if (path == null) {
            path = IamTables.PROFILES
                    .in(Scope.account(asked.call().account()))
                    .get(asked.snapshot(), IamTables.fold(name))
                    .map(Profile::path)
                    .orElse(null);
        }
        return arn(asked, "instance-profile" + pathOr(path) + name);
    }

    private static String made(Asked asked, String kind, String name) {
        return arn(asked, kind + pathOr(asked.text("Path")) + name);
    }

    private static String serviceLinked(Asked asked) {
        String service = asked.textOrEmpty("AWSServiceName");
        return arn(asked, "role/aws-service-role/" + service + "/AWSServiceRoleFor*");
    }

    /** Such a task's id tells the role: {@code task/aws-service-role/service/role/uuid}. */
    private static String deletedRole(Asked asked) {
        String[] parts = asked.textOrEmpty("DeletionTaskId").split("/", 5);
        return parts.length < 5 ? "*" : arn(asked, "role/" + parts[1] + "/" + parts[2] + "/" + parts[3]);
    }

    private static String arn(Asked asked, String resource) {
        return asked.arn("iam", "", asked.call().account(), resource);
    }

    private static List<String> keys(Asked asked, Need need, String key) {
        return switch (key) {
            case "iam:policyarn" -> need.action().text().contains("tach") ? one(asked.text("PolicyArn")) : List.of();
            case "iam:permissionsboundary" -> one(asked.text("PermissionsBoundary"));
            case "iam:awsservicename" -> one(asked.text("AWSServiceName"));
            case "iam:associatedresourcearn" -> List.of();
            default -> List.of();
        };
    }

    /**
     * A user's own session that no code of a device came with is not taken.
     *
     * @see <a href=
     *     "https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html">"You cannot call any IAM API operations
     *     unless MFA authentication information is included in the request"</a>
     */
    private static @Nullable ApiException refusal(Asked asked, Session session) {
        Principal caller = asked.call().principal();
        boolean own =
                caller instanceof Principal.User || caller instanceof Principal.Root && !session.assumedRoot(caller);
        return own && session.multiFactorTime() == null ? IamErrors.sessionWithoutCode() : null;
    }

    private static List<String> one(@Nullable String value) {
        return value == null ? List.of() : List.of(value);
    }
}
