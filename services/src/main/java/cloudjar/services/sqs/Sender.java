package cloudjar.services.sqs;

import cloudjar.kernel.tenancy.Principal;

/** What the attribute {@code SenderId} says of a principal. */
final class Sender {
    private Sender() {}

    /** The id of a user, role id and session of a role, the account of anyone else (API_ReceiveMessage). */
    static String id(Principal principal) {
        return switch (principal) {
            case Principal.Root root -> root.account();
            case Principal.User user -> user.userId();
            case Principal.AssumedRole role -> role.roleId() + ":" + role.sessionName();
            case Principal.Federated user -> user.account() + ":" + user.name();
            case Principal.Service service -> service.name();
            case Principal.Anonymous anonymous -> anonymous.id();
        };
    }
}
