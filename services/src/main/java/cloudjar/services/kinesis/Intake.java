package cloudjar.services.kinesis;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Tx;
import cloudjar.services.DataKeys.DataKey;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes records in: finds the shard of each, seals it where the stream has a key, and puts it at the shard's end. */
final class Intake {
    private static final int KIB = 1024;

    private final RecordCipher cipher;
    private final ShardThroughput throughput;

    Intake(RecordCipher cipher, ShardThroughput throughput) {
        this.cipher = cipher;
        this.throughput = throughput;
    }

    /** A record on its way in. */
    record Draft(BigInteger hashKey, Entry entry, int size) {
        /**
         * The record that a producer puts.
         *
         * @throws ApiException where its hash key is none
         */
        static Draft of(String partitionKey, @Nullable String explicitHashKey, Bytes data) {
            BigInteger hashKey = explicitHashKey == null ? HashKey.of(partitionKey) : HashKey.explicit(explicitHashKey);
            return new Draft(hashKey, new Entry(partitionKey, data), Entry.size(partitionKey, data));
        }

        Draft sealed(Entry other) {
            return new Draft(hashKey, other, size);
        }
    }

    /**
     * What became of a record.
     *
     * @param number its sequence number; empty where it was refused
     * @param refused why; null where it was taken
     */
    record Placed(
            StreamShard shard, String number, @Nullable ApiException refused) {}

    /**
     * Puts records.
     *
     * @throws ApiException where one is larger than the stream takes, or KMS gives the caller no data key
     */
    List<Placed> put(DataStream stream, List<Draft> drafts, Call call) {
        for (Draft draft : drafts) {
            checkSize(draft, stream);
        }
        List<@Nullable ApiException> refusals = refusals(stream, drafts, call);
        List<Draft> sealed = sealed(stream, drafts, call);
        return call.write(tx -> append(tx, stream, sealed, refusals, call));
    }

    private static void checkSize(Draft draft, DataStream stream) {
        long most = (long) stream.recordKiB() * KIB;
        if (draft.size() > most) {
            int data = draft.entry().data().size();
            throw data > most
                    ? KinesisErrors.validation(
                            "1 validation error detected: Value at 'data' failed to satisfy constraint: Member must have"
                                    + " length less than or equal to " + most)
                    : KinesisErrors.invalid("The data of a record and its partition key have " + draft.size()
                            + " bytes together, which is more than the " + most + " that stream " + stream.name()
                            + " under account " + stream.account() + " takes.");
        }
    }

    /** Why records would be refused for want of throughput: null for each that would not. */
    private List<@Nullable ApiException> refusals(DataStream stream, List<Draft> drafts, Call call) {
        List<@Nullable ApiException> refusals = new ArrayList<>(drafts.size());
        if (throughput.isOff(stream)) {
            drafts.forEach(_ -> refusals.add(null));
            return refusals;
        }
        List<StreamShard> shards = call.read(snapshot -> drafts.stream()
                .map(draft -> KinesisTables.open(snapshot, stream, draft.hashKey()))
                .toList());
        for (int i = 0; i < drafts.size(); i++) {
            StreamShard shard = shards.get(i);
            refusals.add(
                    throughput.takes(call, stream, shard, drafts.get(i).size())
                            ? null
                            : KinesisErrors.throughput(shard, stream));
        }
        return refusals;
    }

    private List<Draft> sealed(DataStream stream, List<Draft> drafts, Call call) {
        String keyId = stream.key();
        if (keyId == null) {
            return drafts;
        }
        DataKey key = cipher.forPutting(keyId, stream, call);
        return drafts.stream()
                .map(draft -> draft.sealed(RecordCipher.seal(draft.entry(), key, call)))
                .toList();
    }

    private static List<Placed> append(
            Tx tx, DataStream known, List<Draft> drafts, List<@Nullable ApiException> refusals, Call call) {
        // It may have gone, or its shards may have been split, since it was looked at.
        DataStream stream = StreamLookup.serving(tx, known.scope(), known.name());
        var records = KinesisTables.RECORDS.in(stream.scope());
        List<Placed> placed = new ArrayList<>(drafts.size());
        Set<Long> shards = new HashSet<>();
        for (int i = 0; i < drafts.size(); i++) {
            Draft draft = drafts.get(i);
            StreamShard shard = KinesisTables.open(tx, stream, draft.hashKey());
            ApiException refused = refusals.get(i);
            if (refused != null) {
                placed.add(new Placed(shard, "", refused));
                continue;
            }
            long place = records.append(tx, shard.key(), call.time(), draft.entry());
            placed.add(new Placed(shard, number(tx, stream, shard, place), null));
            if (shards.add(shard.number())) {
                tx.signal(Subscriptions.topic(stream, shard.number()));
            }
        }
        return placed;
    }

    /** The number holds when the record came by the shard's own account: it never goes back, even where the clock does. */
    private static String number(Tx tx, DataStream stream, StreamShard shard, long place) {
        Instant arrived = KinesisTables.RECORDS
                .in(stream.scope())
                .get(tx, shard.key(), place)
                .orElseThrow()
                .time();
        return shard.at(place, arrived).text();
    }
}
