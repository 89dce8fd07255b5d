package cloudjar.gateway.auth;

import cloudjar.gateway.authorize.Permissions;
import cloudjar.kernel.call.Credential;
import cloudjar.kernel.call.Credentials;
import cloudjar.kernel.call.KeyUse;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.tenancy.AccessKeyId;
import cloudjar.kernel.tenancy.Partition;
import cloudjar.kernel.world.World;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who callers are, and what they may do.
 *
 * @param credentials the access keys that services made
 * @param permissions what they may do
 */
public record Identity(Credentials credentials, Permissions permissions) {
    /** Callers who may do everything. */
    public Identity(Credentials credentials) {
        this(credentials, Permissions.off());
    }

    /** The secret of every access key that no service made. */
    public static final String ROOT_SECRET = Credentials.ROOT_SECRET;

    /** Whether signatures are checked. */
    public boolean verified() {
        return credentials.verified();
    }

    /** What an access key stands for; see {@link Credentials#signer}. */
    @Nullable
    Credential credential(World world, String accessKeyId, Partition partition) {
        return credentials.signer(world, accessKeyId, partition);
    }

    /** Tells those who watch keys of a call that was made with one; nobody watches keys that no service made. */
    void used(World world, Credential credential, OperationSchema operation, String region, Instant time) {
        if (AccessKeyId.isIssued(credential.accessKeyId())) {
            credentials.used(new KeyUse(
                    world, credential, operation.service().facts().signingName(), operation.name(), region, time));
        }
    }
}
