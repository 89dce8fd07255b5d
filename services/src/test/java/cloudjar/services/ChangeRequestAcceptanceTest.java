package cloudjar.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.AlarmStateInformation;
import software.amazon.awssdk.services.ssm.model.AutomationExecution;
import software.amazon.awssdk.services.ssm.model.AutomationExecutionFilter;
import software.amazon.awssdk.services.ssm.model.AutomationExecutionStatus;
import software.amazon.awssdk.services.ssm.model.AutomationSubtype;
import software.amazon.awssdk.services.ssm.model.DocumentFormat;
import software.amazon.awssdk.services.ssm.model.DocumentReviewAction;
import software.amazon.awssdk.services.ssm.model.DocumentType;
import software.amazon.awssdk.services.ssm.model.OpsItem;
import software.amazon.awssdk.services.ssm.model.OpsItemFilter;
import software.amazon.awssdk.services.ssm.model.OpsItemFilterKey;
import software.amazon.awssdk.services.ssm.model.OpsItemFilterOperator;
import software.amazon.awssdk.services.ssm.model.OpsItemStatus;
import software.amazon.awssdk.services.ssm.model.OpsItemSummary;
import software.amazon.awssdk.services.ssm.model.Runbook;
import software.amazon.awssdk.services.ssm.model.SignalType;
import software.amazon.awssdk.services.ssm.model.StartChangeRequestExecutionRequest;
import software.amazon.awssdk.services.ssm.model.StepExecution;
import software.amazon.awssdk.services.ssm.model.Tag;

