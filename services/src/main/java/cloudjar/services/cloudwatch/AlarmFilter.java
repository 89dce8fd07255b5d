package cloudjar.services.cloudwatch;

import cloudjar.api.cloudwatch.CompositeAlarm;
import cloudjar.api.cloudwatch.DescribeAlarmsInput;
import cloudjar.api.cloudwatch.MetricAlarm;
import cloudjar.kernel.store.Snapshot;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which alarms DescribeAlarms shows.
 *
 * @param children those in the rule of a composite alarm that was named; null where none was
 * @param parents those whose rule names the alarm that was named; null where none was
 */
record AlarmFilter(
        DescribeAlarmsInput in,
        @Nullable Set<String> children,
        @Nullable Set<String> parents) {
    static AlarmFilter of(DescribeAlarmsInput in, Snapshot snapshot, CloudWatchTables tables) {
        Set<String> children = null;
        if (in.childrenOfAlarmName() != null) {
            children = tables.composites
                    .get(snapshot, in.childrenOfAlarmName())
                    .map(AlarmFilter::childrenOf)
                    .orElse(Set.of());
        }
        Set<String> parents = null;
        if (in.parentsOfAlarmName() != null) {
            parents = tables.composites.rows(snapshot).values().stream()
                    .filter(composite -> childrenOf(composite).contains(in.parentsOfAlarmName()))
                    .map(composite -> Objects.requireNonNull(composite.alarmName()))
                    .collect(Collectors.toSet());
        }
        return new AlarmFilter(in, children, parents);
    }

    static Set<String> childrenOf(CompositeAlarm composite) {
        return AlarmRule.parse(Objects.requireNonNull(composite.alarmRule())).children();
    }

    boolean matches(MetricAlarm alarm) {
        return matches(alarm.alarmName(), alarm.stateValue(), alarm.alarmActions(), alarm.okActions());
    }

    boolean matches(CompositeAlarm alarm) {
        return matches(alarm.alarmName(), alarm.stateValue(), alarm.alarmActions(), alarm.okActions());
    }

    private boolean matches(
            @Nullable String name, @Nullable String state, List<String> alarmActions, List<String> okActions) {
        String prefix = in.actionPrefix();
        return (in.alarmNames().isEmpty() || in.alarmNames().contains(name))
                && (in.alarmNamePrefix() == null || Objects.requireNonNull(name).startsWith(in.alarmNamePrefix()))
                && (in.stateValue() == null || in.stateValue().equals(state))
                && (prefix == null
                        || alarmActions.stream().anyMatch(action -> action.startsWith(prefix))
                        || okActions.stream().anyMatch(action -> action.startsWith(prefix)))
                && (children == null || children.contains(name))
                && (parents == null || parents.contains(name));
    }

    /** The name behind which a page begins; null at the beginning. */
    static @Nullable String after(@Nullable String token) {
        if (token == null) {
            return null;
        }
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw CloudWatchErrors.token();
        }
    }

    static String token(String last) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(last.getBytes(StandardCharsets.UTF_8));
    }
}
