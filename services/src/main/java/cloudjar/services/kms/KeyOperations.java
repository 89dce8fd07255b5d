package cloudjar.services.kms;

import cloudjar.api.kms.CancelKeyDeletionRequest;
import cloudjar.api.kms.CancelKeyDeletionResponse;
import cloudjar.api.kms.CreateKeyRequest;
import cloudjar.api.kms.CreateKeyResponse;
import cloudjar.api.kms.DescribeKeyRequest;
import cloudjar.api.kms.DescribeKeyResponse;
import cloudjar.api.kms.DisableKeyRequest;
import cloudjar.api.kms.DisableKeyResponse;
import cloudjar.api.kms.EnableKeyRequest;
import cloudjar.api.kms.EnableKeyResponse;
import cloudjar.api.kms.KeyListEntry;
import cloudjar.api.kms.Keys;
import cloudjar.api.kms.ListKeysRequest;
import cloudjar.api.kms.ListKeysResponse;
import cloudjar.api.kms.ScheduleKeyDeletionRequest;
import cloudjar.api.kms.ScheduleKeyDeletionResponse;
import cloudjar.api.kms.UpdateKeyDescriptionRequest;
import cloudjar.api.kms.UpdateKeyDescriptionResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.kms.KmsTables.PartKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keys: made, shown, switched on and off, deleted after their waiting time. */
final class KeyOperations implements Keys {
    private static final int WINDOW_DEFAULT = 30;
    private static final int MULTI_HEX = 32;

    private final LimitProfile limits;
    private final Materials materials;
    private final Keyring keyring;

    KeyOperations(LimitProfile limits, Materials materials, Keyring keyring) {
        this.limits = limits;
        this.materials = materials;
        this.keyring = keyring;
    }

    @Override
    public CreateKeyResponse createKey(CreateKeyRequest in, Call call) {
        KeyKind kind = kind(in);
        String usage = usage(in, kind);
        String origin = Objects.requireNonNullElse(in.origin(), KmsKey.OWN);
        if (in.customKeyStoreId() != null || in.xksKeyId() != null) {
            throw KmsErrors.noStore(Objects.requireNonNullElse(in.customKeyStoreId(), ""));
        }
        if (!origin.equals(KmsKey.OWN) && !origin.equals(KmsKey.EXTERNAL)) {
            throw KmsErrors.validation("Origin " + origin + " needs a CustomKeyStoreId.");
        }
        Map<String, String> tags = KeyTagRules.added(Map.of(), in.tags());
        String policy = in.policy() == null ? KeyPolicy.standard(call) : in.policy();
        KeyPolicy.check(policy, call, Boolean.TRUE.equals(in.bypassPolicyLockoutSafetyCheck()));
        boolean multi = Boolean.TRUE.equals(in.multiRegion());
        String id = multi
                ? "mrk-" + call.world().ids().hex(MULTI_HEX)
                : call.world().ids().uuid();
        Material material = origin.equals(KmsKey.OWN) ? materials.make(kind, id, call) : null;
        KmsKey key = new KmsKey(
                id,
                call.account(),
                call.region(),
                kind,
                usage,
                origin,
                KmsKey.CUSTOMER,
                call.time(),
                Objects.requireNonNullElse(in.description(), ""),
                KmsKey.Status.of(material == null ? KmsKey.State.PENDING_IMPORT : KmsKey.State.ENABLED),
                policy,
                tags,
                multi ? new KmsKey.MultiRegion(call.region(), List.of()) : null,
                KmsKey.Rotation.NONE,
                material == null ? null : material.id());
        boolean unused = call.write(tx -> {
            KmsTables tables = KmsTables.of(key);
            if (tables.keys.count(tx) >= KmsLimits.KEYS.in(limits)) {
                throw KmsErrors.limit(
                        "You have reached the maximum number of keys in this region: " + KmsLimits.KEYS.in(limits));
            }
            tables.keys.put(tx, id, key);
            if (material != null) {
                tables.materials.put(tx, new PartKey(id, material.id()), material);
            }
            return true;
        });
        return CreateKeyResponse.builder()
                .keyMetadata(KeyForms.metadata(key, material))
                .build();
    }

    private static KeyKind kind(CreateKeyRequest in) {
        String spec = in.keySpec();
        String older = in.customerMasterKeySpec();
        if (spec != null && older != null) {
            throw KmsErrors.validation(
                    "You cannot specify KeySpec and CustomerMasterKeySpec in the same request. CustomerMasterKeySpec is"
                            + " deprecated.");
        }
        String asked = spec == null ? older : spec;
        return asked == null ? KeyKind.SYMMETRIC_DEFAULT : KeyKind.of(asked);
    }

    private static String usage(CreateKeyRequest in, KeyKind kind) {
        String usage = in.keyUsage();
        if (usage == null) {
            if (!kind.isSymmetric()) {
                throw KmsErrors.validation(
                        "You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.");
            }
            return KeyKind.Usage.ENCRYPT;
        }
        if (!kind.allows(usage)) {
            throw KmsErrors.validation("KeyUsage " + usage + " is not compatible with KeySpec " + kind);
        }
        return usage;
    }

