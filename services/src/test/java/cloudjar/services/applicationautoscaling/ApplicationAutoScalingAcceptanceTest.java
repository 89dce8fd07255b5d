package cloudjar.services.applicationautoscaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.call.Throttling;
import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import cloudjar.testkit.Wirings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.AdjustmentType;
import software.amazon.awssdk.services.applicationautoscaling.model.Alarm;
import software.amazon.awssdk.services.applicationautoscaling.model.InvalidNextTokenException;
import software.amazon.awssdk.services.applicationautoscaling.model.MetricType;
import software.amazon.awssdk.services.applicationautoscaling.model.ObjectNotFoundException;
import software.amazon.awssdk.services.applicationautoscaling.model.PolicyType;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScalingPolicyRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.ResourceNotFoundException;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingActivity;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingActivityStatusCode;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.applicationautoscaling.model.StepAdjustment;
import software.amazon.awssdk.services.applicationautoscaling.model.ValidationException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** AWS's SDK for Java, with callers held to what is provisioned. The code in brackets is that of the check that a test proves. */
class ApplicationAutoScalingAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(wiring -> Services.all(Wirings.with(Throttling.ON, wiring)));

    private static final String RESOURCE = "table/music";
    private static final Map<String, AttributeValue> LARGE = Map.of("id", AttributeValue.fromS("large"));
    private static final Map<String, AttributeValue> SMALL = Map.of("id", AttributeValue.fromS("small"));

    private ApplicationAutoScalingClient scaling;
    private DynamoDbClient dynamo;
    private CloudWatchClient cloudWatch;

    @BeforeEach
    void open(TestWorld world) {
        world.clock().freeze();
        world.clock().set(Instant.parse("2030-01-01T12:00:30Z"));
        scaling = world.client(ApplicationAutoScalingClient.builder());
        dynamo = world.client(DynamoDbClient.builder());
        cloudWatch = world.client(CloudWatchClient.builder());
        dynamo.createTable(table -> table.tableName("music")
                .provisionedThroughput(units -> units.readCapacityUnits(5L).writeCapacityUnits(500L))
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName("id")
                        .keyType(KeyType.HASH)
                        .build()));
    }

    private void register(Consumer<RegisterScalableTargetRequest.Builder> more) {
        scaling.registerScalableTarget(register -> more.accept(register.serviceNamespace(ServiceNamespace.DYNAMODB)
                .resourceId(RESOURCE)
                .scalableDimension(ScalableDimension.DYNAMODB_TABLE_READ_CAPACITY_UNITS)));
    }

    private static PutScalingPolicyRequest.Builder tracking(double target) {
        return PutScalingPolicyRequest.builder()
                .policyName("follow")
                .serviceNamespace(ServiceNamespace.DYNAMODB)
                .resourceId(RESOURCE)
                .scalableDimension(ScalableDimension.DYNAMODB_TABLE_READ_CAPACITY_UNITS)
                .policyType(PolicyType.TARGET_TRACKING_SCALING)
                .targetTrackingScalingPolicyConfiguration(configuration -> configuration
                        .targetValue(target)
                        .predefinedMetricSpecification(
                                metric -> metric.predefinedMetricType(MetricType.DYNAMO_DB_READ_CAPACITY_UTILIZATION)));
    }

    private ScalableTarget target() {
        return scaling.describeScalableTargets(describe ->
                        describe.serviceNamespace(ServiceNamespace.DYNAMODB).resourceIds(RESOURCE))
                .scalableTargets()
                .getFirst();
    }

    private long reads() {
        return dynamo.describeTable(describe -> describe.tableName("music"))
                .table()
                .provisionedThroughput()
                .readCapacityUnits();
    }

    private List<ScalingActivity> activities() {
        return scaling.describeScalingActivities(describe ->
                        describe.serviceNamespace(ServiceNamespace.DYNAMODB).resourceId(RESOURCE))
                .scalingActivities();
    }

    private MetricAlarm alarm(List<Alarm> alarms, String word) {
        String name = alarms.stream()
                .map(Alarm::alarmName)
                .filter(each -> each.contains(word))
                .findFirst()
                .orElseThrow();
        return cloudWatch
                .describeAlarms(describe -> describe.alarmNames(name))
                .metricAlarms()
                .getFirst();
    }

    /** Reads 100 units at a time until there is nothing left of the minute. */
    private void readUntilRefused() {
        try {
            for (int i = 0; i < 100; i++) {
                dynamo.getItem(get -> get.tableName("music").key(LARGE).consistentRead(true));
            }
            throw new AssertionError("nobody was held to what is provisioned");
        } catch (ProvisionedThroughputExceededException e) {
            assertThat(e).hasMessageContaining("provisioned throughput");
        }
    }

    /** [DDB-3], [DDB-23] */
    @Test
    void theCapacityOfATableFollowsWhatIsConsumed(TestWorld world) {
        dynamo.putItem(put -> put.tableName("music")
                .item(Map.of("id", LARGE.get("id"), "text", AttributeValue.fromS("x".repeat(399_000)))));
        dynamo.putItem(put -> put.tableName("music").item(SMALL));
        register(target -> target.minCapacity(5).maxCapacity(20));
        List<Alarm> alarms = scaling.putScalingPolicy(tracking(70).build()).alarms();
        assertThat(alarms)
                .extracting(alarm -> alarm.alarmName().replaceAll("-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", ""))
                .containsExactly(
                        "TargetTracking-table/music-AlarmHigh",
                        "TargetTracking-table/music-AlarmLow",
                        "TargetTracking-table/music-ProvisionedCapacityHigh",
                        "TargetTracking-table/music-ProvisionedCapacityLow");
        assertThat(alarm(alarms, "AlarmHigh").threshold()).isEqualTo(0.7 * 5 * 60);
        assertThat(alarm(alarms, "AlarmLow").threshold()).isEqualTo(0.5 * 5 * 60);
        for (int minute = 0; minute < 12; minute++) {
            readUntilRefused();
            world.clock().advance(Duration.ofMinutes(1));
        }
        assertThat(reads())
                .as("what was consumed was all there was, again and again")
                .isEqualTo(20);
        assertThat(alarm(alarms, "AlarmHigh").threshold()).isEqualTo(0.7 * 20 * 60);
        assertThat(activities().getFirst())
                .returns("Setting read capacity units to 20.", ScalingActivity::description)
                .returns(ScalingActivityStatusCode.SUCCESSFUL, ScalingActivity::statusCode)
                .returns(
                        "monitor alarm " + alarm(alarms, "AlarmHigh").alarmName()
                                + " in state ALARM triggered policy follow",
                        ScalingActivity::cause);
        assertThat(scaling.describeScalingActivities(describe -> describe.serviceNamespace(ServiceNamespace.DYNAMODB)
                                .includeNotScaledActivities(true))
                        .scalingActivities()
                        .getFirst()
                        .notScaledReasons())
                .extracting(reason -> reason.code())
                .containsExactly("AlreadyAtMaxCapacity");
        for (int minute = 0; minute < 18; minute++) {
            dynamo.getItem(get -> get.tableName("music").key(SMALL));
            world.clock().advance(Duration.ofMinutes(1));
        }
        assertThat(alarm(alarms, "AlarmLow").stateValue()).isEqualTo(StateValue.ALARM);
        assertThat(reads()).as("little was consumed for a quarter of an hour").isEqualTo(5);
        assertThat(activities().getFirst().cause()).contains("AlarmLow");
        scaling.deregisterScalableTarget(gone -> gone.serviceNamespace(ServiceNamespace.DYNAMODB)
                .resourceId(RESOURCE)
                .scalableDimension(ScalableDimension.DYNAMODB_TABLE_READ_CAPACITY_UNITS));
        assertThat(cloudWatch.describeAlarms().metricAlarms()).isEmpty();
    }

    @Test
    void aTargetIsBroughtWithinItsBoundsAndChanged() {
        register(target -> target.minCapacity(10).maxCapacity(20).tags(Map.of("team", "a")));
        assertThat(reads()).isEqualTo(10);
        assertThat(activities())
                .singleElement()
                .returns("minimum capacity was set to 10", ScalingActivity::cause)
                .returns(
                        "Successfully set read capacity units to 10. Change successfully fulfilled by dynamodb.",
                        ScalingActivity::statusMessage);
        register(target -> target.suspendedState(state -> state.dynamicScalingInSuspended(true)));
        ScalableTarget changed = target();
        assertThat(changed.minCapacity()).isEqualTo(10);
        assertThat(changed.suspendedState().dynamicScalingInSuspended()).isTrue();
        assertThat(changed.suspendedState().dynamicScalingOutSuspended()).isFalse();
        assertThat(changed.roleARN())
                .endsWith(":role/aws-service-role/dynamodb.application-autoscaling.amazonaws.com/"
                        + "AWSServiceRoleForApplicationAutoScaling_DynamoDBTable");
        String arn = changed.scalableTargetARN();
        scaling.tagResource(tag -> tag.resourceARN(arn).tags(Map.of("stage", "test")));
        scaling.untagResource(tag -> tag.resourceARN(arn).tagKeys("team"));
        assertThat(scaling.listTagsForResource(list -> list.resourceARN(arn)).tags())
                .isEqualTo(Map.of("stage", "test"));
        assertThatThrownBy(() -> scaling.listTagsForResource(list -> list.resourceARN(arn + "0")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void scheduledActionsSetBoundsAtTheirTimes(TestWorld world) {
        register(target -> target.minCapacity(5).maxCapacity(20));
        scaling.putScheduledAction(put -> put.serviceNamespace(ServiceNamespace.DYNAMODB)
                .resourceId(RESOURCE)
                .scalableDimension(ScalableDimension.DYNAMODB_TABLE_READ_CAPACITY_UNITS)
                .scheduledActionName("morning")
                .schedule("cron(0 9 * * ? *)")
                .timezone("America/New_York")
                .scalableTargetAction(action -> action.minCapacity(15).maxCapacity(30)));
        world.clock().advance(Duration.ofHours(1));
        assertThat(reads()).isEqualTo(5);
        world.clock().advance(Duration.ofHours(1));
        assertThat(reads()).isEqualTo(15);
        assertThat(target().maxCapacity()).isEqualTo(30);
        assertThat(activities())
                .extracting(ScalingActivity::cause)
                .containsExactly("minimum capacity was set to 15", "scheduled action name morning was triggered");
        register(target ->
                target.minCapacity(5).maxCapacity(7).suspendedState(state -> state.scheduledScalingSuspended(true)));
        assertThat(reads()).isEqualTo(7);
        world.clock().advance(Duration.ofDays(1));
        assertThat(reads()).as("scheduled scaling is suspended").isEqualTo(7);
        world.clock().advance(Duration.ofDays(42));
        assertThat(activities()).as("activities are kept for six weeks").isEmpty();
    }

    @Test
    void policiesOfServicesThatWeLackFailAndSaySo(TestWorld world) {
        scaling.registerScalableTarget(target -> target.serviceNamespace(ServiceNamespace.ECS)
                .resourceId("service/default/web")
                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                .minCapacity(1)
                .maxCapacity(4));
        String policy = scaling.putScalingPolicy(put -> put.policyName("steps")
                        .serviceNamespace(ServiceNamespace.ECS)
                        .resourceId("service/default/web")
                        .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                        .policyType(PolicyType.STEP_SCALING)
                        .stepScalingPolicyConfiguration(steps -> steps.adjustmentType(AdjustmentType.CHANGE_IN_CAPACITY)
                                .stepAdjustments(StepAdjustment.builder()
                                        .metricIntervalLowerBound(0.0)
                                        .scalingAdjustment(1)
                                        .build())))
                .policyARN();
        assertThat(policy)
                .matches("arn:aws:autoscaling:us-east-1:\\d{12}:scalingPolicy:[0-9a-f-]{36}:"
                        + "resource/ecs/service/default/web:policyName/steps");
        cloudWatch.putMetricAlarm(alarm -> alarm.alarmName("busy")
                .namespace("web")
                .metricName("load")
                .statistic("Average")
                .period(60)
                .evaluationPeriods(1)
                .threshold(50.0)
                .comparisonOperator("GreaterThanThreshold")
                .alarmActions(policy));
        assertThat(scaling.describeScalingPolicies(describe -> describe.serviceNamespace(ServiceNamespace.ECS))
                        .scalingPolicies())
                .singleElement()
                .satisfies(shown ->
                        assertThat(shown.alarms()).extracting(Alarm::alarmName).containsExactly("busy"));
        cloudWatch.setAlarmState(
                set -> set.alarmName("busy").stateValue(StateValue.ALARM).stateReason("by hand"));
        world.clock().advance(Duration.ofSeconds(1));
        assertThat(scaling.describeScalingActivities(describe -> describe.serviceNamespace(ServiceNamespace.ECS))
                        .scalingActivities())
                .singleElement()
                .returns(ScalingActivityStatusCode.FAILED, ScalingActivity::statusCode)
                .satisfies(activity -> assertThat(activity.statusMessage()).contains("NotImplemented"));
    }

    @Test
    void whatIsWrongIsRefused() {
        assertThatThrownBy(() ->
                        register(target -> target.minCapacity(5).maxCapacity(20).resourceId("table/none")))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("DynamoDB table does not exist: table/none");
        assertThatThrownBy(() ->
                        register(target -> target.minCapacity(5).maxCapacity(20).resourceId("music")))
                .hasMessageContaining("Unsupported service namespace, resource type or scalable dimension");
        assertThatThrownBy(() -> register(target -> target.minCapacity(5))).isInstanceOf(ValidationException.class);
        assertThatThrownBy(() -> register(target -> target.minCapacity(5).maxCapacity(4)))
                .isInstanceOf(ValidationException.class);
        assertThatThrownBy(() -> register(target -> target.minCapacity(0).maxCapacity(4)))
                .isInstanceOf(ValidationException.class);
        assertThatThrownBy(() -> scaling.putScalingPolicy(tracking(70).build()))
                .isInstanceOf(ObjectNotFoundException.class)
                .hasMessageContaining("No scalable target registered for service namespace: dynamodb, resource ID:"
                        + " table/music, scalable dimension: dynamodb:table:ReadCapacityUnits");
        register(target -> target.minCapacity(5).maxCapacity(20));
        assertThatThrownBy(() -> scaling.putScalingPolicy(tracking(95).build()))
                .isInstanceOf(ValidationException.class);
        scaling.putScalingPolicy(tracking(70).build());
        assertThatThrownBy(() -> scaling.putScalingPolicy(
                        tracking(50).policyName("another").build()))
                .hasMessageContaining(
                        "Only one TargetTrackingScaling policy for a given metric specification is allowed.");
        assertThatThrownBy(() -> scaling.describeScalableTargets(describe ->
                        describe.serviceNamespace(ServiceNamespace.DYNAMODB).nextToken("none")))
                .isInstanceOf(InvalidNextTokenException.class);
    }
}
