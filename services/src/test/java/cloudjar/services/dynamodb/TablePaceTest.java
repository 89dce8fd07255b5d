package cloudjar.services.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.call.Pace;
import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import cloudjar.testkit.Wirings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** Tables that take AWS's time, by a clock that the test moves. */
class TablePaceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(wiring -> Services.all(Wirings.with(Pace.REAL, wiring)));

    private static DynamoDbClient withTable(TestWorld world) {
        world.clock().freeze();
        DynamoDbClient dynamo = world.client(DynamoDbClient.builder());
        create(dynamo);
        return dynamo;
    }

    private static void create(DynamoDbClient dynamo) {
        dynamo.createTable(table -> table.tableName("music")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("artist")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName("artist")
                        .keyType(KeyType.HASH)
                        .build()));
    }

    private static TableStatus status(DynamoDbClient dynamo) {
        return dynamo.describeTable(describe -> describe.tableName("music"))
                .table()
                .tableStatus();
    }

    private static void put(DynamoDbClient dynamo) {
        dynamo.putItem(put -> put.tableName("music").item(Map.of("artist", AttributeValue.fromS("Nina"))));
    }

    @Test
    void aTableIsCreatingForSecondsAndTakesNothingUntilItIsActive(TestWorld world) {
        DynamoDbClient dynamo = withTable(world);
        assertThat(status(dynamo)).isEqualTo(TableStatus.CREATING);
        assertThatThrownBy(() -> put(dynamo)).isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> dynamo.deleteTable(delete -> delete.tableName("music")))
                .isInstanceOf(ResourceInUseException.class)
                .hasMessageContaining(
                        "Attempt to change a resource which is still in use: Table is being created: music");
        world.clock().advance(DynamoDbTimers.CREATION.minusMillis(1));
        assertThat(status(dynamo)).isEqualTo(TableStatus.CREATING);
        world.clock().advance(Duration.ofMillis(1));
        assertThat(status(dynamo)).isEqualTo(TableStatus.ACTIVE);
        put(dynamo);
    }

    @Test
    void aTableIsDeletingForSecondsAndThenGone(TestWorld world) {
        DynamoDbClient dynamo = withTable(world);
        world.clock().advance(DynamoDbTimers.CREATION);
        put(dynamo);
        dynamo.deleteTable(delete -> delete.tableName("music"));
        assertThat(status(dynamo)).isEqualTo(TableStatus.DELETING);
        assertThatThrownBy(() -> create(dynamo)).isInstanceOf(ResourceInUseException.class);
        world.clock().advance(DynamoDbTimers.DELETION);
        assertThatThrownBy(() -> status(dynamo)).isInstanceOf(ResourceNotFoundException.class);
        create(dynamo);
        world.clock().advance(DynamoDbTimers.CREATION);
        assertThat(dynamo.scan(scan -> scan.tableName("music")).count())
                .as("nothing of the table before")
                .isZero();
    }
}
