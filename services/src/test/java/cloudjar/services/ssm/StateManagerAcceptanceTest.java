package cloudjar.services.ssm;

import static cloudjar.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Activation;
import software.amazon.awssdk.services.ssm.model.AssociationExecution;
import software.amazon.awssdk.services.ssm.model.CreateAssociationBatchRequestEntry;
import software.amazon.awssdk.services.ssm.model.DocumentFormat;
import software.amazon.awssdk.services.ssm.model.DocumentType;
import software.amazon.awssdk.services.ssm.model.Target;

/** AWS's SDK for Java, of associations, commands to tags and activations. */
class StateManagerAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private TestWorld world;
    private SsmClient ssm;

    @BeforeEach
    void open(TestWorld given) {
        world = given;
        ssm = world.client(SsmClient.builder());
        world.clock().freeze();
    }

    private static Target target(String key, String value) {
        return Target.builder().key(key).values(value).build();
    }

    private List<AssociationExecution> executions(String id) {
        return ssm.describeAssociationExecutions(describe -> describe.associationId(id))
                .associationExecutions();
    }

    @Test
    void associationsRunTheirAutomationsBySchedule() {
        ssm.createDocument(
                create -> create.name("keep")
                        .documentType(DocumentType.AUTOMATION)
                        .documentFormat(DocumentFormat.YAML)
                        .content(
                                "schemaVersion: '0.3'\nmainSteps: [{name: s, action: 'aws:sleep', inputs: {Duration: PT5M}}]\n"));
        String id = ssm.createAssociation(
                        create -> create.name("keep").associationName("kept").scheduleExpression("rate(1 day)"))
                .associationDescription()
                .associationId();
        world.clock().advance(Duration.ofMinutes(1));
        assertThat(executions(id)).singleElement().satisfies(run -> assertThat(run.status())
                .isEqualTo("InProgress"));
        world.clock().advance(Duration.ofMinutes(5));
        assertThat(executions(id)).singleElement().satisfies(run -> assertThat(run.status())
                .isEqualTo("Success"));
        world.clock().advance(Duration.ofDays(1));
        assertThat(executions(id)).hasSize(2);
        assertThat(ssm.describeAssociation(describe -> describe.associationId(id))
                        .associationDescription()
                        .overview()
                        .status())
                .isEqualTo("Success");
        assertThat(ssm.describeAssociationExecutionTargets(describe -> describe.associationId(id)
                                .executionId(executions(id).getFirst().executionId()))
                        .associationExecutionTargets())
                .hasSize(1);
        ssm.updateAssociation(update -> update.associationId(id).scheduleExpression("rate(12 hours)"));
        assertThat(ssm.describeAssociation(describe -> describe.associationId(id))
                        .associationDescription()
                        .associationName())
                .isNull();
        assertThat(ssm.listAssociationVersions(list -> list.associationId(id)).associationVersions())
                .hasSize(2);
        ssm.deleteAssociation(delete -> delete.associationId(id));
        assertRefused(() -> ssm.describeAssociation(describe -> describe.associationId(id)), "AssociationDoesNotExist");
    }

    @Test
    void associationsWithoutNodesStayPendingAndBadOnesAreRefused() {
        String id = ssm.createAssociation(
                        create -> create.name("AWS-GatherSoftwareInventory").targets(target("tag:role", "web")))
                .associationDescription()
                .associationId();
        world.clock().advance(Duration.ofMinutes(1));
        assertThat(ssm.listAssociations().associations()).singleElement().satisfies(association -> {
            assertThat(association.associationId()).isEqualTo(id);
            assertThat(association.overview().status()).isEqualTo("Pending");
        });
        ssm.startAssociationsOnce(start -> start.associationIds(id));
        world.clock().advance(Duration.ofMinutes(1));
        assertThat(executions(id)).hasSize(2);
        assertRefused(
                () -> ssm.createAssociation(create -> create.name("absent").targets(target("tag:a", "b"))),
                "InvalidDocument");
        assertRefused(
                () -> ssm.createAssociation(create -> create.name("AWS-RunShellScript")
                        .targets(target("tag:a", "b"))
                        .scheduleExpression("rate(5 minutes)")),
                "InvalidSchedule");
        assertRefused(
                () -> ssm.createAssociation(
                        create -> create.name("AWS-RunShellScript").targets(target("colour", "b"))),
                "InvalidTarget");
        assertRefused(
                () -> ssm.createAssociation(
                        create -> create.name("AWS-RunShellScript").instanceId("i-0123456789abcdef0")),
                "InvalidInstanceId");
        assertThat(ssm.createAssociationBatch(batch -> batch.entries(CreateAssociationBatchRequestEntry.builder()
                                .name("absent")
                                .targets(target("tag:a", "b"))
                                .build()))
                        .failed())
                .hasSize(1);
    }

    /** The calendar is open in the third hour only. */
    @Test
    void associationsRunWhileTheirCalendarsAreOpen() {
        world.clock().freeze();
        DateTimeFormatter time =
                DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
        Instant now = world.clock().now();
        ssm.createDocument(create -> create.name("open")
                .documentType(DocumentType.CHANGE_CALENDAR)
                .documentFormat(DocumentFormat.TEXT)
                .content("BEGIN:VCALENDAR\nX-CALENDAR-TYPE:DEFAULT_CLOSED\nBEGIN:VEVENT\nDTSTART:"
                        + time.format(now.plus(Duration.ofHours(2))) + "\nDTEND:"
                        + time.format(now.plus(Duration.ofHours(3))) + "\nEND:VEVENT\nEND:VCALENDAR\n"));
        String id = ssm.createAssociation(create -> create.name("AWS-GatherSoftwareInventory")
                        .calendarNames("open")
                        .scheduleExpression("rate(30 minutes)")
                        .targets(target("tag:role", "web")))
                .associationDescription()
                .associationId();
        world.clock().advance(Duration.ofMinutes(119));
        assertThat(executions(id)).isEmpty();
        world.clock().advance(Duration.ofMinutes(60));
        assertThat(executions(id)).hasSize(2);
        world.clock().advance(Duration.ofHours(2));
        assertThat(executions(id)).hasSize(2);
    }

    @Test
    void commandsToTagsFindNobody() {
        String id = ssm.sendCommand(
                        send -> send.documentName("AWS-RunShellScript").targets(target("tag:a", "b")))
                .command()
                .commandId();
        assertThat(ssm.listCommands(list -> list.commandId(id)).commands())
                .singleElement()
                .satisfies(command -> {
                    assertThat(command.statusDetails()).isEqualTo("NoInstancesInTag");
                    assertThat(command.targetCount()).isZero();
                });
    }

    @Test
    void activationsExpireByTheClock() {
        String id = ssm.createActivation(
                        create -> create.iamRole("service-role/ssm").registrationLimit(5))
                .activationId();
        assertThat(only().expired()).isFalse();
        world.clock().advance(Duration.ofHours(25));
        assertThat(only().expired()).isTrue();
        assertThat(only().registrationLimit()).isEqualTo(5);
        ssm.deleteActivation(delete -> delete.activationId(id));
        assertRefused(() -> ssm.deleteActivation(delete -> delete.activationId(id)), "InvalidActivation");
        assertRefused(
                () -> ssm.createActivation(create ->
                        create.iamRole("r").expirationDate(world.clock().now().plus(Duration.ofDays(31)))),
                "InvalidParameters");
    }

    private Activation only() {
        return ssm.describeActivations().activationList().getFirst();
    }
}
