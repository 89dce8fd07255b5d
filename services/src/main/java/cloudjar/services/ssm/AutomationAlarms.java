package cloudjar.services.ssm;

import cloudjar.api.cloudwatch.CloudWatch;
import cloudjar.api.cloudwatch.CompositeAlarm;
import cloudjar.api.cloudwatch.DescribeAlarmsInput;
import cloudjar.api.cloudwatch.DescribeAlarmsOutput;
import cloudjar.api.cloudwatch.MetricAlarm;
import cloudjar.api.ssm.Alarm;
import cloudjar.api.ssm.AlarmConfiguration;
import cloudjar.api.ssm.AlarmStateInformation;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.world.World;
import cloudjar.services.ssm.WindowTimers.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Stops automations whose alarms of CloudWatch go off.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_AlarmConfiguration.html">AlarmConfiguration</a>
 */
final class AutomationAlarms {
    static final String HANDLER = "ssm.automationAlarms";

    /** Ours: AWS does not document how often it looks. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private static final String ALARM = "ALARM";

    private final Cloud cloud;

    AutomationAlarms(Cloud cloud) {
        this.cloud = cloud;
    }

    /** Looks at the alarms of an execution from now on, where it has any. */
    static void watch(Tx tx, Scope scope, AutomationRun run, Instant now) {
        AlarmConfiguration asked = run.shown().alarmConfiguration();
        if (asked != null && !asked.alarms().isEmpty()) {
            tx.at(now, Timer.of(HANDLER, scope.account() + "/" + scope.region() + "/" + run.id()));
        }
    }

    void look(World world, Timer timer) {
        Place place = Place.of(timer);
        Instant now = world.clock().now();
        AutomationRun seen = world.store().read(snapshot -> AutomationWatch.find(snapshot, place.scope(), place.id())
                .filter(AutomationRun::isUnderWay)
                .orElse(null));
        AlarmConfiguration asked = seen == null ? null : seen.shown().alarmConfiguration();
        if (seen == null || asked == null) {
            return;
        }
        List<AlarmStateInformation> states = states(world, place, seen, asked);
        String reason = reason(asked, states);
        boolean unused = world.store().write(tx -> {
            AutomationRun run = AutomationWatch.find(tx, place.scope(), place.id())
                    .filter(AutomationRun::isUnderWay)
                    .orElse(null);
            if (run == null) {
                return false;
            }
            if (reason == null) {
                tx.at(now.plus(PAUSE), timer);
                return true;
            }
            List<AlarmStateInformation> triggered =
                    states.stream().filter(state -> state.state().equals(ALARM)).toList();
            AutomationSteps.stop(
                    tx,
                    place.scope(),
                    run.with(run.shown().toBuilder()
                            .triggeredAlarms(triggered.isEmpty() ? null : triggered)
                            .build()),
                    AutomationRun.CANCELLED,
                    reason,
                    now);
            return true;
        });
    }

    private List<AlarmStateInformation> states(World world, Place place, AutomationRun run, AlarmConfiguration asked) {
        List<AlarmStateInformation> states = new ArrayList<>();
        try {
            DescribeAlarmsOutput found = cloud.client(CloudWatch.API)
                    .describeAlarms(
                            DescribeAlarmsInput.builder()
                                    .alarmNames(asked.alarms().stream()
                                            .map(Alarm::name)
                                            .toList())
                                    .alarmTypes(List.of("MetricAlarm", "CompositeAlarm"))
                                    .build(),
                            SsmCalls.own(world, place.scope(), "automation-execution/" + run.id()));
            for (MetricAlarm alarm : found.metricAlarms()) {
                states.add(state(alarm.alarmName(), alarm.stateValue()));
            }
            for (CompositeAlarm alarm : found.compositeAlarms()) {
                states.add(state(alarm.alarmName(), alarm.stateValue()));
            }
        } catch (ApiException e) {
            // Who is not told of any alarm decides by what was asked for.
            return states;
        }
        return states;
    }

    private static AlarmStateInformation state(@Nullable String name, @Nullable String state) {
        return AlarmStateInformation.builder()
                .name(Objects.requireNonNullElse(name, ""))
                .state(Objects.requireNonNullElse(state, "INSUFFICIENT_DATA"))
                .build();
    }

    /** Why an execution is to stop; null where it goes on. */
    private static @Nullable String reason(AlarmConfiguration asked, List<AlarmStateInformation> states) {
        for (AlarmStateInformation state : states) {
            if (state.state().equals(ALARM)) {
                return "The alarm " + state.name() + " went off.";
            }
        }
        boolean known = states.size() >= asked.alarms().size();
        return known || Boolean.TRUE.equals(asked.ignorePollAlarmFailure())
                ? null
                : "The state of an alarm is not to be had: "
                        + asked.alarms().stream().map(Alarm::name).toList();
    }
}
