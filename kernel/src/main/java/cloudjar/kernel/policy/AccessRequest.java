package cloudjar.kernel.policy;

import java.util.List;

/**
 * What is asked of the policies: may this caller do this to these resources?
 *
 * @param resources each of which must be allowed; empty for an action that is about none
 * @param resourceAccount the account that has the resources; empty where none has them, as a new one's: the caller's
 *     own then
 * @param context what conditions can ask about
 */
public record AccessRequest(
        Caller caller,
        ActionName action,
        List<ResourceName> resources,
        String resourceAccount,
        RequestContext context) {
    private static final List<ResourceName> NO_RESOURCE = List.of(ResourceName.ANY);

    public AccessRequest {
        resources = resources.isEmpty() ? NO_RESOURCE : List.copyOf(resources);
    }

    /** Whether the resource belongs to another account than the caller. */
    boolean crossesAccounts() {
        return !resourceAccount.isEmpty()
                && !resourceAccount.equals(caller.principal().account());
    }
}
