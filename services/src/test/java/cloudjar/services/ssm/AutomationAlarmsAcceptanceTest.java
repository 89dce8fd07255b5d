package cloudjar.services.ssm;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Alarm;
import software.amazon.awssdk.services.ssm.model.AutomationExecutionStatus;
import software.amazon.awssdk.services.ssm.model.DocumentFormat;
import software.amazon.awssdk.services.ssm.model.DocumentType;

/** Automations that name an alarm which nobody has. */
class AutomationAlarmsAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final Alarm NONE = Alarm.builder().name("none").build();

    /** Unless it was said that this does not matter. */
    @Test
    void anAlarmThatCannotBeSeenStopsAnAutomation(TestWorld world) {
        SsmClient ssm = world.client(SsmClient.builder());
        world.clock().freeze();
        ssm.createDocument(create -> create.name("wait")
                .documentType(DocumentType.AUTOMATION)
                .documentFormat(DocumentFormat.YAML)
                .content("""
                        schemaVersion: '0.3'
                        mainSteps:
                          - {name: wait, action: 'aws:sleep', inputs: {Duration: PT2H}}
                        """));
        String stopped = ssm.startAutomationExecution(
                        start -> start.documentName("wait").alarmConfiguration(alarms -> alarms.alarms(NONE)))
                .automationExecutionId();
        String goesOn = ssm.startAutomationExecution(start -> start.documentName("wait")
                        .alarmConfiguration(alarms -> alarms.alarms(NONE).ignorePollAlarmFailure(true)))
                .automationExecutionId();
        world.clock().advance(Duration.ofMinutes(2));
        assertThat(status(ssm, stopped)).isEqualTo(AutomationExecutionStatus.CANCELLED);
        assertThat(status(ssm, goesOn)).isEqualTo(AutomationExecutionStatus.IN_PROGRESS);
    }

    private static AutomationExecutionStatus status(SsmClient ssm, String id) {
        return ssm.getAutomationExecution(get -> get.automationExecutionId(id))
                .automationExecution()
                .automationExecutionStatus();
    }
}
