package cloudjar.services.dynamodb;

import cloudjar.testkit.TestWorld;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** A table of songs with an index of each kind, and what tests put into it. */
final class Songs {
    private Songs() {}

    static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }

    static AttributeValue n(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    static Projection projection(ProjectionType type, String... included) {
        return Projection.builder()
                .projectionType(type)
                .nonKeyAttributes(included.length == 0 ? null : List.of(included))
                .build();
    }

    /** Songs by artist and year, with an index of each kind. */
    static DynamoDbClient songs(TestWorld world) {
        DynamoDbClient dynamo = world.client(DynamoDbClient.builder());
        dynamo.createTable(table -> table.tableName("songs")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        attribute("artist", ScalarAttributeType.S),
                        attribute("yr", ScalarAttributeType.N),
                        attribute("genre", ScalarAttributeType.S),
                        attribute("title", ScalarAttributeType.S))
                .keySchema(key("artist", KeyType.HASH), key("yr", KeyType.RANGE))
                .localSecondaryIndexes(LocalSecondaryIndex.builder()
                        .indexName("by-title")
                        .keySchema(key("artist", KeyType.HASH), key("title", KeyType.RANGE))
                        .projection(projection(ProjectionType.KEYS_ONLY))
                        .build())
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName("by-genre")
                        .keySchema(key("genre", KeyType.HASH), key("yr", KeyType.RANGE))
                        .projection(projection(ProjectionType.INCLUDE, "title"))
                        .build()));
        return dynamo;
    }

    static Map<String, AttributeValue> song(String artist, int year, String genre, String title) {
        Map<String, AttributeValue> song = new HashMap<>();
        song.put("artist", s(artist));
        song.put("yr", n(year));
        song.put("genre", s(genre));
        song.put("title", s(title));
        song.put("plays", n(0));
        return song;
    }

    static DynamoDbClient tenSongs(TestWorld world) {
        DynamoDbClient dynamo = songs(world);
        IntStream.range(0, 10)
                .forEach(i -> dynamo.putItem(put -> put.tableName("songs")
                        .item(song("Nina", 1960 + i, i % 2 == 0 ? "soul" : "jazz", "t" + (9 - i)))));
        return dynamo;
    }

    static List<String> years(QueryResponse response) {
        return response.items().stream().map(item -> in(item, "yr").n()).toList();
    }

    static AttributeValue in(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name), name);
    }
}
