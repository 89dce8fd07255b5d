package cloudjar.services.ssm;

import static cloudjar.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.MaintenanceWindowExecution;
import software.amazon.awssdk.services.ssm.model.MaintenanceWindowExecutionStatus;
import software.amazon.awssdk.services.ssm.model.MaintenanceWindowExecutionTaskInvocationIdentity;
import software.amazon.awssdk.services.ssm.model.MaintenanceWindowFilter;
import software.amazon.awssdk.services.ssm.model.MaintenanceWindowResourceType;
import software.amazon.awssdk.services.ssm.model.MaintenanceWindowTaskType;
import software.amazon.awssdk.services.ssm.model.ResourceTypeForTagging;
import software.amazon.awssdk.services.ssm.model.Tag;
import software.amazon.awssdk.services.ssm.model.Target;

/** AWS's SDK for Java, of maintenance windows that open by the world's clock. */
class MaintenanceWindowAcceptanceTest {
    private static final List<String> HEARD = new CopyOnWriteArrayList<>();
    private static final String TRUST = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ssm.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";

    @RegisterExtension
    static final CloudExtension CLOUD = TestFunctions.cloud(HEARD);

    private TestWorld world;
    private SsmClient ssm;

    @BeforeEach
    void open(TestWorld given) {
        world = given;
        ssm = world.client(SsmClient.builder());
        HEARD.clear();
    }

    private String window(String schedule) {
        return ssm.createMaintenanceWindow(create -> create.name("window")
                        .schedule(schedule)
                        .duration(3)
                        .cutoff(1)
                        .allowUnassociatedTargets(false))
                .windowId();
    }

    private String function(String window, String name, int priority, String payload) {
        return ssm.registerTaskWithMaintenanceWindow(register -> register.windowId(window)
                        .taskType(MaintenanceWindowTaskType.LAMBDA)
                        .taskArn("arn:aws:lambda:us-east-1:000000000000:function:" + name)
                        .priority(priority)
                        .taskInvocationParameters(parameters ->
                                parameters.lambda(lambda -> lambda.payload(SdkBytes.fromUtf8String(payload)))))
                .windowTaskId();
    }

    private List<MaintenanceWindowExecution> executions(String window) {
        return ssm.describeMaintenanceWindowExecutions(describe -> describe.windowId(window))
                .windowExecutions();
    }

    private MaintenanceWindowExecutionTaskInvocationIdentity onlyInvocation(MaintenanceWindowExecution execution) {
        String task = ssm.getMaintenanceWindowExecution(get -> get.windowExecutionId(execution.windowExecutionId()))
                .taskIds()
                .getFirst();
        return ssm.describeMaintenanceWindowExecutionTaskInvocations(
                        describe -> describe.windowExecutionId(execution.windowExecutionId())
                                .taskId(task))
                .windowExecutionTaskInvocationIdentities()
                .getFirst();
    }

    @Test
    void windowsAreMadeChangedTaggedAndTakenAway() {
        String id = ssm.createMaintenanceWindow(create -> create.name("tuesdays")
                        .schedule("cron(0 16 ? * TUE *)")
                        .scheduleTimezone("Europe/Berlin")
                        .duration(3)
                        .cutoff(1)
                        .allowUnassociatedTargets(true)
                        .clientToken("token")
                        .tags(Tag.builder().key("team").value("ops").build()))
                .windowId();
        assertThat(id).matches("mw-[0-9a-f]{17}");
        assertThat(ssm.createMaintenanceWindow(create -> create.name("tuesdays")
                                .schedule("cron(0 16 ? * TUE *)")
                                .duration(3)
                                .cutoff(1)
                                .allowUnassociatedTargets(true)
                                .clientToken("token"))
                        .windowId())
                .isEqualTo(id);
        assertThat(ssm.getMaintenanceWindow(get -> get.windowId(id)).nextExecutionTime())
                .matches("\\d{4}-\\d\\d-\\d\\dT16:00\\+0[12]:00\\[Europe/Berlin]");
        ssm.updateMaintenanceWindow(update -> update.windowId(id).enabled(false).description("off"));
        assertThat(ssm.describeMaintenanceWindows(describe -> describe.filters(filter("Enabled", "false")))
                        .windowIdentities())
                .singleElement()
                .satisfies(window -> {
                    assertThat(window.name()).isEqualTo("tuesdays");
                    assertThat(window.description()).isEqualTo("off");
                    assertThat(window.nextExecutionTime()).isNull();
                });
        ssm.updateMaintenanceWindow(update -> update.windowId(id)
                .replace(true)
                .name("hourly")
                .schedule("rate(1 hour)")
                .duration(2)
                .cutoff(0)
                .allowUnassociatedTargets(false));
        assertThat(ssm.getMaintenanceWindow(get -> get.windowId(id)).description())
                .isNull();
        assertThat(ssm.listTagsForResource(list -> list.resourceType(ResourceTypeForTagging.MAINTENANCE_WINDOW)
                                .resourceId(id))
                        .tagList())
                .singleElement()
                .satisfies(tag -> assertThat(tag.value()).isEqualTo("ops"));
        ssm.deleteMaintenanceWindow(delete -> delete.windowId(id));
        assertRefused(() -> ssm.getMaintenanceWindow(get -> get.windowId(id)), "DoesNotExistException");
    }

