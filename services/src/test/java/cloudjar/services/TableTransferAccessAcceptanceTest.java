package cloudjar.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.testkit.CloudExtension;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ExportStatus;
import software.amazon.awssdk.services.dynamodb.model.InputFormat;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.s3.S3Client;

/** Who exports or imports a table needs permission for the objects as well, where permissions are enforced. [DDB-20] */
class TableTransferAccessAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = CloudExtension.enforcing(Services::all);

    private static final String BUCKET = "transfers";

    private static List<KeySchemaElement> key() {
        return List.of(KeySchemaElement.builder()
                .attributeName("id")
                .keyType(KeyType.HASH)
                .build());
    }

    private static List<AttributeDefinition> attributes() {
        return List.of(AttributeDefinition.builder()
                .attributeName("id")
                .attributeType(ScalarAttributeType.S)
                .build());
    }

    private static void assertRefused(ThrowingCallable call, String action) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, error -> {
            assertThat(error.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
            assertThat(error.awsErrorDetails().errorMessage()).contains("is not authorized to perform: " + action);
        });
    }

    @Test
    void theObjectsAreAskedAboutToo() {
        People people = People.in(CLOUD.cloud().mainWorld());
        people.root(S3Client.builder().forcePathStyle(true)).createBucket(create -> create.bucket(BUCKET));
        DynamoDbClient root = people.root(DynamoDbClient.builder());
        root.createTable(create -> create.tableName("songs")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(key())
                .attributeDefinitions(attributes()));
        root.updateContinuousBackups(update -> update.tableName("songs")
                .pointInTimeRecoverySpecification(recovery -> recovery.pointInTimeRecoveryEnabled(true)));
        String arn = root.describeTable(describe -> describe.tableName("songs"))
                .table()
                .tableArn();
        DynamoDbClient ann = people.user("ann", DynamoDbClient.builder());

        assertRefused(
                () -> ann.exportTableToPointInTime(
                        export -> export.tableArn(arn).s3Bucket(BUCKET)),
                "dynamodb:ExportTableToPointInTime");
        people.allow("ann", "dynamodb:*", "*");
        assertRefused(
                () -> ann.exportTableToPointInTime(
                        export -> export.tableArn(arn).s3Bucket(BUCKET)),
                "s3:PutObject");
        assertRefused(() -> importSongs(ann), "s3:ListBucket");
        people.allow("ann", "s3:*", "*");
        assertThat(ann.exportTableToPointInTime(export -> export.tableArn(arn).s3Bucket(BUCKET))
                        .exportDescription()
                        .exportStatus())
                .isEqualTo(ExportStatus.IN_PROGRESS);
        importSongs(ann);
    }

    private static void importSongs(DynamoDbClient dynamo) {
        dynamo.importTable(begin -> begin.inputFormat(InputFormat.DYNAMODB_JSON)
                .s3BucketSource(source -> source.s3Bucket(BUCKET))
                .tableCreationParameters(table -> table.tableName("copies")
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .keySchema(key())
                        .attributeDefinitions(attributes())));
    }
}
