package cloudjar.services.identitystore;

import cloudjar.api.ssoadmin.ListInstancesRequest;
import cloudjar.api.ssoadmin.SsoAdmin;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.tenancy.Principal;

/** The stores that there are, which instances of IAM Identity Center bring with them. */
final class Stores {
    private static final Principal SERVICE = new Principal.Service("identitystore.amazonaws.com");

    private final Cloud cloud;

    Stores(Cloud cloud) {
        this.cloud = cloud;
    }

    /**
     * Refuses the id of a store that the caller's account has not in this region.
     *
     * @throws cloudjar.kernel.shape.ApiException where there is none
     */
    void check(String storeId, Call call) {
        boolean known = cloud
                .client(SsoAdmin.API)
                .listInstances(ListInstancesRequest.builder().build(), call.as(SERVICE))
                .instances()
                .stream()
                .anyMatch(instance -> storeId.equals(instance.identityStoreId()));
        if (!known) {
            throw IdentityStoreErrors.noStore(storeId);
        }
    }
}
