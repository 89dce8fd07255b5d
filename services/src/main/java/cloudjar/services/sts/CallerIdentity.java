package cloudjar.services.sts;

import cloudjar.kernel.tenancy.Principal;
import java.util.Optional;

/**
 * What STS calls a caller. The forms of {@code UserId} are those of the IAM user guide's table of {@code aws:userid}:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
 */
record CallerIdentity(String userId, String account, String arn) {
    /** The identity of a principal; empty for one that has no account of its own. */
    static Optional<CallerIdentity> of(Principal principal) {
        return Optional.ofNullable(
                switch (principal) {
                    case Principal.Root root -> new CallerIdentity(root.account(), root.account(), root.id());
                    case Principal.User user -> new CallerIdentity(user.userId(), user.account(), user.id());
                    case Principal.AssumedRole role ->
                        new CallerIdentity(role.roleId() + ":" + role.sessionName(), role.account(), role.id());
                    case Principal.Federated user ->
                        new CallerIdentity(user.account() + ":" + user.name(), user.account(), user.id());
                    case Principal.Anonymous anonymous -> null;
                    case Principal.Service service -> null;
                });
    }
}
