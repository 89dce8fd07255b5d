package cloudjar.services.ssm;

import static cloudjar.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetOpsSummaryResponse;
import software.amazon.awssdk.services.ssm.model.MetadataValue;
import software.amazon.awssdk.services.ssm.model.OpsAggregator;
import software.amazon.awssdk.services.ssm.model.OpsFilter;
import software.amazon.awssdk.services.ssm.model.OpsItem;
import software.amazon.awssdk.services.ssm.model.OpsItemAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.OpsItemDataType;
import software.amazon.awssdk.services.ssm.model.OpsItemDataValue;
import software.amazon.awssdk.services.ssm.model.OpsItemEventFilter;
import software.amazon.awssdk.services.ssm.model.OpsItemEventSummary;
import software.amazon.awssdk.services.ssm.model.OpsItemFilter;
import software.amazon.awssdk.services.ssm.model.OpsItemFilterKey;
import software.amazon.awssdk.services.ssm.model.OpsItemFilterOperator;
import software.amazon.awssdk.services.ssm.model.OpsItemNotification;
import software.amazon.awssdk.services.ssm.model.OpsItemRelatedItemsFilter;
import software.amazon.awssdk.services.ssm.model.OpsItemStatus;
import software.amazon.awssdk.services.ssm.model.OpsItemSummary;
import software.amazon.awssdk.services.ssm.model.OpsResultAttribute;
import software.amazon.awssdk.services.ssm.model.RelatedOpsItem;
import software.amazon.awssdk.services.ssm.model.ResourceTypeForTagging;
import software.amazon.awssdk.services.ssm.model.Tag;

