package cloudjar.services.dynamodb;

import cloudjar.testkit.TestWorld;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Reads streams as applications do: every shard from its oldest record, parents first. */
record StreamReader(DynamoDbStreamsClient streams, String arn) {
    /** The latest stream of a table. */
    static StreamReader of(TestWorld world, DynamoDbClient dynamo, String table) {
        String arn = dynamo.describeTable(describe -> describe.tableName(table))
                .table()
                .latestStreamArn();
        return new StreamReader(world.client(DynamoDbStreamsClient.builder()), arn);
    }

    /** A table whose key is the string {@code id}, with a stream. */
    static DynamoDbClient tableWithStream(TestWorld world, StreamViewType view) {
        DynamoDbClient dynamo = world.client(DynamoDbClient.builder());
        dynamo.createTable(table -> table.tableName("watched")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(Songs.attribute("id", ScalarAttributeType.S))
                .keySchema(Songs.key("id", KeyType.HASH))
                .streamSpecification(stream -> stream.streamEnabled(true).streamViewType(view)));
        return dynamo;
    }

    List<Shard> shards() {
        return streams.describeStream(describe -> describe.streamArn(arn))
                .streamDescription()
                .shards();
    }

    String iterator(Shard shard, ShardIteratorType type) {
        return streams.getShardIterator(
                        get -> get.streamArn(arn).shardId(shard.shardId()).shardIteratorType(type))
                .shardIterator();
    }

    GetRecordsResponse next(String iterator) {
        return streams.getRecords(get -> get.shardIterator(iterator));
    }

    List<Record> records() {
        List<Record> records = new ArrayList<>();
        for (Shard shard : shards()) {
            records.addAll(next(iterator(shard, ShardIteratorType.TRIM_HORIZON)).records());
        }
        return records;
    }
}