    @Override
    public DescribeKeyResponse describeKey(DescribeKeyRequest in, Call call) {
        keyring.ensure(call, in.keyId());
        return call.read(snapshot -> {
            KmsKey key = KeyLookup.find(snapshot, call, in.keyId());
            return DescribeKeyResponse.builder()
                    .keyMetadata(KeyForms.metadata(key, present(snapshot, key)))
                    .build();
        });
    }

    /** The present material, where there is one. */
    static @Nullable Material present(Snapshot snapshot, KmsKey key) {
        return key.material() == null ? null : Materials.current(snapshot, key);
    }

    @Override
    public ListKeysResponse listKeys(ListKeysRequest in, Call call) {
        return call.read(snapshot -> {
            Page<Row<String, KmsKey>> page = Paging.page(() -> KmsTables.in(call.account(), call.region())
                    .keys
                    .page(snapshot, Range.all(), Paging.limit(in.limit(), Paging.HUNDRED), in.marker(), "ListKeys"));
            return ListKeysResponse.builder()
                    .keys(page.items().stream()
                            .map(Row::value)
                            .map(key -> KeyListEntry.builder()
                                    .keyId(key.id())
                                    .keyArn(key.arn())
                                    .build())
                            .toList())
                    .truncated(page.next().isPresent())
                    .nextMarker(page.next().orElse(null))
                    .build();
        });
    }

    @Override
    public UpdateKeyDescriptionResponse updateKeyDescription(UpdateKeyDescriptionRequest in, Call call) {
        boolean unused = call.write(tx -> {
            KmsKey key = KeyStates.ours(KeyStates.lasting(KeyLookup.findOwn(tx, call, in.keyId())));
            KmsTables.of(key).keys.put(tx, key.id(), key.described(in.description()));
            return true;
        });
        return UpdateKeyDescriptionResponse.of();
    }

    @Override
    public EnableKeyResponse enableKey(EnableKeyRequest in, Call call) {
        turn(in.keyId(), KmsKey.State.ENABLED, call);
        return EnableKeyResponse.of();
    }

    @Override
    public DisableKeyResponse disableKey(DisableKeyRequest in, Call call) {
        turn(in.keyId(), KmsKey.State.DISABLED, call);
        return DisableKeyResponse.of();
    }

    private static void turn(String keyId, KmsKey.State state, Call call) {
        boolean unused = call.write(tx -> {
            KmsKey key = KeyStates.ours(KeyStates.lasting(KeyLookup.findOwn(tx, call, keyId)));
            if (key.status().state() == KmsKey.State.PENDING_IMPORT) {
                throw KmsErrors.pendingImport(key);
            }
            KmsKey turned = key.with(state);
            if (state == KmsKey.State.ENABLED) {
                turned = Rotations.caughtUp(tx, turned, call.time());
            }
            KmsTables.of(key).keys.put(tx, key.id(), turned);
            return true;
        });
    }

    @Override
    public ScheduleKeyDeletionResponse scheduleKeyDeletion(ScheduleKeyDeletionRequest in, Call call) {
        int days = Objects.requireNonNullElse(in.pendingWindowInDays(), WINDOW_DEFAULT);
        if (days < KmsLimits.WINDOW_MIN.current() || days > KmsLimits.WINDOW_MAX.current()) {
            throw KmsErrors.validation("PendingWindowInDays must be between " + KmsLimits.WINDOW_MIN.current() + " and "
                    + KmsLimits.WINDOW_MAX.current() + " (inclusive)");
        }
        return call.write(tx -> {
            KmsKey key = KeyStates.ours(KeyStates.lasting(KeyLookup.findOwn(tx, call, in.keyId())));
            boolean waits = key.isPrimary()
                    && !Objects.requireNonNull(key.multiRegion()).replicas().isEmpty();
            Instant deletion = waits ? null : call.time().plus(Duration.ofDays(days));
            KmsKey.State state = waits ? KmsKey.State.PENDING_REPLICA_DELETION : KmsKey.State.PENDING_DELETION;
            KmsKey doomed = key.with(new KmsKey.Status(state, deletion, days));
            KmsTables.of(key).keys.put(tx, key.id(), doomed);
            if (deletion != null) {
                tx.at(deletion, KmsTimers.deletion(key));
            }
            return ScheduleKeyDeletionResponse.builder()
                    .keyId(key.arn())
                    .deletionDate(deletion)
                    .keyState(state.word())
                    .pendingWindowInDays(days)
                    .build();
        });
    }

    @Override
    public CancelKeyDeletionResponse cancelKeyDeletion(CancelKeyDeletionRequest in, Call call) {
        return call.write(tx -> {
            KmsKey key = KeyLookup.findOwn(tx, call, in.keyId());
            KmsKey.State state = key.status().state();
            if (state != KmsKey.State.PENDING_DELETION && state != KmsKey.State.PENDING_REPLICA_DELETION) {
                throw KmsErrors.notPendingDeletion(key);
            }
            boolean lacks = key.isExternal() && !ImportedMaterial.isWhole(tx, key);
            KmsTables.of(key)
                    .keys
                    .put(tx, key.id(), key.with(lacks ? KmsKey.State.PENDING_IMPORT : KmsKey.State.DISABLED));
            tx.cancel(KmsTimers.DELETE, KmsTimers.deletion(key).id());
            return CancelKeyDeletionResponse.builder().keyId(key.arn()).build();
        });
    }
}
