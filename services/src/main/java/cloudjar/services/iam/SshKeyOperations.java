package cloudjar.services.iam;

import cloudjar.api.iam.DeleteSSHPublicKeyRequest;
import cloudjar.api.iam.DeleteSSHPublicKeyResponse;
import cloudjar.api.iam.EncodingType;
import cloudjar.api.iam.GetSSHPublicKeyRequest;
import cloudjar.api.iam.GetSSHPublicKeyResponse;
import cloudjar.api.iam.ListSSHPublicKeysRequest;
import cloudjar.api.iam.ListSSHPublicKeysResponse;
import cloudjar.api.iam.SSHPublicKeyMetadata;
import cloudjar.api.iam.SshPublicKeys;
import cloudjar.api.iam.StatusType;
import cloudjar.api.iam.UpdateSSHPublicKeyRequest;
import cloudjar.api.iam.UpdateSSHPublicKeyResponse;
import cloudjar.api.iam.UploadSSHPublicKeyRequest;
import cloudjar.api.iam.UploadSSHPublicKeyResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import cloudjar.services.iam.IamTables.HeldKey;
import java.util.List;

/** Public keys of users, for Git over SSH. */
final class SshKeyOperations implements SshPublicKeys {
    private static final String ID_PREFIX = "APKA";
    private static final int ID_CHANCE = 16;

    @Override
    public UploadSSHPublicKeyResponse uploadSSHPublicKey(UploadSSHPublicKeyRequest in, Call call) {
        String body = SshKey.checked(in.sshPublicKeyBody());
        String id = ID_PREFIX + call.world().ids().base32(ID_CHANCE);
        return call.write(tx -> {
            IamUser user = IdentityLookup.user(tx, call, in.userName());
            List<SshKey> own = own(tx, call, user);
            if (own.stream().anyMatch(key -> key.body().equals(body))) {
                throw IamErrors.duplicateKey();
            }
            if (own.size() >= IamLimits.SSH_KEYS.current()) {
                throw IamErrors.quota("SSHPublicKeysPerUser", IamLimits.SSH_KEYS);
            }
            SshKey key = new SshKey(id, user.id(), body, true, call.time());
            put(tx, call, key);
            return UploadSSHPublicKeyResponse.builder()
                    .sshPublicKey(key.shown(user.name(), EncodingType.SSH))
                    .build();
        });
    }

    @Override
    public GetSSHPublicKeyResponse getSSHPublicKey(GetSSHPublicKeyRequest in, Call call) {
        return call.read(snapshot -> {
            IamUser user = IdentityLookup.user(snapshot, call, in.userName());
            return GetSSHPublicKeyResponse.builder()
                    .sshPublicKey(key(snapshot, call, user, in.sshPublicKeyId()).shown(user.name(), in.encoding()))
                    .build();
        });
    }

    @Override
    public ListSSHPublicKeysResponse listSSHPublicKeys(ListSSHPublicKeysRequest in, Call call) {
        PageRequest asked = Paging.asked(in.maxItems(), in.marker(), "ListSSHPublicKeys" + in.userName());
        return call.read(snapshot -> {
            IamUser user = IdentityLookup.userOrCaller(snapshot, call, in.userName());
            Page<SSHPublicKeyMetadata> keys = Page.of(own(snapshot, call, user), SshKey::id, asked)
                    .map(key -> SSHPublicKeyMetadata.builder()
                            .userName(user.name())
                            .sshPublicKeyId(key.id())
                            .status_(key.status())
                            .uploadDate(key.uploaded())
                            .build());
            return ListSSHPublicKeysResponse.builder()
                    .sshPublicKeys(keys.items())
                    .isTruncated(keys.next().isPresent())
                    .marker(keys.next().orElse(null))
                    .build();
        });
    }

    @Override
    public UpdateSSHPublicKeyResponse updateSSHPublicKey(UpdateSSHPublicKeyRequest in, Call call) {
        return call.write(tx -> {
            IamUser user = IdentityLookup.user(tx, call, in.userName());
            SshKey key = key(tx, call, user, in.sshPublicKeyId());
            put(tx, call, key.withActive(in.status_().equals(StatusType.ACTIVE)));
            return UpdateSSHPublicKeyResponse.of();
        });
    }

    @Override
    public DeleteSSHPublicKeyResponse deleteSSHPublicKey(DeleteSSHPublicKeyRequest in, Call call) {
        return call.write(tx -> {
            IamUser user = IdentityLookup.user(tx, call, in.userName());
            SshKey key = key(tx, call, user, in.sshPublicKeyId());
            IamTables.SSH_KEYS.in(Scope.account(call.account())).delete(tx, new HeldKey(user.id(), key.id()));
            return DeleteSSHPublicKeyResponse.of();
        });
    }

    private static List<SshKey> own(Snapshot snapshot, Call call, IamUser user) {
        return IamTables.SSH_KEYS
                .in(Scope.account(call.account()))
                .rows(snapshot, Range.prefix(user.id()))
                .values();
    }

    private static SshKey key(Snapshot snapshot, Call call, IamUser user, String id) {
        return IamTables.SSH_KEYS
                .in(Scope.account(call.account()))
                .get(snapshot, new HeldKey(user.id(), id))
                .orElseThrow(() -> IamErrors.missing("The Public Key with id " + id + " cannot be found."));
    }

    private static void put(Tx tx, Call call, SshKey key) {
        IamTables.SSH_KEYS.in(Scope.account(call.account())).put(tx, new HeldKey(key.userId(), key.id()), key);
    }
}