    @Test
    void badWindowsTargetsAndTasksAreRefused() {
        assertRefused(() -> window("daily"), "ValidationException");
        assertRefused(
                () -> ssm.createMaintenanceWindow(create -> create.name("www")
                        .schedule("rate(1 day)")
                        .duration(1)
                        .cutoff(1)
                        .allowUnassociatedTargets(true)),
                "ValidationException");
        String id = window("rate(1 day)");
        assertRefused(
                () -> ssm.updateMaintenanceWindow(update -> update.windowId(id).replace(true)), "ValidationException");
        assertRefused(
                () -> ssm.updateMaintenanceWindow(update -> update.windowId("mw-00000000000000000")),
                "DoesNotExistException");
        assertRefused(
                () -> ssm.registerTargetWithMaintenanceWindow(register -> register.windowId(id)
                        .resourceType(MaintenanceWindowResourceType.INSTANCE)
                        .targets(target("Names", "x"))),
                "ValidationException");
        assertRefused(
                () -> ssm.registerTaskWithMaintenanceWindow(register -> register.windowId(id)
                        .taskType(MaintenanceWindowTaskType.RUN_COMMAND)
                        .taskArn("AWS-RunShellScript")),
                "ValidationException");
        assertRefused(
                () -> ssm.registerTaskWithMaintenanceWindow(register -> register.windowId(id)
                        .taskType(MaintenanceWindowTaskType.RUN_COMMAND)
                        .taskArn("AWS-RunShellScript")
                        .targets(target("WindowTargetIds", "e32eecb2-646c-4f4b-8ed1-205fba1b2c3d"))),
                "DoesNotExistException");
        assertRefused(
                () -> ssm.describeMaintenanceWindows(describe -> describe.nextToken("nonsense")), "InvalidNextToken");
        assertRefused(
                () -> ssm.describeMaintenanceWindows(describe -> describe.filters(filter("Colour", "red"))),
                "ValidationException");
    }

    private static MaintenanceWindowFilter filter(String key, String value) {
        return MaintenanceWindowFilter.builder().key(key).values(value).build();
    }

    private static Target target(String key, String... values) {
        return Target.builder().key(key).values(values).build();
    }

    @Test
    void targetsInUseStay() {
        String id = window("rate(1 day)");
        String target = ssm.registerTargetWithMaintenanceWindow(register -> register.windowId(id)
                        .resourceType(MaintenanceWindowResourceType.INSTANCE)
                        .name("web")
                        .ownerInformation("me")
                        .targets(target("tag:role", "web")))
                .windowTargetId();
        String task = ssm.registerTaskWithMaintenanceWindow(register -> register.windowId(id)
                        .taskType(MaintenanceWindowTaskType.RUN_COMMAND)
                        .taskArn("AWS-RunShellScript")
                        .targets(target("WindowTargetIds", target))
                        .maxConcurrency("50%")
                        .maxErrors("1")
                        .priority(5))
                .windowTaskId();
        assertRefused(
                () -> ssm.deregisterTargetFromMaintenanceWindow(deregister ->
                        deregister.windowId(id).windowTargetId(target).safe(true)),
                "TargetInUseException");
        assertThat(ssm.describeMaintenanceWindowsForTarget(
                                describe -> describe.resourceType(MaintenanceWindowResourceType.INSTANCE)
                                        .targets(target("tag:role", "web")))
                        .windowIdentities())
                .hasSize(1);
        ssm.updateMaintenanceWindowTask(
                update -> update.windowId(id).windowTaskId(task).priority(1).name("renamed"));
        assertThat(ssm.describeMaintenanceWindowTasks(describe -> describe.windowId(id))
                        .tasks())
                .singleElement()
                .satisfies(shown -> {
                    assertThat(shown.typeAsString()).isEqualTo("RUN_COMMAND");
                    assertThat(shown.priority()).isEqualTo(1);
                    assertThat(shown.maxConcurrency()).isEqualTo("50%");
                });
        ssm.updateMaintenanceWindowTarget(
                update -> update.windowId(id).windowTargetId(target).description("servers"));
        ssm.deregisterTaskFromMaintenanceWindow(
                deregister -> deregister.windowId(id).windowTaskId(task));
        assertThat(ssm.describeMaintenanceWindowTargets(describe -> describe.windowId(id))
                        .targets())
                .singleElement()
                .satisfies(shown -> assertThat(shown.description()).isEqualTo("servers"));
        ssm.deregisterTargetFromMaintenanceWindow(
                deregister -> deregister.windowId(id).windowTargetId(target).safe(true));
        assertRefused(
                () -> ssm.getMaintenanceWindowTask(get -> get.windowId(id).windowTaskId(task)),
                "DoesNotExistException");
    }

