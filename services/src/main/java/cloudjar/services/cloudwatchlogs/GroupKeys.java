package cloudjar.services.cloudwatchlogs;

import cloudjar.api.kms.DataKeySpec;
import cloudjar.api.kms.DecryptRequest;
import cloudjar.api.kms.GenerateDataKeyRequest;
import cloudjar.api.kms.GenerateDataKeyResponse;
import cloudjar.api.kms.GenerateDataKeyWithoutPlaintextRequest;
import cloudjar.api.kms.Kms;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.services.cloudwatchlogs.LogsTables.KeyPlace;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The KMS keys of groups: events are sealed with a data key for each key that a group was associated with, made and opened by KMS for
 * the service principal of the region. What KMS opened is used for five minutes.
 */
final class GroupKeys {
    private static final String CONTEXT = "aws:logs:arn";
    private static final Duration USED = Duration.ofMinutes(5);
    private static final int KNOWN_MAX = 10_000;

    private final Cloud cloud;

    GroupKeys(Cloud cloud) {
        this.cloud = cloud;
    }

    /** What KMS opened, with when that was. In no store, and gone with the process. */
    private record Opened(Bytes plaintext, long sinceMillis) {}

    /** The data keys of a world that are in use, by how they are kept. */
    private record OpenKeys(Map<Bytes, Opened> keys) {
        OpenKeys() {
            this(new ConcurrentHashMap<>());
        }

        void keep(Bytes encrypted, Bytes plaintext, long now) {
            if (keys.size() >= KNOWN_MAX) {
                keys.clear();
            }
            keys.put(encrypted, new Opened(plaintext, now));
        }
    }

    private static Call asLogs(Group group, Call call) {
        Arn arn = Arn.parse(group.arn()).orElseThrow();
        return call.as(Principal.Service.actingFor("logs." + group.region() + ".amazonaws.com", arn, group.account()));
    }

    /** Refuses a key that cannot make data keys for the group. */
    void check(Group group, String key, Call call) {
        try {
            var unused = cloud.client(Kms.API)
                    .generateDataKeyWithoutPlaintext(
                            GenerateDataKeyWithoutPlaintextRequest.builder()
                                    .keyId(key)
                                    .keySpec("AES_256")
                                    .encryptionContext(Map.of(CONTEXT, group.arn()))
                                    .build(),
                            asLogs(group, call));
        } catch (ApiException e) {
            throw LogsErrors.key(group);
        }
    }

    /** How new events of a group with a key are sealed; outside of transactions, since KMS is asked. */
    Sealing sealing(Group group, Call call) {
        String kmsKey = Objects.requireNonNull(group.key());
        Bytes seed = Bytes.wrap(call.world().ids().bytes(Sealing.NONCE_BYTES));
        Optional<DataKey> known = call.read(snapshot -> find(snapshot, LogsTables.of(call), group.name(), kmsKey))
                .map(Row::value);
        if (known.isPresent()) {
            return new Sealing(known.get(), opened(known.get(), group, call), seed);
        }
        try {
            GenerateDataKeyResponse made = cloud.client(Kms.API)
                    .generateDataKey(
                            GenerateDataKeyRequest.builder()
                                    .keyId(kmsKey)
                                    .keySpec(DataKeySpec.AES_256)
                                    .encryptionContext(Map.of(CONTEXT, group.arn()))
                                    .build(),
                            asLogs(group, call));
            return new Sealing(
                    new DataKey(kmsKey, Objects.requireNonNull(made.ciphertextBlob())),
                    Objects.requireNonNull(made.plaintext()),
                    seed);
        } catch (ApiException e) {
            throw LogsErrors.key(group);
        }
    }

    /** The newest data key that a key of KMS made for a group. */
    private static Optional<Row<KeyPlace, DataKey>> find(
            Snapshot snapshot, LogsTables tables, String group, String kmsKey) {
        return tables.dataKeys.rows(snapshot, Range.prefix(Key.of(group)).reversed()).stream()
                .filter(row -> row.value().kmsKey().equals(kmsKey))
                .findFirst();
    }

    /** The number of a key that is used: its own, or one of that is new. */
    static long number(Tx tx, LogsTables tables, Group group, Sealing sealing) {
        Optional<Row<KeyPlace, DataKey>> known =
                find(tx, tables, group.name(), sealing.key().kmsKey());
        if (known.isPresent() && known.get().value().equals(sealing.key())) {
            return known.get().key().number();
        }
        long number = tables.next(tx, "data-key");
        tables.dataKeys.put(tx, new KeyPlace(group.name(), number), sealing.key());
        return number;
    }

    Opening opening(Call call) {
        return new Opening(this, call);
    }

    /**
     * The plain text of a group's data key.
     *
     * @throws ApiException where KMS does not open it
     */
    Bytes open(KeyPlace place, Call call) {
        LogsTables tables = LogsTables.of(call);
        Group group = call.read(snapshot -> tables.group(snapshot, place.group()));
        DataKey key =
                call.read(snapshot -> tables.dataKeys.get(snapshot, place)).orElseThrow(LogsErrors::noGroup);
        return opened(key, group, call);
    }

    private Bytes opened(DataKey key, Group group, Call call) {
        OpenKeys open = call.world().derived(OpenKeys.class, OpenKeys::new);
        long now = call.world().clock().now().toEpochMilli();
        Opened known = open.keys().get(key.encrypted());
        if (known != null && now >= known.sinceMillis() && now < known.sinceMillis() + USED.toMillis()) {
            return known.plaintext();
        }
        try {
            Bytes plaintext = Objects.requireNonNull(cloud.client(Kms.API)
                    .decrypt(
                            DecryptRequest.builder()
                                    .ciphertextBlob(key.encrypted())
                                    .encryptionContext(Map.of(CONTEXT, group.arn()))
                                    .build(),
                            asLogs(group, call))
                    .plaintext());
            open.keep(key.encrypted(), plaintext, now);
            return plaintext;
        } catch (ApiException e) {
            throw LogsErrors.key(group);
        }
    }
}
