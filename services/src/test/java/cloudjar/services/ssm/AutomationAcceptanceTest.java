package cloudjar.services.ssm;

import static cloudjar.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.AutomationExecution;
import software.amazon.awssdk.services.ssm.model.AutomationExecutionFilter;
import software.amazon.awssdk.services.ssm.model.AutomationExecutionStatus;
import software.amazon.awssdk.services.ssm.model.DocumentFormat;
import software.amazon.awssdk.services.ssm.model.DocumentType;
import software.amazon.awssdk.services.ssm.model.ExecutionMode;
import software.amazon.awssdk.services.ssm.model.MaintenanceWindowExecutionStatus;
import software.amazon.awssdk.services.ssm.model.MaintenanceWindowTaskType;
import software.amazon.awssdk.services.ssm.model.SignalType;
import software.amazon.awssdk.services.ssm.model.StepExecution;
import software.amazon.awssdk.services.ssm.model.Target;

/** AWS's SDK for Java, of automations that call other services and wait by the world's clock. */
class AutomationAcceptanceTest {
    private static final List<String> HEARD = new CopyOnWriteArrayList<>();

    @RegisterExtension
    static final CloudExtension CLOUD = TestFunctions.cloud(HEARD);

    private TestWorld world;
    private SsmClient ssm;

    @BeforeEach
    void open(TestWorld given) {
        world = given;
        ssm = world.client(SsmClient.builder());
        HEARD.clear();
        world.clock().freeze();
    }

    private void document(String name, String steps) {
        ssm.createDocument(create -> create.name(name)
                .documentType(DocumentType.AUTOMATION)
                .documentFormat(DocumentFormat.YAML)
                .content("schemaVersion: '0.3'\n" + steps));
    }

    private String start(String name, Map<String, List<String>> parameters) {
        String id = ssm.startAutomationExecution(
                        start -> start.documentName(name).parameters(parameters.isEmpty() ? null : parameters))
                .automationExecutionId();
        world.clock().advance(Duration.ofSeconds(1));
        return id;
    }

    private AutomationExecution get(String id) {
        return ssm.getAutomationExecution(get -> get.automationExecutionId(id)).automationExecution();
    }

