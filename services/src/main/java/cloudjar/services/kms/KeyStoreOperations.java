package cloudjar.services.kms;

import cloudjar.api.kms.ConnectCustomKeyStoreRequest;
import cloudjar.api.kms.ConnectCustomKeyStoreResponse;
import cloudjar.api.kms.CreateCustomKeyStoreRequest;
import cloudjar.api.kms.CreateCustomKeyStoreResponse;
import cloudjar.api.kms.CustomKeyStores;
import cloudjar.api.kms.DeleteCustomKeyStoreRequest;
import cloudjar.api.kms.DeleteCustomKeyStoreResponse;
import cloudjar.api.kms.DescribeCustomKeyStoresRequest;
import cloudjar.api.kms.DescribeCustomKeyStoresResponse;
import cloudjar.api.kms.DisconnectCustomKeyStoreRequest;
import cloudjar.api.kms.DisconnectCustomKeyStoreResponse;
import cloudjar.api.kms.UpdateCustomKeyStoreRequest;
import cloudjar.api.kms.UpdateCustomKeyStoreResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.NotImplemented;
import java.util.List;

/** Custom key stores: there are none, for there are no CloudHSM clusters, and key managers elsewhere are not asked. */
final class KeyStoreOperations implements CustomKeyStores {
    @Override
    public CreateCustomKeyStoreResponse createCustomKeyStore(CreateCustomKeyStoreRequest in, Call call) {
        if (in.cloudHsmClusterId() != null) {
            throw KmsErrors.noCluster(in.cloudHsmClusterId());
        }
        throw NotImplemented.of("kms", "CreateCustomKeyStore");
    }

    @Override
    public DescribeCustomKeyStoresResponse describeCustomKeyStores(DescribeCustomKeyStoresRequest in, Call call) {
        if (in.customKeyStoreId() != null) {
            throw KmsErrors.noStore(in.customKeyStoreId());
        }
        if (in.customKeyStoreName() != null) {
            throw KmsErrors.noStore(in.customKeyStoreName());
        }
        return DescribeCustomKeyStoresResponse.builder()
                .customKeyStores(List.of())
                .truncated(false)
                .build();
    }

    @Override
    public UpdateCustomKeyStoreResponse updateCustomKeyStore(UpdateCustomKeyStoreRequest in, Call call) {
        throw KmsErrors.noStore(in.customKeyStoreId());
    }

    @Override
    public DeleteCustomKeyStoreResponse deleteCustomKeyStore(DeleteCustomKeyStoreRequest in, Call call) {
        throw KmsErrors.noStore(in.customKeyStoreId());
    }

    @Override
    public ConnectCustomKeyStoreResponse connectCustomKeyStore(ConnectCustomKeyStoreRequest in, Call call) {
        throw KmsErrors.noStore(in.customKeyStoreId());
    }

    @Override
    public DisconnectCustomKeyStoreResponse disconnectCustomKeyStore(DisconnectCustomKeyStoreRequest in, Call call) {
        throw KmsErrors.noStore(in.customKeyStoreId());
    }
}