/** Requests for changes, which others approve before their runbooks run. */
class ChangeRequestAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final String TWO_LEVELS = """
            schemaVersion: '0.3'
            templateInformation: Makes a queue.
            parameters:
              Lead: {type: String}
            executableRunBooks:
              - {name: MakeQueue, version: '1'}
            emergencyChange: false
            autoApprovable: false
            mainSteps:
              - name: ByLead
                action: aws:approve
                timeoutSeconds: 3600
                inputs:
                  Message: Please approve this change
                  EnhancedApprovals:
                    Approvers:
                      - {approver: '{{ Lead }}', type: IamUser, minRequiredApprovals: 1}
              - name: ByTwo
                action: aws:approve
                inputs:
                  MinRequiredApprovals: 2
                  EnhancedApprovals:
                    Approvers:
                      - {approver: operators, type: IamGroup, minRequiredApprovals: 0}
                      - {approver: lead, type: IamUser, minRequiredApprovals: 0}
            """;
    private static final String AUTOMATIC = """
            schemaVersion: '0.3'
            autoApprovable: true
            mainSteps:
              - name: ByRole
                action: aws:approve
                inputs:
                  EnhancedApprovals:
                    Approvers:
                      - {approver: Admin, type: IamRole, minRequiredApprovals: 1}
            """;

    private TestWorld world;
    private People people;
    private SsmClient root;

    @BeforeEach
    void open(TestWorld given) {
        world = given;
        world.clock().freeze();
        people = People.in(world);
        root = people.root(SsmClient.builder());
        document("MakeQueue", DocumentType.AUTOMATION, """
                schemaVersion: '0.3'
                parameters:
                  QueueName: {type: String}
                mainSteps:
                  - name: create
                    action: aws:executeAwsApi
                    inputs: {Service: sqs, Api: CreateQueue, QueueName: '{{ QueueName }}'}
                """);
        template("TwoLevels", TWO_LEVELS);
        template("Automatic", AUTOMATIC);
    }

    private void document(String name, DocumentType type, String content) {
        root.createDocument(create -> create.name(name)
                .documentType(type)
                .documentFormat(DocumentFormat.YAML)
                .content(content));
    }

    private void template(String name, String content) {
        document(name, DocumentType.AUTOMATION_CHANGE_TEMPLATE, content);
        review(name, DocumentReviewAction.SEND_FOR_REVIEW);
        review(name, DocumentReviewAction.APPROVE);
    }

    private void review(String name, DocumentReviewAction action) {
        root.updateDocumentMetadata(update -> update.name(name).documentReviews(review -> review.action(action)));
    }

    private static void assertRefused(ThrowingCallable call, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, error -> assertThat(
                        error.awsErrorDetails().errorCode())
                .isEqualTo(code));
    }

    private void advance(Duration time) {
        world.clock().advance(time);
    }

    private static Consumer<StartChangeRequestExecutionRequest.Builder> change(String template, String queue) {
        return request -> request.documentName(template)
                .changeRequestName("a queue")
                .parameters(template.equals("TwoLevels") ? Map.of("Lead", List.of("lead")) : null)
                .runbooks(Runbook.builder()
                        .documentName("MakeQueue")
                        .parameters(Map.of("QueueName", List.of(queue)))
                        .build());
    }

    private String request(SsmClient by, Consumer<StartChangeRequestExecutionRequest.Builder> change) {
        String id = by.startChangeRequestExecution(change).automationExecutionId();
        advance(Duration.ofSeconds(1));
        return id;
    }

    private AutomationExecution get(String id) {
        return root.getAutomationExecution(get -> get.automationExecutionId(id)).automationExecution();
    }

    private OpsItem item(String id) {
        return root.getOpsItem(get -> get.opsItemId(get(id).opsItemId())).opsItem();
    }

    private void say(SsmClient who, String id, SignalType what) {
        who.sendAutomationSignal(
                send -> send.automationExecutionId(id).signalType(what).payload(Map.of("Comment", List.of("by me"))));
        advance(Duration.ofSeconds(1));
    }

    private SsmClient user(String name, String... groups) {
        SsmClient client = people.with(people.user(name), SsmClient.builder());
        for (String group : groups) {
            people.iam().addUserToGroup(add -> add.groupName(group).userName(name));
        }
        return client;
    }

    private List<String> queues() {
        return people.root(SqsClient.builder()).listQueues().queueUrls();
    }

    @Test
    void aRunbookRunsWhenEveryLevelHasApproved() {
        people.iam().createGroup(create -> create.groupName("operators"));
        SsmClient requester = user("requester");
        SsmClient lead = user("lead");
        SsmClient first = user("first", "operators");
        SsmClient second = user("second", "operators");

        String id = request(requester, change("TwoLevels", "made"));
        assertThat(get(id))
                .satisfies(run -> assertThat(run.automationExecutionStatus())
                        .isEqualTo(AutomationExecutionStatus.PENDING_APPROVAL))
                .satisfies(run -> assertThat(run.automationSubtype()).isEqualTo(AutomationSubtype.CHANGE_REQUEST))
                .satisfies(run -> assertThat(run.documentName()).isEqualTo("TwoLevels"))
                .satisfies(run ->
                        assertThat(run.runbooks().getFirst().documentVersion()).isEqualTo("1"))
                .satisfies(run -> assertThat(run.changeRequestName()).isEqualTo("a queue"));
        assertThat(item(id).status()).isEqualTo(OpsItemStatus.PENDING_APPROVAL);
        assertThat(item(id).description()).isEqualTo("Makes a queue.");

        assertRefused(() -> say(second, id, SignalType.APPROVE), "InvalidAutomationSignalException");
        say(lead, id, SignalType.APPROVE);
        say(first, id, SignalType.APPROVE);
        assertRefused(() -> say(first, id, SignalType.APPROVE), "InvalidAutomationSignalException");
        assertThat(get(id).automationExecutionStatus()).isEqualTo(AutomationExecutionStatus.PENDING_APPROVAL);
        assertThat(queues()).isEmpty();

        say(second, id, SignalType.APPROVE);
        AutomationExecution done = get(id);
        assertThat(done.automationExecutionStatus())
                .as(done.failureMessage())
                .isEqualTo(AutomationExecutionStatus.COMPLETED_WITH_SUCCESS);
        assertThat(done.stepExecutions())
                .extracting(StepExecution::stepName)
                .containsExactly("ByLead", "ByTwo", "ExecuteRunbook");
        assertThat(queues()).singleElement().asString().endsWith("/made");
        assertThat(item(id))
                .satisfies(item -> assertThat(item.status()).isEqualTo(OpsItemStatus.COMPLETED_WITH_SUCCESS))
                .satisfies(item -> assertThat(item.actualStartTime()).isNotNull())
                .satisfies(item -> assertThat(item.actualEndTime()).isNotNull());
        assertThat(root.describeAutomationExecutions(describe -> describe.filters(AutomationExecutionFilter.builder()
                                .key("ParentExecutionId")
                                .values(id)
                                .build()))
                        .automationExecutionMetadataList())
                .singleElement()
                .satisfies(child -> assertThat(child.documentName()).isEqualTo("MakeQueue"));
    }

    @Test
    void oneRejectionEndsARequest() {
        SsmClient lead = user("lead");
        String id = request(root, change("TwoLevels", "never"));
        say(lead, id, SignalType.REJECT);
        assertThat(get(id).automationExecutionStatus()).isEqualTo(AutomationExecutionStatus.REJECTED);
        assertThat(item(id).status()).isEqualTo(OpsItemStatus.REJECTED);
        assertRefused(() -> say(lead, id, SignalType.APPROVE), "InvalidAutomationSignalException");

        String late = request(root, change("TwoLevels", "never"));
        advance(Duration.ofHours(1));
        assertThat(get(late).automationExecutionStatus()).isEqualTo(AutomationExecutionStatus.TIMED_OUT);
        String stopped = request(root, change("TwoLevels", "never"));
        root.stopAutomationExecution(stop -> stop.automationExecutionId(stopped));
        assertThat(item(stopped).status()).isEqualTo(OpsItemStatus.CANCELLED);
        assertThat(queues()).isEmpty();
    }

    @Test
    void anApprovedRequestWaitsForItsTime() {
        String id = request(root, change("Automatic", "later").andThen(request -> request.autoApprove(true)
                .scheduledTime(world.clock().now().plus(Duration.ofDays(40)))
                .scheduledEndTime(world.clock().now().plus(Duration.ofDays(41)))));
        assertThat(get(id).automationExecutionStatus()).isEqualTo(AutomationExecutionStatus.SCHEDULED);
        assertThat(item(id).status()).isEqualTo(OpsItemStatus.SCHEDULED);
        advance(Duration.ofDays(39));
        assertThat(queues()).isEmpty();
        advance(Duration.ofDays(1));
        assertThat(get(id).automationExecutionStatus())
                .as(get(id).failureMessage())
                .isEqualTo(AutomationExecutionStatus.COMPLETED_WITH_SUCCESS);
        assertThat(queues()).hasSize(1);

        String failed = request(root, change("Automatic", "not a name").andThen(request -> request.autoApprove(true)));
        assertThat(get(failed).automationExecutionStatus()).isEqualTo(AutomationExecutionStatus.COMPLETED_WITH_FAILURE);
        assertThat(item(failed).status()).isEqualTo(OpsItemStatus.COMPLETED_WITH_FAILURE);
    }

    @Test
    void requestsAreFoundByWhoAsksAndWhoMayApprove() {
        String id = request(root, change("TwoLevels", "found"));
        request(root, change("Automatic", "other"));
        String item = get(id).opsItemId();
        assertThat(found(OpsItemFilterKey.CHANGE_REQUEST_BY_APPROVER_ARN, people.arn("user/lead")))
                .containsExactly(item);
        assertThat(found(OpsItemFilterKey.CHANGE_REQUEST_BY_APPROVER_NAME, "operators"))
                .containsExactly(item);
        assertThat(found(OpsItemFilterKey.CHANGE_REQUEST_BY_TEMPLATE, "TwoLevels"))
                .containsExactly(item);
        assertThat(found(OpsItemFilterKey.CHANGE_REQUEST_BY_REQUESTER_ARN, people.arn("root")))
                .hasSize(2);
        assertThat(found(OpsItemFilterKey.AUTOMATION_ID, id)).containsExactly(item);
    }

    @Test
    void anAlarmStopsTheRunbook() {
        document("Wait", DocumentType.AUTOMATION, """
                schemaVersion: '0.3'
                mainSteps:
                  - {name: wait, action: 'aws:sleep', inputs: {Duration: PT2H}}
                """);
        template("Monitored", AUTOMATIC + "cloudWatchMonitors: {monitors: [too-much]}\n");
        CloudWatchClient watch = people.root(CloudWatchClient.builder());
        watch.putMetricAlarm(put -> put.alarmName("too-much")
                .metricName("m")
                .namespace("n")
                .period(60)
                .evaluationPeriods(1)
                .threshold(1.0)
                .statistic(Statistic.SUM)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD));
        String id = request(root, change("Monitored", "x").andThen(request -> request.autoApprove(true)
                .runbooks(Runbook.builder().documentName("Wait").build())));
        advance(Duration.ofMinutes(10));
        assertThat(get(id).automationExecutionStatus()).isEqualTo(AutomationExecutionStatus.RUNBOOK_IN_PROGRESS);
        watch.setAlarmState(
                set -> set.alarmName("too-much").stateValue(StateValue.ALARM).stateReason("test"));
        advance(Duration.ofMinutes(1));
        assertThat(get(id).automationExecutionStatus()).isEqualTo(AutomationExecutionStatus.COMPLETED_WITH_FAILURE);
        assertThat(root.describeAutomationExecutions(describe -> describe.filters(AutomationExecutionFilter.builder()
                                .key("DocumentNamePrefix")
                                .values("Wait")
                                .build()))
                        .automationExecutionMetadataList())
                .singleElement()
                .satisfies(child ->
                        assertThat(child.automationExecutionStatus()).isEqualTo(AutomationExecutionStatus.CANCELLED))
                .satisfies(child -> assertThat(child.triggeredAlarms())
                        .extracting(AlarmStateInformation::name)
                        .containsExactly("too-much"));
    }

    private List<String> found(OpsItemFilterKey key, String value) {
        return root
                .describeOpsItems(describe -> describe.opsItemFilters(OpsItemFilter.builder()
                        .key(key)
                        .operator(OpsItemFilterOperator.EQUAL)
                        .values(value)
                        .build()))
                .opsItemSummaries()
                .stream()
                .map(OpsItemSummary::opsItemId)
                .toList();
    }

    private void assertRefused(Consumer<StartChangeRequestExecutionRequest.Builder> change, String code) {
        assertRefused(() -> root.startChangeRequestExecution(change), code);
    }

    @Test
    void requestsAreChecked() {
        document("Draft", DocumentType.AUTOMATION_CHANGE_TEMPLATE, AUTOMATIC);
        assertRefused(change("Draft", "x"), "AutomationDefinitionNotApprovedException");
        review("Draft", DocumentReviewAction.SEND_FOR_REVIEW);
        assertRefused(change("Draft", "x"), "AutomationDefinitionNotApprovedException");
        assertRefused(change("None", "x"), "AutomationDefinitionNotFoundException");
        assertRefused(change("MakeQueue", "x"), "AutomationDefinitionNotFoundException");
        assertRefused(
                change("Automatic", "x").andThen(request -> request.documentVersion("7")),
                "AutomationDefinitionVersionNotFoundException");
        String parameters = "InvalidAutomationExecutionParametersException";
        assertRefused(change("TwoLevels", "x").andThen(request -> request.autoApprove(true)), parameters);
        assertRefused(
                change("TwoLevels", "x").andThen(request -> request.parameters(Map.of("Boss", List.of("me")))),
                parameters);
        assertRefused(
                change("TwoLevels", "x")
                        .andThen(request -> request.runbooks(
                                Runbook.builder().documentName("Other").build())),
                parameters);
        assertRefused(
                change("Automatic", "x")
                        .andThen(request -> request.runbooks(
                                Runbook.builder().documentName("MakeQueue").build())),
                parameters);
        List<Tag> tags = List.of("a", "b", "c", "d", "e", "f").stream()
                .map(key -> Tag.builder().key(key).value(key).build())
                .toList();
        assertRefused(change("Automatic", "x").andThen(request -> request.tags(tags)), parameters);

        String token = "01234567-89ab-cdef-0123-456789abcdef";
        String id = request(root, change("Automatic", "x").andThen(request -> request.clientToken(token)));
        assertThat(request(root, change("Automatic", "x").andThen(request -> request.clientToken(token))))
                .isEqualTo(id);
        assertRefused(
                change("Automatic", "y").andThen(request -> request.clientToken(token)), "IdempotentParameterMismatch");
    }

    @Test
    void templatesOnlyApprove() {
        assertRefused(() -> document("Wrong", DocumentType.AUTOMATION_CHANGE_TEMPLATE, """
                        schemaVersion: '0.3'
                        mainSteps:
                          - {name: wait, action: 'aws:sleep', inputs: {Duration: PT1M}}
                        """), "InvalidDocumentContent");
        assertRefused(
                () -> document(
                        "Wrong", DocumentType.AUTOMATION_CHANGE_TEMPLATE, AUTOMATIC.replace("IamRole", "Everybody")),
                "InvalidDocumentContent");
    }
}