    private StepExecution step(String id, String name) {
        return get(id).stepExecutions().stream()
                .filter(step -> step.stepName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void automationsCallServicesAndPassOnWhatTheyAnswer() {
        document("make", """
                parameters:
                  QueueName: {type: String}
                mainSteps:
                  - name: create
                    action: aws:executeAwsApi
                    inputs:
                      Service: sqs
                      Api: CreateQueue
                      QueueName: '{{ QueueName }}'
                      Attributes: {VisibilityTimeout: '7'}
                    outputs:
                      - {Name: Url, Selector: $.QueueUrl, Type: String}
                  - name: check
                    action: aws:assertAwsResourceProperty
                    inputs:
                      Service: sqs
                      Api: GetQueueAttributes
                      QueueUrl: '{{ create.Url }}'
                      AttributeNames: [All]
                      PropertySelector: $.Attributes.VisibilityTimeout
                      DesiredValues: ['7']
                  - name: call
                    action: aws:invokeLambdaFunction
                    inputs:
                      FunctionName: notify
                      InputPayload: {queue: '{{ create.Url }}', run: '{{ automation:EXECUTION_ID }}'}
                outputs: [create.Url, call.Payload]
                """);
        String id = start("make", Map.of("QueueName", List.of("made")));
        AutomationExecution run = get(id);
        assertThat(run.automationExecutionStatus())
                .as(run.failureMessage())
                .isEqualTo(AutomationExecutionStatus.SUCCESS);
        String url = world.client(SqsClient.builder())
                .getQueueUrl(get -> get.queueName("made"))
                .queueUrl();
        assertThat(run.outputs())
                .containsEntry("create.Url", List.of(url))
                .containsEntry("call.Payload", List.of("{\"answer\":42}"));
        assertThat(HEARD).singleElement().asString().contains("\"run\":\"" + id + "\"");
        assertThat(run.stepExecutions()).extracting(StepExecution::stepName).containsExactly("create", "check", "call");
        assertFound(run);
    }

    private void assertFound(AutomationExecution run) {
        assertThat(run.executedBy()).isEqualTo("arn:aws:iam::000000000000:root");
        assertThat(ssm.describeAutomationExecutions(describe -> describe.filters(AutomationExecutionFilter.builder()
                                .key("ExecutionStatus")
                                .values("Success")
                                .build()))
                        .automationExecutionMetadataList())
                .hasSize(1);
    }

    @Test
    void stepsWaitByTheClockAndUntilPropertiesAreSo() {
        document("wait", """
                mainSteps:
                  - name: sleep
                    action: aws:sleep
                    inputs: {Duration: PT1H}
                  - name: appear
                    action: aws:waitForAwsResourceProperty
                    timeoutSeconds: 600
                    inputs:
                      Service: sqs
                      Api: ListQueues
                      PropertySelector: $.QueueUrls[0]
                      DesiredValues: ['http://x/late']
                """);
        String id = start("wait", Map.of());
        assertThat(get(id).currentStepName()).isEqualTo("sleep");
        world.clock().advance(Duration.ofMinutes(61));
        assertThat(get(id).currentStepName()).isEqualTo("appear");
        world.clock().advance(Duration.ofMinutes(11));
        assertThat(get(id).automationExecutionStatus()).isEqualTo(AutomationExecutionStatus.TIMED_OUT);
        assertThat(step(id, "appear").stepStatus()).isEqualTo(AutomationExecutionStatus.TIMED_OUT);
    }

    @Test
    void branchesVariablesAndFailuresLeadWhereTheySay() {
        document("lead", """
                parameters:
                  Colour: {type: String}
                variables:
                  seen: {type: String, default: nothing}
                mainSteps:
                  - name: choose
                    action: aws:branch
                    inputs:
                      Choices:
                        - {NextStep: red, Variable: '{{ Colour }}', StringEquals: red}
                      Default: other
                  - name: never
                    action: aws:pause
                  - name: red
                    action: aws:updateVariable
                    nextStep: broken
                    inputs: {Name: 'variable:seen', Value: '{{ Colour }}!'}
                  - name: broken
                    action: aws:loop
                    onFailure: step:rescue
                    inputs: {Runtime: python3.11}
                  - name: rescue
                    action: aws:invokeLambdaFunction
                    isEnd: true
                    inputs: {FunctionName: rescue, Payload: '{{ variable:seen }}'}
                  - name: other
                    action: aws:invokeLambdaFunction
                    maxAttempts: 3
                    inputs: {FunctionName: broken}
                """);
        String red = start("lead", Map.of("Colour", List.of("red")));
        assertThat(get(red).automationExecutionStatus()).isEqualTo(AutomationExecutionStatus.SUCCESS);
        assertThat(step(red, "broken").failureMessage()).contains("cloudjar does not run the action aws:loop yet");
        assertThat(step(red, "never").stepStatus()).isEqualTo(AutomationExecutionStatus.PENDING);
        assertThat(HEARD).singleElement().asString().startsWith("rescue red!");
        HEARD.clear();
        String other = start("lead", Map.of("Colour", List.of("blue")));
        assertThat(get(other).automationExecutionStatus()).isEqualTo(AutomationExecutionStatus.FAILED);
        assertThat(get(other).failureMessage()).contains("Unhandled");
        assertThat(HEARD).hasSize(3);
    }

    @Test
    void approvalsPausesAndInteractiveExecutionsWaitForSignals() {
        document("ask", """
                mainSteps:
                  - name: approve
                    action: aws:approve
                    inputs:
                      Approvers: ['arn:aws:iam::000000000000:root', 'arn:aws:iam::000000000000:user/x']
                  - name: pause
                    action: aws:pause
                """);
        String id = start("ask", Map.of());
        assertThat(get(id).automationExecutionStatus()).isEqualTo(AutomationExecutionStatus.WAITING);
        assertRefused(() -> signal(id, SignalType.RESUME), "InvalidAutomationSignalException");
        signal(id, SignalType.APPROVE);
        assertThat(step(id, "approve").outputs()).containsEntry("ApprovalStatus", List.of("Approved"));
        signal(id, SignalType.RESUME);
        assertThat(get(id).automationExecutionStatus()).isEqualTo(AutomationExecutionStatus.SUCCESS);
        String rejected = start("ask", Map.of());
        signal(rejected, SignalType.REJECT);
        assertThat(get(rejected).automationExecutionStatus()).isEqualTo(AutomationExecutionStatus.FAILED);
        String interactive = ssm.startAutomationExecution(
                        start -> start.documentName("ask").mode(ExecutionMode.INTERACTIVE))
                .automationExecutionId();
        world.clock().advance(Duration.ofSeconds(1));
        assertThat(step(interactive, "approve").stepStatus()).isEqualTo(AutomationExecutionStatus.PENDING);
        signal(interactive, SignalType.START_STEP);
        assertThat(step(interactive, "approve").stepStatus()).isEqualTo(AutomationExecutionStatus.WAITING);
        ssm.stopAutomationExecution(stop -> stop.automationExecutionId(interactive));
        assertThat(get(interactive).automationExecutionStatus()).isEqualTo(AutomationExecutionStatus.CANCELLED);
        assertRefused(
                () -> ssm.stopAutomationExecution(stop -> stop.automationExecutionId(interactive)),
                "InvalidAutomationStatusUpdateException");
    }

    private void signal(String id, SignalType type) {
        ssm.sendAutomationSignal(send -> send.automationExecutionId(id).signalType(type));
        world.clock().advance(Duration.ofSeconds(1));
    }

    @Test
    void automationsRunOthersAndOnSeveralTargets() {
        document("child", """
                parameters: {Name: {type: String}}
                mainSteps:
                  - name: call
                    action: aws:invokeLambdaFunction
                    inputs: {FunctionName: '{{ Name }}'}
                """);
        document("parent", """
                mainSteps:
                  - name: run
                    action: aws:executeAutomation
                    inputs: {DocumentName: child, RuntimeParameters: {Name: inner}}
                outputs: [run.Status]
                """);
        String parent = start("parent", Map.of());
        assertThat(get(parent).outputs()).containsEntry("run.Status", List.of("Success"));
        String child = step(parent, "run")
                .outputs()
                .getOrDefault("ExecutionId", List.of())
                .getFirst();
        assertThat(get(child).parentAutomationExecutionId()).isEqualTo(parent);
        HEARD.clear();
        String fleet = ssm.startAutomationExecution(start -> start.documentName("child")
                        .targetParameterName("Name")
                        .targets(Target.builder()
                                .key("ParameterValues")
                                .values("a", "broken", "b", "c")
                                .build())
                        .maxConcurrency("1")
                        .maxErrors("0"))
                .automationExecutionId();
        world.clock().advance(Duration.ofSeconds(1));
        assertThat(HEARD).hasSize(2);
        assertThat(get(fleet).automationExecutionStatus()).isEqualTo(AutomationExecutionStatus.FAILED);
        assertThat(get(fleet).progressCounters().cancelledSteps()).isEqualTo(2);
        assertThat(get(fleet).resolvedTargets().parameterValues()).containsExactly("a", "broken", "b", "c");
    }

    @Test
    void rolesAreTakenOnOrTheStepFails() {
        world.client(IamClient.builder())
                .createRole(create -> create.roleName("auto").assumeRolePolicyDocument("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ssm.amazonaws.com"},"Action":"sts:AssumeRole"}]}"""));
        document("role", """
                assumeRole: '{{ Role }}'
                parameters: {Role: {type: String}}
                mainSteps:
                  - name: call
                    action: aws:invokeLambdaFunction
                    inputs: {FunctionName: f}
                """);
        assertThat(get(start("role", Map.of("Role", List.of("arn:aws:iam::000000000000:role/auto"))))
                        .automationExecutionStatus())
                .isEqualTo(AutomationExecutionStatus.SUCCESS);
        assertThat(HEARD).singleElement().asString().contains(":assumed-role/auto/");
        assertThat(get(start("role", Map.of("Role", List.of("arn:aws:iam::000000000000:role/none"))))
                        .failureMessage())
                .contains("AccessDenied");
    }

    @Test
    void windowsRunAutomations() {
        document("task", "mainSteps: [{name: s, action: 'aws:sleep', inputs: {Duration: PT30M}}]\n");
        String window = ssm.createMaintenanceWindow(create -> create.name("auto")
                        .schedule("rate(1 day)")
                        .duration(2)
                        .cutoff(0)
                        .allowUnassociatedTargets(true))
                .windowId();
        ssm.registerTaskWithMaintenanceWindow(register -> register.windowId(window)
                .taskType(MaintenanceWindowTaskType.AUTOMATION)
                .taskArn("task"));
        world.clock().advance(Duration.ofMinutes(24 * 60 + 1));
        assertThat(status(window)).isEqualTo(MaintenanceWindowExecutionStatus.IN_PROGRESS);
        world.clock().advance(Duration.ofMinutes(31));
        assertThat(status(window)).isEqualTo(MaintenanceWindowExecutionStatus.SUCCESS);
    }

    private MaintenanceWindowExecutionStatus status(String window) {
        return ssm.describeMaintenanceWindowExecutions(describe -> describe.windowId(window))
                .windowExecutions()
                .getFirst()
                .status();
    }

    @Test
    void badRequestsAreRefused() {
        document("needs", "parameters: {P: {type: String}}\nmainSteps: [{name: s, action: 'aws:pause'}]\n");
        assertRefused(() -> start("absent", Map.of()), "AutomationDefinitionNotFoundException");
        assertRefused(() -> start("needs", Map.of()), "InvalidAutomationExecutionParametersException");
        assertRefused(
                () -> start("needs", Map.of("P", List.of("x"), "Q", List.of("y"))),
                "InvalidAutomationExecutionParametersException");
        assertRefused(
                () -> ssm.startAutomationExecution(
                        start -> start.documentName("needs").documentVersion("9")),
                "AutomationDefinitionVersionNotFoundException");
        assertRefused(() -> get("4105a4fc-f944-11e6-9d32-0a1b2c3d4e5f"), "AutomationExecutionNotFoundException");
        assertRefused(
                () -> document("bad", "mainSteps: [{name: s, action: 'aws:pause', nextStep: t}]\n"),
                "InvalidDocumentContent");
    }
}