/** OpsCenter through AWS's SDK for Java. */
class OpsCenterAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private TestWorld world;
    private SsmClient ssm;

    @BeforeEach
    void open(TestWorld given) {
        world = given;
        ssm = world.client(SsmClient.builder());
    }

    private static OpsItemDataValue data(String value) {
        return OpsItemDataValue.builder()
                .value(value)
                .type(OpsItemDataType.SEARCHABLE_STRING)
                .build();
    }

    private String item(String title, Map<String, OpsItemDataValue> data) {
        return ssm.createOpsItem(create -> create.title(title)
                        .description("d")
                        .source("shop")
                        .severity("2")
                        .operationalData(data))
                .opsItemId();
    }

    private List<String> titles(OpsItemFilterKey key, OpsItemFilterOperator operator, String value) {
        return ssm
                .describeOpsItems(list -> list.opsItemFilters(OpsItemFilter.builder()
                        .key(key)
                        .operator(operator)
                        .values(value)
                        .build()))
                .opsItemSummaries()
                .stream()
                .map(OpsItemSummary::title)
                .toList();
    }

    private void assertFilters(OpsItem made) {
        assertThat(titles(OpsItemFilterKey.STATUS, OpsItemFilterOperator.EQUAL, "Resolved"))
                .containsExactly("first");
        assertThat(titles(OpsItemFilterKey.TITLE, OpsItemFilterOperator.CONTAINS, "eco"))
                .containsExactly("second");
        assertThat(titles(
                        OpsItemFilterKey.CREATED_TIME,
                        OpsItemFilterOperator.GREATER_THAN,
                        made.createdTime().plusSeconds(1).toString()))
                .containsExactly("second");
        assertThat(titles(
                        OpsItemFilterKey.OPERATIONAL_DATA,
                        OpsItemFilterOperator.EQUAL,
                        "{\"key\":\"k\",\"value\":\"v\"}"))
                .containsExactly("first");
        assertRefused(
                () -> titles(OpsItemFilterKey.STATUS, OpsItemFilterOperator.CONTAINS, "Res"), "ValidationException");
    }

    @Test
    void itemsAreMadeFoundAndResolved() {
        String first = item(
                "first",
                Map.of(
                        "k",
                        data("v"),
                        "secret",
                        data("s").toBuilder().type(OpsItemDataType.STRING).build()));
        world.clock().advance(Duration.ofMinutes(1));
        String second = ssm.createOpsItem(create -> create.title("second")
                        .description("d")
                        .source("till")
                        .priority(3)
                        .tags(Tag.builder().key("k").value("v").build()))
                .opsItemId();
        assertThat(first).matches("oi-[0-9a-f]{12}");
        OpsItem made = ssm.getOpsItem(get -> get.opsItemId(first)).opsItem();
        assertThat(made.status()).isEqualTo(OpsItemStatus.OPEN);
        assertThat(made.opsItemType()).isEqualTo("/aws/issue");
        assertThat(made.opsItemArn()).isEqualTo("arn:aws:ssm:us-east-1:000000000000:opsitem/" + first);
        assertThat(made.version()).isEqualTo("1");
        assertThat(ssm.listTagsForResource(list -> list.resourceType(ResourceTypeForTagging.OPS_ITEM)
                                .resourceId(second))
                        .tagList())
                .hasSize(1);
        assertThat(ssm.describeOpsItemsPaginator(list -> list.maxResults(1)).stream()
                        .flatMap(page -> page.opsItemSummaries().stream().map(OpsItemSummary::title)))
                .containsExactly("second", "first");
        assertThat(ssm.describeOpsItems(list -> {}).opsItemSummaries().getLast().operationalData())
                .containsOnlyKeys("k");
        ssm.updateOpsItem(
                update -> update.opsItemId(first).status(OpsItemStatus.RESOLVED).operationalDataToDelete("secret"));
        OpsItem resolved = ssm.getOpsItem(get -> get.opsItemId(first)).opsItem();
        assertThat(resolved.operationalData()).containsOnlyKeys("k");
        assertThat(resolved.version()).isEqualTo("2");
        assertThat(resolved.lastModifiedTime()).isAfter(resolved.createdTime());
        assertFilters(made);
        assertThat(ssm.listOpsItemEvents(list -> list.filters(OpsItemEventFilter.builder()
                                .key("OpsItemId")
                                .operator("Equal")
                                .values(first)
                                .build()))
                        .summaries())
                .extracting(OpsItemEventSummary::detailType)
                .containsExactly("OpsItem Create", "OpsItem Update");
        ssm.deleteOpsItem(delete -> delete.opsItemId(first));
        ssm.deleteOpsItem(delete -> delete.opsItemId(first));
        assertRefused(() -> ssm.getOpsItem(get -> get.opsItemId(first)), "OpsItemNotFoundException");
        assertRefused(() -> ssm.updateOpsItem(update -> update.opsItemId(first)), "OpsItemNotFoundException");
    }

    @Test
    void aDuplicateOfAnOpenItemIsNotMade() {
        OpsItemDataValue resource = data("[{\"arn\":\"arn:aws:sqs:us-east-1:000000000000:q\"}]");
        String first = item("a", Map.of("/aws/dedup", data("{\"dedupString\":\"Down\"}"), "/aws/resources", resource));
        Map<String, OpsItemDataValue> again =
                Map.of("/aws/dedup", data("{\"dedupString\":\"down\"}"), "/aws/resources", resource);
        assertThatThrownBy(() -> item("b", again))
                .isInstanceOf(OpsItemAlreadyExistsException.class)
                .satisfies(e -> assertThat(((OpsItemAlreadyExistsException) e).opsItemId())
                        .isEqualTo(first));
        item("of another resource", Map.of("/aws/dedup", data("{\"dedupString\":\"down\"}")));
        assertThat(titles(OpsItemFilterKey.RESOURCE_ID, OpsItemFilterOperator.CONTAINS, "sqs"))
                .containsExactly("a");
        assertRefused(
                () -> ssm.updateOpsItem(update -> update.opsItemId(first)
                        .operationalData(Map.of("/aws/dedup", data("{\"dedupString\":\"other\"}")))),
                "OpsItemInvalidParameterException");
        ssm.updateOpsItem(update -> update.opsItemId(first).status(OpsItemStatus.RESOLVED));
        item("b", again);
    }

    @Test
    void badItemsAreRefused() {
        assertRefused(
                () -> ssm.createOpsItem(
                        create -> create.title("t").description("d").source("My AWS")),
                "OpsItemInvalidParameterException");
        for (Map<String, OpsItemDataValue> bad : List.of(
                Map.of("/aws/other", data("x")),
                Map.of("ssmX", data("x")),
                Map.of("/aws/resources", data("[{\"name\":\"x\"}]")),
                Map.of("/aws/dedup", data("x")))) {
            assertRefused(() -> item("t", bad), "OpsItemInvalidParameterException");
        }
        assertRefused(() -> item("t", Map.of("k", data("x".repeat(20_481)))), "OpsItemLimitExceededException");
        assertRefused(
                () -> ssm.createOpsItem(
                        create -> create.title("t").description("d").source("s").accountId("111111111111")),
                "OpsItemAccessDeniedException");
        String id = item("t", Map.of());
        assertRefused(
                () -> ssm.updateOpsItem(update -> update.opsItemId(id).status(OpsItemStatus.APPROVED)),
                "OpsItemInvalidParameterException");
        assertRefused(
                () -> ssm.updateOpsItem(update -> update.opsItemId(id)
                        .relatedOpsItems(RelatedOpsItem.builder()
                                .opsItemId("oi-000000000000")
                                .build())),
                "OpsItemInvalidParameterException");
    }

    @Test
    void topicsHearOfUpdatesAndAlarmsMakeItems() {
        SqsClient sqs = world.client(SqsClient.builder());
        String queue = sqs.createQueue(create -> create.queueName("heard")).queueUrl();
        String queueArn = sqs.getQueueAttributes(
                        get -> get.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        SnsClient sns = world.client(SnsClient.builder());
        String topic = sns.createTopic(create -> create.name("t")).topicArn();
        sns.subscribe(subscribe -> subscribe
                .topicArn(topic)
                .protocol("sqs")
                .endpoint(queueArn)
                .attributes(Map.of("RawMessageDelivery", "true")));
        String id = item("t", Map.of());
        ssm.updateOpsItem(update -> update.opsItemId(id)
                .notifications(OpsItemNotification.builder().arn(topic).build()));
        List<Message> heard =
                sqs.receiveMessage(receive -> receive.queueUrl(queue)).messages();
        assertThat(heard).hasSize(1);
        assertThat(heard.getFirst().body()).contains("\"ops-item-id\":\"" + id + "\"");

        CloudWatchClient cloudwatch = world.client(CloudWatchClient.builder());
        cloudwatch.putMetricAlarm(put -> put.alarmName("full")
                .namespace("n")
                .metricName("m")
                .statistic(Statistic.SUM)
                .period(60)
                .evaluationPeriods(1)
                .threshold(1.0)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .alarmActions("arn:aws:ssm:us-east-1:000000000000:opsitem:3#CATEGORY=Availability"));
        cloudwatch.setAlarmState(
                set -> set.alarmName("full").stateValue(StateValue.ALARM).stateReason("r"));
        world.clock().advance(Duration.ofSeconds(1));
        assertThat(titles(OpsItemFilterKey.SEVERITY, OpsItemFilterOperator.EQUAL, "3"))
                .containsExactly("CloudWatch alarm - 'full' is in ALARM state");
    }

    @Test
    void itemsHaveRelatedItems() {
        String id = item("t", Map.of());
        String uri = "arn:aws:ssm:us-east-1:000000000000:document/d";
        String association = ssm.associateOpsItemRelatedItem(add -> add.opsItemId(id)
                        .associationType("RelatesTo")
                        .resourceType("AWS::SSM::Document")
                        .resourceUri(uri))
                .associationId();
        assertRefused(
                () -> ssm.associateOpsItemRelatedItem(add -> add.opsItemId(id)
                        .associationType("IsParentOf")
                        .resourceType("AWS::SSM::Document")
                        .resourceUri(uri)),
                "OpsItemRelatedItemAlreadyExistsException");
        assertRefused(
                () -> ssm.associateOpsItemRelatedItem(add -> add.opsItemId("oi-000000000000")
                        .associationType("IsParentOf")
                        .resourceType("AWS::SSM::Document")
                        .resourceUri(uri)),
                "OpsItemNotFoundException");
        assertThat(ssm.listOpsItemRelatedItems(list -> list.opsItemId(id)
                                .filters(OpsItemRelatedItemsFilter.builder()
                                        .key("ResourceUri")
                                        .operator("Equal")
                                        .values(uri)
                                        .build()))
                        .summaries())
                .singleElement()
                .satisfies(related -> assertThat(related.associationId()).isEqualTo(association));
        ssm.disassociateOpsItemRelatedItem(remove -> remove.opsItemId(id).associationId(association));
        assertRefused(
                () -> ssm.disassociateOpsItemRelatedItem(
                        remove -> remove.opsItemId(id).associationId(association)),
                "OpsItemRelatedItemAssociationNotFoundException");
    }

    private static OpsAggregator count(String attribute) {
        return OpsAggregator.builder()
                .aggregatorType("count")
                .typeName("AWS:OpsItem")
                .attributeName(attribute)
                .build();
    }

    private static List<Map<String, String>> content(GetOpsSummaryResponse summary) {
        return summary.entities().getFirst().data().values().iterator().next().content();
    }

    @Test
    void summariesCountItems() {
        item("a", Map.of());
        item("b", Map.of());
        String resolved = item("c", Map.of());
        ssm.updateOpsItem(update -> update.opsItemId(resolved).status(OpsItemStatus.RESOLVED));
        GetOpsSummaryResponse all = ssm.getOpsSummary(get -> {});
        assertThat(all.entities()).hasSize(3);
        assertThat(content(all).getFirst()).containsEntry("Title", "c").containsEntry("Status", "Resolved");
        GetOpsSummaryResponse counted = ssm.getOpsSummary(get -> get.aggregators(
                count("Status").toBuilder().aggregators(count("Severity")).build()));
        assertThat(content(counted))
                .containsExactly(
                        Map.of("Status", "Open", "Severity", "2", "Count", "2"),
                        Map.of("Status", "Resolved", "Severity", "2", "Count", "1"));
        assertThat(ssm.getOpsSummary(get -> get.filters(OpsFilter.builder()
                                .key("AWS:OpsItem.Status")
                                .values("Open")
                                .type("NotEqual")
                                .build()))
                        .entities())
                .hasSize(1);
        assertRefused(
                () -> ssm.getOpsSummary(get -> get.resultAttributes(
                        OpsResultAttribute.builder().typeName("Custom:Other").build())),
                "InvalidTypeNameException");
        assertRefused(
                () -> ssm.getOpsSummary(get -> get.aggregators(
                        count("Priority").toBuilder().aggregatorType("range").build())),
                "InvalidAggregatorException");
        assertRefused(() -> ssm.getOpsSummary(get -> get.syncName("none")), "ResourceDataSyncNotFoundException");
    }

    @Test
    void applicationsHaveMetadata() {
        MetadataValue value = MetadataValue.builder().value("v").build();
        String arn = ssm.createOpsMetadata(
                        create -> create.resourceId("arn:aws:resource-groups:us-east-1:000000000000:group/shop")
                                .metadata(Map.of("a", value, "b", value)))
                .opsMetadataArn();
        assertThat(arn).isEqualTo("arn:aws:ssm:us-east-1:000000000000:opsmetadata/aws/ssm/shop/appmanager");
        assertRefused(
                () -> ssm.createOpsMetadata(create -> create.resourceId("shop")), "OpsMetadataAlreadyExistsException");
        ssm.updateOpsMetadata(update ->
                update.opsMetadataArn(arn).metadataToUpdate(Map.of("c", value)).keysToDelete("a"));
        assertThat(ssm.getOpsMetadata(get -> get.opsMetadataArn(arn)).metadata())
                .containsOnlyKeys("b", "c");
        assertThat(ssm.getOpsMetadata(get -> get.opsMetadataArn(arn).maxResults(1))
                        .nextToken())
                .isNotNull();
        assertRefused(
                () -> ssm.updateOpsMetadata(update -> update.opsMetadataArn(arn)
                        .metadataToUpdate(Map.of("1", value, "2", value, "3", value, "4", value))),
                "OpsMetadataKeyLimitExceededException");
        assertThat(ssm.listOpsMetadata(list -> list.maxResults(1)).opsMetadataList())
                .hasSize(1);
        ssm.deleteOpsMetadata(delete -> delete.opsMetadataArn(arn));
        assertRefused(
                () -> ssm.deleteOpsMetadata(delete -> delete.opsMetadataArn(arn)), "OpsMetadataNotFoundException");
    }
}