    @Test
    void windowsOpenByTheClockAndRunTheirTasksInOrder() {
        world.client(IamClient.builder())
                .createRole(create -> create.roleName("mw").assumeRolePolicyDocument(TRUST));
        String id = window("rate(7 days)");
        function(id, "second", 2, "{\"window\":\"{{WINDOW_ID}}\"}");
        String task = function(id, "first", 1, "{}");
        ssm.updateMaintenanceWindowTask(
                update -> update.windowId(id).windowTaskId(task).serviceRoleArn("arn:aws:iam::000000000000:role/mw"));
        assertThat(
                        ssm
                                .describeMaintenanceWindowSchedulePaginator(
                                        describe -> describe.windowId(id).maxResults(2))
                                .stream()
                                .limit(2)
                                .flatMap(page -> page.scheduledWindowExecutions().stream())
                                .map(execution -> execution.executionTime()))
                .hasSize(4)
                .doesNotHaveDuplicates()
                .isSorted();
        world.clock().advance(Duration.ofDays(6));
        assertThat(executions(id)).isEmpty();
        world.clock().advance(Duration.ofDays(9));
        assertThat(executions(id)).hasSize(2).allSatisfy(execution -> assertThat(execution.status())
                .isEqualTo(MaintenanceWindowExecutionStatus.SUCCESS));
        assertThat(HEARD).hasSize(4);
        assertThat(HEARD.get(0)).contains("function:first {} arn:aws:sts::000000000000:assumed-role/mw/");
        assertThat(HEARD.get(1)).contains("function:second {\"window\":\"" + id + "\"} ssm.amazonaws.com");
        world.clock().advance(Duration.ofDays(33));
        assertThat(executions(id)).as("executions of the last 30 days").hasSize(4);
    }

    @Test
    void failuresShow() {
        String id = window("rate(1 day)");
        function(id, "broken", 1, "{}");
        world.clock().advance(Duration.ofHours(25));
        assertThat(executions(id)).singleElement().satisfies(execution -> {
            assertThat(execution.status()).isEqualTo(MaintenanceWindowExecutionStatus.FAILED);
            assertThat(onlyInvocation(execution).statusDetails()).contains("Unhandled");
        });
        String machine = window("rate(1 day)");
        ssm.registerTaskWithMaintenanceWindow(register -> register.windowId(machine)
                .taskType(MaintenanceWindowTaskType.STEP_FUNCTIONS)
                .serviceRoleArn("arn:aws:iam::000000000000:role/absent")
                .taskArn("arn:aws:states:us-east-1:000000000000:stateMachine:m"));
        String command = window("rate(1 day)");
        ssm.registerTargetWithMaintenanceWindow(register -> register.windowId(command)
                .resourceType(MaintenanceWindowResourceType.INSTANCE)
                .targets(target("InstanceIds", "i-0123456789abcdef0")));
        ssm.registerTaskWithMaintenanceWindow(register -> register.windowId(command)
                .taskType(MaintenanceWindowTaskType.RUN_COMMAND)
                .taskArn("AWS-RunShellScript")
                .targets(target("InstanceIds", "i-0123456789abcdef0")));
        world.clock().advance(Duration.ofHours(25));
        assertThat(onlyInvocation(executions(machine).getFirst()).statusDetails())
                .startsWith("AccessDenied");
        assertThat(onlyInvocation(executions(command).getFirst()).statusDetails())
                .startsWith("InvalidInstanceId");
    }

    @Test
    void windowsWithoutTasksAndDisabledOnesDoNothing() {
        String idle = window("rate(1 day)");
        String disabled = window("rate(1 day)");
        ssm.updateMaintenanceWindow(update -> update.windowId(disabled).enabled(false));
        world.clock().advance(Duration.ofHours(25));
        assertThat(executions(idle)).singleElement().satisfies(execution -> assertThat(execution.statusDetails())
                .contains("No tasks"));
        assertThat(executions(disabled)).isEmpty();
        assertRefused(
                () -> ssm.cancelMaintenanceWindowExecution(
                        cancel -> cancel.windowExecutionId("14bea65d-5ccc-462d-a2f3-e99c8a1b2c3d")),
                "DoesNotExistException");
    }
}
