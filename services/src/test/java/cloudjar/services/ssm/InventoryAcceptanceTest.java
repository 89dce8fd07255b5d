package cloudjar.services.ssm;

import static cloudjar.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ComplianceExecutionSummary;
import software.amazon.awssdk.services.ssm.model.CreateResourceDataSyncRequest;
import software.amazon.awssdk.services.ssm.model.InstancePropertyStringFilter;
import software.amazon.awssdk.services.ssm.model.InventoryDeletionStatus;
import software.amazon.awssdk.services.ssm.model.InventoryItem;
import software.amazon.awssdk.services.ssm.model.InventoryItemSchema;
import software.amazon.awssdk.services.ssm.model.LastResourceDataSyncStatus;
import software.amazon.awssdk.services.ssm.model.ResourceDataSyncItem;
import software.amazon.awssdk.services.ssm.model.ResourceDataSyncS3Format;
import software.amazon.awssdk.services.ssm.model.ResourceDataSyncSource;

/** Inventory, compliance and resource data syncs through AWS's SDK for Java. */
class InventoryAcceptanceTest {
    private static final String NOBODY = "i-0123456789abcdef0";

    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private TestWorld world;
    private SsmClient ssm;

    @BeforeEach
    void open(TestWorld given) {
        world = given;
        ssm = world.client(SsmClient.builder());
    }

    @Test
    void nothingIsKeptOfInstancesThatAreNotManaged() {
        InventoryItem item = InventoryItem.builder()
                .typeName("Custom:Rack")
                .schemaVersion("1.0")
                .captureTime("2024-01-01T00:00:00Z")
                .build();
        assertRefused(() -> ssm.putInventory(put -> put.instanceId(NOBODY).items(item)), "InvalidInstanceId");
        assertRefused(
                () -> ssm.listInventoryEntries(list -> list.instanceId(NOBODY).typeName("AWS:Application")),
                "InvalidInstanceId");
        assertRefused(
                () -> ssm.listInventoryEntries(list -> list.instanceId(NOBODY).typeName("AWS:None")),
                "InvalidTypeNameException");
        assertThat(ssm.getInventory(get -> {}).entities()).isEmpty();
        ComplianceExecutionSummary executed = ComplianceExecutionSummary.builder()
                .executionTime(Instant.EPOCH)
                .build();
        assertRefused(
                () -> ssm.putComplianceItems(put -> put.resourceId(NOBODY)
                        .resourceType("ManagedInstance")
                        .complianceType("Custom:Check")
                        .executionSummary(executed)
                        .items(List.of())),
                "InvalidResourceId");
        assertRefused(
                () -> ssm.putComplianceItems(put -> put.resourceId(NOBODY)
                        .resourceType("Bucket")
                        .complianceType("Custom:Check")
                        .executionSummary(executed)
                        .items(List.of())),
                "InvalidResourceType");
        assertThat(ssm.listComplianceItems(list -> list.resourceIds(NOBODY)).complianceItems())
                .isEmpty();
        assertRefused(() -> ssm.listComplianceItems(list -> list.resourceTypes("Bucket")), "InvalidResourceType");
        assertThat(ssm.listComplianceSummaries(list -> {}).complianceSummaryItems())
                .isEmpty();
        assertThat(ssm.listResourceComplianceSummaries(list -> {}).resourceComplianceSummaryItems())
                .isEmpty();
        assertThat(ssm.describeInstanceProperties(list -> {}).instanceProperties())
                .isEmpty();
        assertRefused(
                () -> ssm.describeInstanceProperties(
                        list -> list.filtersWithOperator(InstancePropertyStringFilter.builder()
                                .key("Colour")
                                .values("red")
                                .operator("Equal")
                                .build())),
                "InvalidFilterKey");
    }

    @Test
    void typesAreToldAndCustomOnesDeleted() {
        assertThat(ssm.getInventorySchema(get -> {}).schemas())
                .hasSize(13)
                .extracting(InventoryItemSchema::typeName)
                .contains("AWS:Application");
        assertThat(ssm.getInventorySchema(get -> get.aggregator(true)).schemas())
                .singleElement()
                .satisfies(schema -> assertThat(schema.attributes()).hasSize(3));
        assertRefused(() -> ssm.getInventorySchema(get -> get.typeName("Custom:Rack")), "InvalidTypeNameException");
        assertRefused(() -> ssm.deleteInventory(delete -> delete.typeName("AWS:File")), "InvalidTypeNameException");
        ssm.deleteInventory(delete -> delete.typeName("Custom:Rack").dryRun(true));
        String token = UUID.randomUUID().toString();
        String id = ssm.deleteInventory(delete -> delete.typeName("Custom:Rack").clientToken(token))
                .deletionId();
        assertThat(ssm.deleteInventory(delete -> delete.typeName("Custom:Rack").clientToken(token))
                        .deletionId())
                .isEqualTo(id);
        assertThat(ssm.describeInventoryDeletions(list -> {}).inventoryDeletions())
                .singleElement()
                .satisfies(deletion -> assertThat(deletion.lastStatus()).isEqualTo(InventoryDeletionStatus.COMPLETE));
        assertRefused(
                () -> ssm.describeInventoryDeletions(list -> list.deletionId(token)), "InvalidDeletionIdException");
    }

