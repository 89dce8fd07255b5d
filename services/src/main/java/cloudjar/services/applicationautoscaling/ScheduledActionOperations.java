package cloudjar.services.applicationautoscaling;

import cloudjar.api.applicationautoscaling.DeleteScheduledActionRequest;
import cloudjar.api.applicationautoscaling.DeleteScheduledActionResponse;
import cloudjar.api.applicationautoscaling.DescribeScheduledActionsRequest;
import cloudjar.api.applicationautoscaling.DescribeScheduledActionsResponse;
import cloudjar.api.applicationautoscaling.PutScheduledActionRequest;
import cloudjar.api.applicationautoscaling.PutScheduledActionResponse;
import cloudjar.api.applicationautoscaling.ScalableTargetAction;
import cloudjar.api.applicationautoscaling.ScheduledAction;
import cloudjar.api.applicationautoscaling.ScheduledActions;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Scheduled actions, which set bounds at their times. */
final class ScheduledActionOperations implements ScheduledActions {
    private final LimitProfile limits;

    ScheduledActionOperations(LimitProfile limits) {
        this.limits = limits;
    }

    @Override
    public PutScheduledActionResponse putScheduledAction(PutScheduledActionRequest in, Call call) {
        TargetKey key = TargetKey.of(in.serviceNamespace(), in.resourceId(), in.scalableDimension());
        PolicyKey place = new PolicyKey(key, in.scheduledActionName());
        boolean unused = call.write(tx -> {
            ApplicationAutoScalingTables tables = ApplicationAutoScalingTables.of(call);
            StoredTarget target = Targets.find(tx, call, key);
            ScheduledAction before = tables.scheduled.get(tx, place).orElse(null);
            long most = ApplicationAutoScalingLimits.SCHEDULED_ACTIONS.in(limits);
            if (before == null && tables.scheduled.count(tx, Targets.below(key)) >= most) {
                throw ApplicationAutoScalingErrors.limit(ApplicationAutoScalingLimits.SCHEDULED_ACTIONS.unit(), most);
            }
            ScheduledAction action = merged(in, key, target, before, call);
            check(key, action);
            tables.scheduled.put(tx, place, action);
            ScalingTimers.arm(tx, call.scope(), place, action, call.time());
            return true;
        });
        return PutScheduledActionResponse.of();
    }

    /** What is not said stays as it was, but for the times at which it starts and ends. */
    private static ScheduledAction merged(
            PutScheduledActionRequest in,
            TargetKey key,
            StoredTarget target,
            @Nullable ScheduledAction before,
            Call call) {
        ScheduledAction.Builder action = before == null
                ? ScheduledAction.builder()
                        .scheduledActionName(in.scheduledActionName())
                        .scheduledActionARN(arn(in, target, call))
                        .serviceNamespace(key.namespace())
                        .resourceId(key.resource())
                        .scalableDimension(key.dimension())
                        .creationTime(call.time())
                : before.toBuilder();
        if (in.schedule() != null) {
            action.schedule(in.schedule());
        } else if (before == null) {
            throw ApplicationAutoScalingErrors.validation("Schedule is required for a new scheduled action.");
        }
        if (in.timezone() != null) {
            action.timezone(in.timezone());
        }
        if (in.scalableTargetAction() != null) {
            action.scalableTargetAction(in.scalableTargetAction());
        }
        return action.startTime(in.startTime()).endTime(in.endTime()).build();
    }

    private static String arn(PutScheduledActionRequest in, StoredTarget target, Call call) {
        return call.arn(
                        "autoscaling",
                        "scheduledAction:" + target.id() + ":resource/" + in.serviceNamespace() + "/" + in.resourceId()
                                + ":scheduledActionName/" + in.scheduledActionName())
                .toString();
    }

    private static void check(TargetKey key, ScheduledAction action) {
        Schedule unused = ScalingTimers.schedule(action);
        ScalableTargetAction bounds = action.scalableTargetAction();
        if (bounds == null || bounds.minCapacity() == null && bounds.maxCapacity() == null) {
            throw ApplicationAutoScalingErrors.validation(
                    "At least one of MinCapacity and MaxCapacity is required for a scheduled action.");
        }
        Bounds.check(key, bounds.minCapacity(), bounds.maxCapacity());
        if (action.startTime() != null
                && action.endTime() != null
                && !action.startTime().isBefore(action.endTime())) {
            throw ApplicationAutoScalingErrors.validation("The start time must be before the end time.");
        }
    }

    @Override
    public DescribeScheduledActionsResponse describeScheduledActions(DescribeScheduledActionsRequest in, Call call) {
        Pages.requireResource(in.scalableDimension(), in.resourceId() != null);
        int size = Pages.size(in.maxResults());
        List<String> names = in.scheduledActionNames();
        Page<Row<PolicyKey, ScheduledAction>> page =
                Pages.page(() -> call.read(snapshot -> ApplicationAutoScalingTables.of(call)
                        .scheduled
                        .page(
                                snapshot,
                                Range.prefix(in.serviceNamespace()),
                                size,
                                in.nextToken(),
                                "DescribeScheduledActions" + names + in.resourceId() + " " + in.scalableDimension(),
                                row -> PolicyOperations.matches(
                                        row.key(), names, in.resourceId(), in.scalableDimension()))));
        return DescribeScheduledActionsResponse.builder()
                .scheduledActions(page.items().stream().map(Row::value).toList())
                .nextToken(page.next().orElse(null))
                .build();
    }

    @Override
    public DeleteScheduledActionResponse deleteScheduledAction(DeleteScheduledActionRequest in, Call call) {
        TargetKey key = TargetKey.of(in.serviceNamespace(), in.resourceId(), in.scalableDimension());
        PolicyKey place = new PolicyKey(key, Objects.requireNonNull(in.scheduledActionName()));
        boolean unused = call.write(tx -> {
            if (!ApplicationAutoScalingTables.of(call).scheduled.delete(tx, place)) {
                throw ApplicationAutoScalingErrors.noScheduledAction(key, place.name());
            }
            ScalingTimers.cancel(tx, call.scope(), place);
            return true;
        });
        return DeleteScheduledActionResponse.of();
    }
}
