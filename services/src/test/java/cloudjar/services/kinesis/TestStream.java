package cloudjar.services.kinesis;

import cloudjar.testkit.TestWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** A stream as tests use it. */
record TestStream(KinesisClient kinesis, String name) {
    static TestStream of(TestWorld world, int shards) {
        return of(world.client(KinesisClient.builder()), shards);
    }

    static TestStream of(KinesisClient kinesis, int shards) {
        kinesis.createStream(create -> create.streamName("events").shardCount(shards));
        return new TestStream(kinesis, "events");
    }

    String arn() {
        return kinesis.describeStreamSummary(describe -> describe.streamName(name))
                .streamDescriptionSummary()
                .streamARN();
    }

    List<Shard> shards() {
        return kinesis.listShards(list -> list.streamName(name)).shards();
    }

    PutRecordResponse put(String key, String data) {
        return kinesis.putRecord(put -> put.streamName(name).partitionKey(key).data(SdkBytes.fromUtf8String(data)));
    }

    String iterator(String shard, Consumer<GetShardIteratorRequest.Builder> where) {
        return kinesis.getShardIterator(get -> {
                    get.streamName(name).shardId(shard);
                    where.accept(get);
                })
                .shardIterator();
    }

    GetRecordsResponse read(String shard, Consumer<GetShardIteratorRequest.Builder> where) {
        String iterator = iterator(shard, where);
        return kinesis.getRecords(get -> get.shardIterator(iterator));
    }

    GetRecordsResponse read(String shard, ShardIteratorType type) {
        return read(shard, where -> where.shardIteratorType(type));
    }

    /** The data of all records, shard by shard. */
    List<String> all() {
        List<String> data = new ArrayList<>();
        for (Shard shard : shards()) {
            data.addAll(texts(read(shard.shardId(), ShardIteratorType.TRIM_HORIZON)));
        }
        return data;
    }

    static List<String> texts(GetRecordsResponse page) {
        return page.records().stream().map(TestStream::text).toList();
    }

    static String text(Record record) {
        return record.data().asUtf8String();
    }
}