    private static CreateResourceDataSyncRequest.Builder toBucket(String name, String bucket) {
        return CreateResourceDataSyncRequest.builder().syncName(name).s3Destination(to -> to.bucketName(bucket)
                .syncFormat(ResourceDataSyncS3Format.JSON_SER_DE)
                .region("us-east-1"));
    }

    @Test
    void syncsGoToBucketsThatAreThere() {
        assertThatThrownBy(
                        () -> ssm.createResourceDataSync(toBucket("s", "absent").build()))
                .hasMessageContaining("S3 write failed for bucket: absent");
        world.client(S3Client.builder().forcePathStyle(true)).createBucket(create -> create.bucket("there"));
        ssm.createResourceDataSync(toBucket("s", "there").build());
        assertRefused(
                () -> ssm.createResourceDataSync(toBucket("s", "there").build()),
                "ResourceDataSyncAlreadyExistsException");
        ResourceDataSyncItem made =
                ssm.listResourceDataSync(list -> {}).resourceDataSyncItems().getFirst();
        assertThat(made.s3Destination().bucketName()).isEqualTo("there");
        assertThat(made.syncType()).isEqualTo("SyncToDestination");
        assertThat(made.lastStatus()).isEqualTo(LastResourceDataSyncStatus.SUCCESSFUL);
        for (int i = 1; i < 5; i++) {
            ssm.createResourceDataSync(toBucket("s" + i, "there").build());
        }
        assertRefused(
                () -> ssm.createResourceDataSync(toBucket("s5", "there").build()),
                "ResourceDataSyncCountExceededException");
        assertThat(ssm.listResourceDataSyncPaginator(list -> list.maxResults(2)).stream())
                .hasSize(3);
        ssm.deleteResourceDataSync(delete -> delete.syncName("s"));
        assertRefused(
                () -> ssm.deleteResourceDataSync(delete -> delete.syncName("s")), "ResourceDataSyncNotFoundException");
    }

    @Test
    void syncsComeFromRegionsAndOrganizations() {
        ResourceDataSyncSource regions = ResourceDataSyncSource.builder()
                .sourceType("SingleAccountMultiRegions")
                .sourceRegions("us-east-1")
                .build();
        ssm.createResourceDataSync(
                create -> create.syncName("s").syncType("SyncFromSource").syncSource(regions));
        ssm.updateResourceDataSync(update -> update.syncName("s")
                .syncType("SyncFromSource")
                .syncSource(regions.toBuilder()
                        .sourceRegions("us-east-1", "eu-west-1")
                        .build()));
        ResourceDataSyncSource organization = regions.toBuilder()
                .sourceType("AwsOrganizations")
                .awsOrganizationsSource(of -> of.organizationSourceType("EntireOrganization"))
                .build();
        assertRefused(
                () -> ssm.updateResourceDataSync(update ->
                        update.syncName("s").syncType("SyncFromSource").syncSource(organization)),
                "ResourceDataSyncInvalidConfigurationException");
        ssm.createResourceDataSync(
                create -> create.syncName("o").syncType("SyncFromSource").syncSource(organization));
        List<ResourceDataSyncItem> made = ssm.listResourceDataSync(list -> list.syncType("SyncFromSource"))
                .resourceDataSyncItems();
        assertThat(made.getFirst().syncSource().state()).isEqualTo("OrganizationNotExists");
        assertThat(made.getLast().syncSource().sourceRegions()).containsExactly("us-east-1", "eu-west-1");
        assertRefused(
                () -> ssm.deleteResourceDataSync(delete -> delete.syncName("s")), "ResourceDataSyncNotFoundException");
        assertRefused(
                () -> ssm.createResourceDataSync(create -> create.syncName("x").syncType("SyncFromSource")),
                "ResourceDataSyncInvalidConfigurationException");
    }
}
