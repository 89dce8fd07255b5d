package cloudjar.services.cloudwatchlogs;

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
import cloudjar.kernel.vault.AesGcm;
import cloudjar.kernel.vault.OpenKeys;
import cloudjar.services.DataKeys;
import cloudjar.services.cloudwatchlogs.LogsTables.KeyPlace;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The KMS keys of groups: events are sealed with a data key for each key that a group was associated with, made and opened by KMS for
 * the service principal of the region. What KMS opened is used for five minutes.
 */
final class GroupKeys {
    private static final String CONTEXT = "aws:logs:arn";
    private static final Duration REUSE = Duration.ofMinutes(5);

    private final Cloud cloud;

    GroupKeys(Cloud cloud) {
        this.cloud = cloud;
    }

    /** The data keys of a world that are in use, by how they are kept. */
    private record Known(OpenKeys<Bytes, Bytes> keys) {
        Known() {
            this(new OpenKeys<>());
        }
    }

    /** Asks KMS for a group. */
    private DataKeys asking(Group group) {
        return new DataKeys(cloud, _ -> LogsErrors.key(group));
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
        Bytes seed = Bytes.wrap(call.world().ids().bytes(AesGcm.NONCE));
        Optional<DataKey> known = call.read(snapshot -> find(snapshot, LogsTables.of(call), group.name(), kmsKey))
                .map(Row::value);
        if (known.isPresent()) {
            return new Sealing(known.get(), opened(known.get(), group, call), seed);
        }
        DataKeys.DataKey made = asking(group).make(kmsKey, Map.of(CONTEXT, group.arn()), asLogs(group, call));
        return new Sealing(new DataKey(kmsKey, made.encrypted()), made.plaintext(), seed);
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
        return call.world()
                .derived(Known.class, Known::new)
                .keys()
                .get(key.encrypted(), call.world().clock().now(), REUSE, () -> asking(group)
                        .open(key.encrypted(), Map.of(CONTEXT, group.arn()), asLogs(group, call)));
    }
}
