package cloudjar.gateway.auth;

import cloudjar.gateway.authorize.Permissions;
import cloudjar.kernel.call.Credential;
import cloudjar.kernel.call.Credentials;
import cloudjar.kernel.call.KeyUse;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.tenancy.AccessKeyId;
import cloudjar.kernel.tenancy.Account;
import cloudjar.kernel.tenancy.Partition;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.world.World;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who callers are, and what they may do.
 *
 * @param credentials the access keys that services made
 * @param verified whether signatures are checked
 * @param permissions what they may do
 */
public record Identity(Credentials credentials, boolean verified, Permissions permissions) {
    /** Callers who may do everything. */
    public Identity(Credentials credentials, boolean verified) {
        this(credentials, verified, Permissions.off());
    }

    /** The secret of every access key that no service made. */
    public static final String ROOT_SECRET = "test";

    /** The access key, beside account ids, that root users may sign with where signatures are checked. */
    public static final String ROOT_KEY = "test";

    /**
     * What an access key stands for. A key that no service made is that of the root user of the account that it names, so
     * that a cloud can be used before there is anybody in it. Where signatures are checked, only account ids and
     * {@value #ROOT_KEY} are such keys, and others stand for nobody: null.
     */
    @Nullable
    Credential credential(World world, String accessKeyId, Partition partition) {
        Credential made = credentials.find(world, accessKeyId);
        if (made != null) {
            return made;
        }
        if (verified && !accessKeyId.equals(ROOT_KEY) && !Account.isId(accessKeyId)) {
            return null;
        }
        Principal root = new Principal.Root(Account.ofAccessKey(accessKeyId), partition);
        return new Credential(accessKeyId, ROOT_SECRET, null, null, true, root);
    }

    /** Tells those who watch keys of a call that was made with one; nobody watches keys that no service made. */
    void used(World world, Credential credential, OperationSchema operation, String region, Instant time) {
        if (AccessKeyId.isIssued(credential.accessKeyId())) {
            credentials.used(new KeyUse(
                    world, credential, operation.service().facts().signingName(), operation.name(), region, time));
        }
    }
}
