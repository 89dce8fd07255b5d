package cloudjar.services.s3;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Structure;
import cloudjar.kernel.store.InvalidPageTokenException;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.StructureCodec;
import cloudjar.kernel.store.Table;
import cloudjar.kernel.store.Tx;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A kind of configuration, of which a bucket may have many, each with an id: what is to be reported of the bucket.
 *
 * @param <C> what is kept
 */
final class ReportKind<C extends Structure> {
    private final Table<ReportKey, C> table;
    private final String name;
    private final Supplier<ApiException> mismatch;

    /** Where a configuration lies. */
    record ReportKey(String bucket, String id) {}

    /** A configuration with its id. */
    record Named<C>(String id, C configuration) {}

    private ReportKind(String name, Class<C> type, C example, Supplier<ApiException> mismatch) {
        this.name = name;
        this.mismatch = mismatch;
        this.table = Table.of(
                S3Tables.SERVICE, name, KeyCodec.of(ReportKey.class), StructureCodec.of(type, example::schema));
    }

    /**
     * A kind.
     *
     * @param mismatch what is said where a document has another id than the request
     */
    @SuppressWarnings("unchecked")
    static <C extends Structure> ReportKind<C> of(String name, C example, Supplier<ApiException> mismatch) {
        return new ReportKind<>(name, (Class<C>) example.getClass(), example, mismatch);
    }

    private ScopedTable<ReportKey, C> in(S3Bucket bucket) {
        return table.in(bucket.account(), bucket.region());
    }

    /**
     * Gives the bucket that a request names a configuration.
     *
     * @param then what else is done with the bucket in the transaction
     */
    void put(Call call, Structure request, Named<C> named, TxConsumer then) {
        String id = Members.required(request, "Id");
        if (!named.id().equals(id)) {
            throw mismatch.get();
        }
        call.write(tx -> {
            S3Bucket bucket = bucket(tx, call, request);
            ReportKey key = new ReportKey(bucket.name(), id);
            ScopedTable<ReportKey, C> configurations = in(bucket);
            if (!configurations.contains(tx, key)
                    && configurations.count(tx, Range.prefix(bucket.name())) >= S3Limits.REPORTS.current()) {
                throw ConfigurationErrors.tooManyConfigurations();
            }
            configurations.put(tx, key, named.configuration());
            then.accept(tx, bucket);
            return true;
        });
    }

    /** Something done with a bucket in a transaction. */
    @FunctionalInterface
    interface TxConsumer {
        /** Nothing. */
        TxConsumer NOTHING = (tx, bucket) -> {};

        void accept(Tx tx, S3Bucket bucket);
    }

    Optional<C> find(Snapshot snapshot, S3Bucket bucket, String id) {
        return in(bucket).get(snapshot, new ReportKey(bucket.name(), id));
    }

    /** The configuration that a request names. */
    C get(Call call, Structure request) {
        return call.read(snapshot -> find(snapshot, bucket(snapshot, call, request), Members.required(request, "Id"))
                .orElseThrow(ConfigurationErrors::noConfiguration));
    }

    /** A page of the configurations of the bucket that a request names. */
    Page<C> list(Call call, Structure request) {
        int limit = Math.toIntExact(S3Limits.REPORT_PAGE.current());
        String token = Members.text(request, "ContinuationToken");
        try {
            return call.read(snapshot -> {
                        S3Bucket bucket = bucket(snapshot, call, request);
                        return in(bucket).page(snapshot, Range.prefix(bucket.name()), limit, token, name);
                    })
                    .map(Row::value);
        } catch (InvalidPageTokenException e) {
            throw S3Errors.continuationToken();
        }
    }

    void delete(Call call, Structure request) {
        call.write(tx -> {
            S3Bucket bucket = bucket(tx, call, request);
            if (!in(bucket).delete(tx, new ReportKey(bucket.name(), Members.required(request, "Id")))) {
                throw ConfigurationErrors.noConfiguration();
            }
            return true;
        });
    }

    /** Forgets all of a bucket. */
    void deleteAll(Tx tx, S3Bucket bucket) {
        in(bucket).deleteRange(tx, Range.prefix(bucket.name()));
    }

    private static S3Bucket bucket(Snapshot snapshot, Call call, Structure request) {
        return S3Tables.bucket(
                snapshot, call, Members.required(request, "Bucket"), Members.text(request, "ExpectedBucketOwner"));
    }
}
