package cloudjar.services.iam;

import cloudjar.api.iam.AccessKey;
import cloudjar.api.iam.AccessKeyLastUsed;
import cloudjar.api.iam.AccessKeyMetadata;
import cloudjar.api.iam.AccessKeys;
import cloudjar.api.iam.CreateAccessKeyRequest;
import cloudjar.api.iam.CreateAccessKeyResponse;
import cloudjar.api.iam.DeleteAccessKeyRequest;
import cloudjar.api.iam.DeleteAccessKeyResponse;
import cloudjar.api.iam.GetAccessKeyLastUsedRequest;
import cloudjar.api.iam.GetAccessKeyLastUsedResponse;
import cloudjar.api.iam.ListAccessKeysRequest;
import cloudjar.api.iam.ListAccessKeysResponse;
import cloudjar.api.iam.StatusType;
import cloudjar.api.iam.UpdateAccessKeyRequest;
import cloudjar.api.iam.UpdateAccessKeyResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.AccessKeyId;
import java.util.List;

/** Access keys of users and of the root user. */
final class AccessKeyOperations implements AccessKeys {
    private static final int SECRET_LENGTH = 40;
    private static final String SECRET_ALPHABET = Ids.ALPHANUMERIC + "+/";
    private static final String NEVER = "N/A";

    private final LastUses uses;

    AccessKeyOperations(LastUses uses) {
        this.uses = uses;
    }

    @Override
    public CreateAccessKeyResponse createAccessKey(CreateAccessKeyRequest in, Call call) {
        Ids ids = call.world().ids();
        String id = AccessKeyId.make(AccessKeyId.LASTING, call.account(), ids.base32(AccessKeyId.CHANCE));
        String secret = ids.of(SECRET_ALPHABET, SECRET_LENGTH);
        return call.write(tx -> {
            KeyOwner owner = KeyOwner.of(tx, call, in.userName());
            if (keys(tx, owner).size() >= IamLimits.ACCESS_KEYS.current()) {
                throw IamErrors.quota("AccessKeysPerUser", IamLimits.ACCESS_KEYS);
            }
            String partition = call.partition().id();
            IssuedKey key = new IssuedKey(id, partition, call.account(), owner.id(), secret, true, call.time(), null);
            IamTables.ACCESS_KEYS.in(Scope.GLOBAL).put(tx, id, key);
            return CreateAccessKeyResponse.builder()
                    .accessKey(AccessKey.builder()
                            .userName(owner.name())
                            .accessKeyId(id)
                            .status_(key.status())
                            .secretAccessKey(secret)
                            .createDate(key.created())
                            .build())
                    .build();
        });
    }

    @Override
    public ListAccessKeysResponse listAccessKeys(ListAccessKeysRequest in, Call call) {
        PageRequest asked = Paging.asked(in.maxItems(), in.marker(), "ListAccessKeys" + in.userName());
        return call.read(snapshot -> {
            KeyOwner owner = KeyOwner.of(snapshot, call, in.userName());
            Page<AccessKeyMetadata> keys =
                    Page.of(keys(snapshot, owner), IssuedKey::id, asked).map(key -> shown(key, owner));
            return ListAccessKeysResponse.builder()
                    .accessKeyMetadata(keys.items())
                    .isTruncated(keys.next().isPresent())
                    .marker(keys.next().orElse(null))
                    .build();
        });
    }

    private static AccessKeyMetadata shown(IssuedKey key, KeyOwner owner) {
        return AccessKeyMetadata.builder()
                .userName(owner.name())
                .accessKeyId(key.id())
                .status_(key.status())
                .createDate(key.created())
                .build();
    }

    @Override
    public UpdateAccessKeyResponse updateAccessKey(UpdateAccessKeyRequest in, Call call) {
        return call.write(tx -> {
            IssuedKey key = key(tx, KeyOwner.of(tx, call, in.userName()), in.accessKeyId());
            boolean active = in.status_().equals(StatusType.ACTIVE);
            IamTables.ACCESS_KEYS.in(Scope.GLOBAL).put(tx, key.id(), key.withActive(active));
            return UpdateAccessKeyResponse.of();
        });
    }

    @Override
    public DeleteAccessKeyResponse deleteAccessKey(DeleteAccessKeyRequest in, Call call) {
        return call.write(tx -> {
            IssuedKey key = key(tx, KeyOwner.of(tx, call, in.userName()), in.accessKeyId());
            IamTables.ACCESS_KEYS.in(Scope.GLOBAL).delete(tx, key.id());
            return DeleteAccessKeyResponse.of();
        });
    }

    @Override
    public GetAccessKeyLastUsedResponse getAccessKeyLastUsed(GetAccessKeyLastUsedRequest in, Call call) {
        uses.write(call.world());
        return call.read(snapshot -> {
            IssuedKey key = IamTables.ACCESS_KEYS
                    .in(Scope.GLOBAL)
                    .get(snapshot, in.accessKeyId())
                    .filter(found -> found.account().equals(call.account()))
                    .orElseThrow(() -> IamErrors.accessDenied(
                            "The access key " + in.accessKeyId() + " does not belong to this account."));
            IssuedKey.Use use = key.used();
            AccessKeyLastUsed.Builder used = use == null
                    ? AccessKeyLastUsed.builder().serviceName(NEVER).region(NEVER)
                    : AccessKeyLastUsed.builder()
                            .lastUsedDate(use.time())
                            .serviceName(use.service())
                            .region(use.region());
            return GetAccessKeyLastUsedResponse.builder()
                    .userName(
                            key.ofRoot()
                                    ? null
                                    : IdentityLookup.withId(snapshot, call, key.userId())
                                            .name())
                    .accessKeyLastUsed(used.build())
                    .build();
        });
    }

    private static List<IssuedKey> keys(Snapshot snapshot, KeyOwner owner) {
        return IamTables.ACCESS_KEYS_BY_USER
                .in(Scope.GLOBAL)
                .find(snapshot, owner.id())
                .values();
    }

    private static IssuedKey key(Snapshot snapshot, KeyOwner owner, String id) {
        return IamTables.ACCESS_KEYS
                .in(Scope.GLOBAL)
                .get(snapshot, id)
                .filter(key -> key.userId().equals(owner.id()))
                .orElseThrow(() -> IamErrors.noAccessKey(id));
    }
}
