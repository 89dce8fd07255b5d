package cloudjar.services.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverterProvider;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.enhanced.dynamodb.extensions.VersionedRecordExtension;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticTableSchema;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;
import software.amazon.awssdk.enhanced.dynamodb.model.WriteBatch;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** AWS's Enhanced Client, as applications map their objects. [DDB-19] */
class EnhancedClientAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    /** A document of the Enhanced Client whose version the client keeps. */
    private static final TableSchema<EnhancedDocument> SCHEMA = TableSchema.documentSchemaBuilder()
            .addIndexPartitionKey(TableMetadata.primaryIndexName(), "customer", AttributeValueType.S)
            .addIndexSortKey(TableMetadata.primaryIndexName(), "number", AttributeValueType.N)
            .addIndexPartitionKey("by-status", "status", AttributeValueType.S)
            .attributeConverterProviders(AttributeConverterProvider.defaultProvider())
            .build();

    /** A counter, as mapped classes are: with a version that the client sees to. */
    static final class Tally {
        private String id = "";
        private int count;
        private @Nullable Integer version;

        String id() {
            return id;
        }

        void id(String changed) {
            id = changed;
        }

        int count() {
            return count;
        }

        void count(int changed) {
            count = changed;
        }

        @Nullable
        Integer version() {
            return version;
        }

        void version(@Nullable Integer changed) {
            version = changed;
        }
    }

    private static final TableSchema<Tally> TALLIES = StaticTableSchema.builder(Tally.class)
            .newItemSupplier(Tally::new)
            .addAttribute(String.class, id -> id.name("id")
                    .getter(Tally::id)
                    .setter(Tally::id)
                    .tags(StaticAttributeTags.primaryPartitionKey()))
            .addAttribute(
                    Integer.class,
                    count -> count.name("count").getter(Tally::count).setter(Tally::count))
            .addAttribute(Integer.class, version -> version.name("version")
                    .getter(Tally::version)
                    .setter(Tally::version)
                    .tags(VersionedRecordExtension.AttributeTags.versionAttribute()))
            .build();

    private DynamoDbEnhancedClient enhanced;
    private DynamoDbTable<EnhancedDocument> orders;

    @BeforeEach
    void table(TestWorld world) {
        enhanced = DynamoDbEnhancedClient.builder()
                .dynamoDbClient(world.client(DynamoDbClient.builder()))
                .build();
        orders = enhanced.table("orders", SCHEMA);
        orders.createTable(create -> create.globalSecondaryIndices(index ->
                index.indexName("by-status").projection(projection -> projection.projectionType(ProjectionType.ALL))));
    }

    private static EnhancedDocument order(int number, String status) {
        return EnhancedDocument.builder()
                .attributeConverterProviders(AttributeConverterProvider.defaultProvider())
                .putString("customer", "nina")
                .putNumber("number", number)
                .putString("status", status)
                .putStringSet("tags", Set.of("a", "b"))
                .putList("parts", List.of("x", "y"), EnhancedType.of(String.class))
                .putNull("note")
                .putBoolean("paid", true)
                .build();
    }

    private static Key key(int number) {
        return Key.builder().partitionValue("nina").sortValue(number).build();
    }

    @Test
    void documentsAreKeptQueriedAndChanged() {
        IntStream.range(0, 8).forEach(number -> orders.putItem(order(number, number < 5 ? "open" : "done")));
        EnhancedDocument third = orders.getItem(key(3));
        assertThat(third.getStringSet("tags")).containsExactlyInAnyOrder("a", "b");
        assertThat(third.isNull("note")).isTrue();
        assertThat(orders.query(QueryConditional.sortBetween(key(2), key(6))).items().stream()
                        .map(order -> order.getNumber("number").intValue()))
                .containsExactly(2, 3, 4, 5, 6);
        assertThat(orders
                        .index("by-status")
                        .query(query -> query.queryConditional(QueryConditional.keyEqualTo(
                                        Key.builder().partitionValue("done").build()))
                                .limit(2))
                        .stream()
                        .mapToInt(page -> page.items().size())
                        .sum())
                .isEqualTo(3);
        assertThat(orders.scan(scan -> scan.filterExpression(Expression.builder()
                                .expression("#s = :open")
                                .expressionNames(Map.of("#s", "status"))
                                .expressionValues(Map.of(":open", AttributeValue.fromS("open")))
                                .build()))
                        .items())
                .hasSize(5);
        EnhancedDocument changed = orders.updateItem(
                order(3, "done").toBuilder().putString("by", "me").build());
        assertThat(changed.getString("by")).isEqualTo("me");
        assertThat(orders.deleteItem(key(3)).getString("status")).isEqualTo("done");
        assertThat(orders.getItem(key(3))).isNull();
    }

    @Test
    void batchesAndTransactionsGoOverTables() {
        enhanced.batchWriteItem(batch -> batch.writeBatches(WriteBatch.builder(EnhancedDocument.class)
                .mappedTableResource(orders)
                .addPutItem(order(1, "open"))
                .addPutItem(order(2, "open"))
                .build()));
        assertThat(enhanced.batchGetItem(batch -> batch.readBatches(ReadBatch.builder(EnhancedDocument.class)
                                .mappedTableResource(orders)
                                .addGetItem(key(1))
                                .addGetItem(key(2))
                                .addGetItem(key(9))
                                .build()))
                        .resultsForTable(orders))
                .hasSize(2);
        assertThatThrownBy(() -> enhanced.transactWriteItems(transaction -> transaction
                        .addPutItem(orders, order(3, "open"))
                        .addConditionCheck(orders, check -> check.key(key(9))
                                .conditionExpression(Expression.builder()
                                        .expression("attribute_exists(customer)")
                                        .build()))))
                .isInstanceOf(TransactionCanceledException.class);
        assertThat(orders.getItem(key(3))).as("nothing of it was done").isNull();
    }

    @Test
    void aVersionThatIsOldIsRefused() {
        DynamoDbTable<Tally> tallies = enhanced.table("tallies", TALLIES);
        tallies.createTable();
        Tally tally = new Tally();
        tally.id("a");
        tallies.putItem(tally);
        Tally mine = tallies.getItem(Key.builder().partitionValue("a").build());
        Tally yours = tallies.getItem(Key.builder().partitionValue("a").build());
        mine.count(1);
        assertThat(tallies.updateItem(mine).version()).isEqualTo(2);
        yours.count(7);
        assertThatThrownBy(() -> tallies.updateItem(yours)).isInstanceOf(ConditionalCheckFailedException.class);
        assertThat(tallies.getItem(Key.builder().partitionValue("a").build()).count())
                .isEqualTo(1);
    }
}
