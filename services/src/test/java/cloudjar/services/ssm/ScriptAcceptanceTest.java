package cloudjar.services.ssm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.AutomationExecution;
import software.amazon.awssdk.services.ssm.model.AutomationExecutionStatus;
import software.amazon.awssdk.services.ssm.model.DocumentFormat;
import software.amazon.awssdk.services.ssm.model.DocumentType;

/** Scripts in documents, which run where there is an interpreter for them. */
class ScriptAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final String PYTHON = "python3.11";

    private TestWorld world;
    private SsmClient ssm;

    @BeforeEach
    void open(TestWorld given) {
        world = given;
        ssm = world.client(SsmClient.builder());
        world.clock().freeze();
    }

    private AutomationExecution run(String content, Map<String, List<String>> parameters) {
        ssm.createDocument(create -> create.name("script")
                .documentType(DocumentType.AUTOMATION)
                .documentFormat(DocumentFormat.YAML)
                .content("schemaVersion: '0.3'\n" + content));
        String id = ssm.startAutomationExecution(
                        start -> start.documentName("script").parameters(parameters.isEmpty() ? null : parameters))
                .automationExecutionId();
        world.clock().advance(Duration.ofSeconds(1));
        return ssm.getAutomationExecution(get -> get.automationExecutionId(id)).automationExecution();
    }

    private static void needs() {
        assumeTrue(CLOUD.cloud().functions().missing(PYTHON).isEmpty(), "SKIPPED: this machine has no " + PYTHON);
    }

    /** The ARN of a role that Systems Manager may take on. */
    private String role() {
        return world.client(IamClient.builder())
                .createRole(
                        create -> create.roleName("automation")
                                .assumeRolePolicyDocument(
                                        "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\","
                                                + " \"Principal\": {\"Service\": \"ssm.amazonaws.com\"}, \"Action\": \"sts:AssumeRole\"}]}"))
                .role()
                .arn();
    }

    @Test
    void aScriptPassesOnWhatItReturns() {
        needs();
        AutomationExecution run = run("""
                assumeRole: '{{ Role }}'
                parameters:
                  Role: {type: String}
                  Names: {type: StringList}
                mainSteps:
                  - name: join
                    action: aws:executeScript
                    inputs:
                      Runtime: python3.11
                      Handler: join
                      InputPayload: {names: '{{ Names }}'}
                      Script: |
                        import os
                        def join(events, context):
                            return {
                                'text': '-'.join(events['names']),
                                'count': len(events['names']),
                                'may': 'AWS_SESSION_TOKEN' in os.environ,
                                'where': os.environ['AWS_ENDPOINT_URL'],
                            }
                    outputs:
                      - {Name: Text, Selector: $.Payload.text, Type: String}
                  - name: again
                    action: aws:executeScript
                    inputs:
                      Runtime: python3.11
                      Handler: twice
                      InputPayload: {text: '{{ join.Text }}'}
                      Script: "def twice(events, context):\\n    return events['text'] * 2\\n"
                outputs: [join.Payload, join.Text, again.Payload]
                """, Map.of("Role", List.of(role()), "Names", List.of("a", "b")));
        assertThat(run.automationExecutionStatus())
                .as(run.failureMessage())
                .isEqualTo(AutomationExecutionStatus.SUCCESS);
        assertThat(run.outputs())
                .containsEntry("join.Text", List.of("a-b"))
                .containsEntry("again.Payload", List.of("a-ba-b"));
        assertThat(run.outputs().getOrDefault("join.Payload", List.of()))
                .singleElement()
                .asString()
                .contains("\"count\":2", "\"may\":true", "\"where\":\"http://");
    }

    @Test
    void aScriptThatFailsFailsItsStep() {
        needs();
        AutomationExecution run = run("""
                mainSteps:
                  - name: fail
                    action: aws:executeScript
                    inputs:
                      Runtime: python3.11
                      Handler: fail
                      Script: "def fail(events, context):\\n    raise ValueError('not today')\\n"
                """, Map.of());
        assertThat(run.automationExecutionStatus()).isEqualTo(AutomationExecutionStatus.FAILED);
        assertThat(run.failureMessage()).contains("ValueError - not today");
    }

    @Test
    void scriptsOfOtherKindsSayThatTheyAreNotRun() {
        AutomationExecution run = run("""
                mainSteps:
                  - name: power
                    action: aws:executeScript
                    inputs: {Runtime: PowerShell 7.0, Script: 'Get-Date'}
                """, Map.of());
        assertThat(run.automationExecutionStatus()).isEqualTo(AutomationExecutionStatus.FAILED);
        assertThat(run.failureMessage()).contains("PowerShell 7.0");
    }
}
