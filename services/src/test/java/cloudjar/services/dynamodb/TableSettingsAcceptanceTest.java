package cloudjar.services.dynamodb;

import static cloudjar.services.dynamodb.Songs.songs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ContributorInsightsStatus;
import software.amazon.awssdk.services.dynamodb.model.DestinationStatus;
import software.amazon.awssdk.services.dynamodb.model.PolicyNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.SSEStatus;
import software.amazon.awssdk.services.kms.KmsClient;

/** AWS's SDK for Java against DynamoDB in process: what a table has besides its items. */
class TableSettingsAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final String STREAM = "arn:aws:kinesis:us-east-1:000000000000:stream/changes";

    @Test
    void insightsAreSwitchedOnForTablesAndIndexes(TestWorld world) {
        DynamoDbClient dynamo = songs(world);
        assertThat(dynamo.describeContributorInsights(describe -> describe.tableName("songs"))
                        .contributorInsightsStatus())
                .isEqualTo(ContributorInsightsStatus.DISABLED);
        dynamo.updateContributorInsights(update -> update.tableName("songs").contributorInsightsAction("ENABLE"));
        dynamo.updateContributorInsights(
                update -> update.tableName("songs").indexName("by-genre").contributorInsightsAction("ENABLE"));
        var described = dynamo.describeContributorInsights(describe -> describe.tableName("songs"));
        assertThat(described.contributorInsightsStatus()).isEqualTo(ContributorInsightsStatus.ENABLED);
        assertThat(described.contributorInsightsRuleList()).hasSize(4);
        assertThat(dynamo.listContributorInsights(list -> list.maxResults(1)).nextToken())
                .isNotNull();
        assertThat(dynamo.listContributorInsights(list -> list.tableName("songs"))
                        .contributorInsightsSummaries())
                .hasSize(2);
        assertThatThrownBy(() -> dynamo.describeContributorInsights(
                        describe -> describe.tableName("songs").indexName("none")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void aStreamOfKinesisThatIsNotThereCannotBeSwitchedOn(TestWorld world) {
        DynamoDbClient dynamo = songs(world);
        assertThat(dynamo.enableKinesisStreamingDestination(
                                enable -> enable.tableName("songs").streamArn(STREAM))
                        .destinationStatus())
                .isEqualTo(DestinationStatus.ENABLING);
        var destinations = dynamo.describeKinesisStreamingDestination(describe -> describe.tableName("songs"))
                .kinesisDataStreamDestinations();
        assertThat(destinations.getFirst().destinationStatus()).isEqualTo(DestinationStatus.ENABLE_FAILED);
        assertThat(destinations.getFirst().destinationStatusDescription()).isNotEmpty();
        assertThatThrownBy(() -> dynamo.disableKinesisStreamingDestination(
                        disable -> disable.tableName("songs").streamArn(STREAM)))
                .hasMessageContaining("must be ACTIVE to perform DISABLE operation");
    }

    @Test
    void theKeyOfAnAccountsTablesIsOneOfKms(TestWorld world) {
        DynamoDbClient dynamo = songs(world);
        String arn = dynamo.updateTable(
                        update -> update.tableName("songs").sseSpecification(encryption -> encryption.enabled(true)))
                .tableDescription()
                .sseDescription()
                .kmsMasterKeyArn();
        assertThat(world.client(KmsClient.builder())
                        .describeKey(describe -> describe.keyId(arn))
                        .keyMetadata()
                        .description())
                .isEqualTo("Default key that protects my DynamoDB data when no other key is defined");
        assertThat(dynamo.updateTable(update ->
                                update.tableName("songs").sseSpecification(encryption -> encryption.enabled(false)))
                        .tableDescription()
                        .sseDescription()
                        .status())
                .isEqualTo(SSEStatus.UPDATING);
        assertThat(dynamo.describeTable(describe -> describe.tableName("songs"))
                        .table()
                        .sseDescription())
                .isNull();
    }

    @Test
    void aPolicyIsKeptWithItsRevision(TestWorld world) {
        DynamoDbClient dynamo = songs(world);
        String arn = dynamo.describeTable(describe -> describe.tableName("songs"))
                .table()
                .tableArn();
        assertThatThrownBy(() -> dynamo.getResourcePolicy(get -> get.resourceArn(arn)))
                .isInstanceOf(PolicyNotFoundException.class);
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
                + "\"arn:aws:iam::111122223333:root\"},\"Action\":\"dynamodb:GetItem\",\"Resource\":\"" + arn
                + "\"}]}";
        String revision = dynamo.putResourcePolicy(put -> put.resourceArn(arn).policy(policy))
                .revisionId();
        assertThat(dynamo.getResourcePolicy(get -> get.resourceArn(arn)).policy())
                .isEqualTo(policy);
        assertThatThrownBy(() -> dynamo.putResourcePolicy(
                        put -> put.resourceArn(arn).policy(policy).expectedRevisionId("1")))
                .isInstanceOf(PolicyNotFoundException.class);
        assertThatThrownBy(() ->
                        dynamo.putResourcePolicy(put -> put.resourceArn(arn).policy("nonsense")))
                .hasMessageContaining("Invalid policy document");
        assertThat(dynamo.deleteResourcePolicy(delete -> delete.resourceArn(arn).expectedRevisionId(revision))
                        .revisionId())
                .isEqualTo(revision);
    }

    @Test
    void limitsAndTheEndpointAreDescribed(TestWorld world) {
        DynamoDbClient dynamo = world.client(DynamoDbClient.builder());
        assertThat(dynamo.describeLimits().tableMaxReadCapacityUnits()).isEqualTo(40_000);
        assertThat(dynamo.describeEndpoints().endpoints().getFirst().address()).contains("localhost");
    }
}
