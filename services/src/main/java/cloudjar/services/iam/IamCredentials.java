package cloudjar.services.iam;

import cloudjar.kernel.call.Credential;
import cloudjar.kernel.call.Credentials;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.AccessKeyId;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Partition;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.world.World;
import org.jspecify.annotations.Nullable;

/** Tells whose the access keys are that IAM made. */
final class IamCredentials implements Credentials.Source {
    @Override
    public @Nullable Credential find(World world, String accessKeyId) {
        if (!AccessKeyId.isIssued(accessKeyId) || !accessKeyId.startsWith(AccessKeyId.LASTING)) {
            return null;
        }
        return world.store()
                .read(snapshot -> IamTables.ACCESS_KEYS
                        .in(Scope.GLOBAL)
                        .get(snapshot, accessKeyId)
                        .map(key -> new Credential(
                                key.id(), key.secret(), null, null, key.active(), principal(snapshot, key))))
                .orElse(null);
    }

    private static Principal principal(Snapshot snapshot, IssuedKey key) {
        if (key.ofRoot()) {
            return new Principal.Root(key.account(), Partition.ofId(key.partition()));
        }
        Identity user = IamTables.IDENTITIES_BY_ID
                .in(Scope.account(key.account()))
                .get(snapshot, key.userId())
                .orElseThrow();
        Arn arn = Arn.parse(user.arn(key.partition(), key.account())).orElseThrow();
        return new Principal.User(key.account(), arn, user.id());
    }
}
