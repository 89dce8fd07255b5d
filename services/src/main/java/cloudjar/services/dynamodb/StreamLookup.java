package cloudjar.services.dynamodb;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.Arn;
import java.util.Optional;

/** Finds streams and shards, of which what is a day old is not there any more. */
final class StreamLookup {
    private static final String STREAM = "/stream/";
    private static final String TABLE = "table/";

    private StreamLookup() {}

    /**
     * The key of the stream with this ARN.
     *
     * @throws cloudjar.kernel.shape.ApiException {@code ValidationException} where the text is none
     */
    static StreamKey key(String arn) {
        String resource = Arn.parse(arn)
                .filter(parsed -> parsed.service().equals("dynamodb"))
                .map(Arn::resource)
                .orElse("");
        int cut = resource.indexOf(STREAM);
        if (!resource.startsWith(TABLE) || cut < 0) {
            throw StreamErrors.invalidArn(arn);
        }
        return new StreamKey(resource.substring(TABLE.length(), cut), resource.substring(cut + STREAM.length()));
    }

    /**
     * The stream with this ARN.
     *
     * @throws cloudjar.kernel.shape.ApiException where it is not there
     */
    static TableStream stream(Snapshot snapshot, Call call, String arn) {
        StreamKey key = key(arn);
        Optional<TableStream> stream = arn.equals(TableStreams.arn(call.scope(), key))
                ? DynamoDbTables.STREAMS.in(call.scope()).get(snapshot, key)
                : Optional.empty();
        return stream.filter(found -> !found.isGone(call.time())).orElseThrow(() -> StreamErrors.streamNotFound(arn));
    }

    /**
     * The shard of a stream.
     *
     * @throws cloudjar.kernel.shape.ApiException where it is not there
     */
    static StreamShard shard(TableStream stream, String id, String arn, Call call) {
        return stream.shard(id)
                .filter(shard -> !shard.isGone(call.time()))
                .orElseThrow(() -> StreamErrors.shardNotFound(id, arn));
    }
}
