package cloudjar.services.applicationautoscaling;

import cloudjar.api.applicationautoscaling.DeregisterScalableTargetRequest;
import cloudjar.api.applicationautoscaling.DeregisterScalableTargetResponse;
import cloudjar.api.applicationautoscaling.DescribeScalableTargetsRequest;
import cloudjar.api.applicationautoscaling.DescribeScalableTargetsResponse;
import cloudjar.api.applicationautoscaling.RegisterScalableTargetRequest;
import cloudjar.api.applicationautoscaling.RegisterScalableTargetResponse;
import cloudjar.api.applicationautoscaling.ScalableTarget;
import cloudjar.api.applicationautoscaling.ScalableTargets;
import cloudjar.api.applicationautoscaling.SuspendedState;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.Limit;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.Arn;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Scalable targets: registered, changed, listed, given up. */
final class TargetOperations implements ScalableTargets {
    private static final int ARN_ID_LENGTH = 36;

    private final LimitProfile limits;
    private final Scaling scaling;
    private final PolicyAlarms alarms;

    TargetOperations(LimitProfile limits, Scaling scaling, PolicyAlarms alarms) {
        this.limits = limits;
        this.scaling = scaling;
        this.alarms = alarms;
    }

    @Override
    public RegisterScalableTargetResponse registerScalableTarget(RegisterScalableTargetRequest in, Call call) {
        TargetKey key = TargetKey.of(in.serviceNamespace(), in.resourceId(), in.scalableDimension());
        Call own = OwnCalls.of(call, key);
        // Says no where there is no such resource, before anything is kept.
        scaling.capacity(key, own);
        TagOperations.check(in.tags(), limits);
        String arnId = call.world().ids().hex(ARN_ID_LENGTH);
        String id = call.world().ids().uuid();
        StoredTarget target = call.write(tx -> {
            ApplicationAutoScalingTables tables = ApplicationAutoScalingTables.of(call);
            StoredTarget before = tables.targets.get(tx, key).orElse(null);
            if (before == null) {
                room(tx, tables, key);
            }
            StoredTarget registered = before == null ? made(in, key, arnId, id, call) : changed(in, before);
            tables.targets.put(tx, key, checked(registered));
            return registered;
        });
        scaling.bound(target, own);
        return RegisterScalableTargetResponse.builder()
                .scalableTargetARN(target.arn())
                .build();
    }

    private void room(Snapshot snapshot, ApplicationAutoScalingTables tables, TargetKey key) {
        Limit most = ApplicationAutoScalingLimits.targets(key.namespace());
        if (tables.targets.count(snapshot, Range.prefix(key.namespace())) >= most.in(limits)) {
            throw ApplicationAutoScalingErrors.limit(most.unit(), most.in(limits));
        }
    }

    private static StoredTarget made(
            RegisterScalableTargetRequest in, TargetKey key, String arnId, String id, Call call) {
        if (in.minCapacity() == null || in.maxCapacity() == null) {
            throw ApplicationAutoScalingErrors.validation(
                    "MinCapacity and MaxCapacity are required to register a new scalable target.");
        }
        ScalableTarget shown = ScalableTarget.builder()
                .serviceNamespace(key.namespace())
                .resourceId(key.resource())
                .scalableDimension(key.dimension())
                .minCapacity(in.minCapacity())
                .maxCapacity(in.maxCapacity())
                .roleARN(role(in.roleARN(), key, call))
                .creationTime(call.time())
                .suspendedState(suspended(in.suspendedState(), null))
                .scalableTargetARN(call.arn("application-autoscaling", "scalable-target/" + arnId)
                        .toString())
                .build();
        return new StoredTarget(shown, id, new TreeMap<>(in.tags()));
    }

    /** The role of the service, or the one that was named for a service that has none of its own. */
    private static String role(@Nullable String asked, TargetKey key, Call call) {
        String linked = key.scaled().role();
        if (linked.isEmpty()) {
            if (asked == null) {
                throw ApplicationAutoScalingErrors.validation("RoleARN is required for " + key.namespace() + ".");
            }
            return asked;
        }
        String resource = "role/aws-service-role/" + key.namespace()
                + ".application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_" + linked;
        return Arn.of("iam", "", call.account(), resource).toString();
    }

    private static StoredTarget changed(RegisterScalableTargetRequest in, StoredTarget before) {
        if (!in.tags().isEmpty()) {
            throw ApplicationAutoScalingErrors.validation(
                    "Tags can only be given to a new scalable target. Use TagResource for one that is registered.");
        }
        StoredTarget changed = before.within(in.minCapacity(), in.maxCapacity());
        return changed.with(changed.shown().toBuilder()
                .suspendedState(suspended(in.suspendedState(), before.shown().suspendedState()))
                .build());
    }

    /** What is not said of it stays as it was, and is false at first. */
    private static SuspendedState suspended(@Nullable SuspendedState asked, @Nullable SuspendedState before) {
        SuspendedState old = before == null
                ? SuspendedState.builder()
                        .dynamicScalingInSuspended(false)
                        .dynamicScalingOutSuspended(false)
                        .scheduledScalingSuspended(false)
                        .build()
                : before;
        SuspendedState.Builder changed = old.toBuilder();
        if (asked != null && asked.dynamicScalingInSuspended() != null) {
            changed.dynamicScalingInSuspended(asked.dynamicScalingInSuspended());
        }
        if (asked != null && asked.dynamicScalingOutSuspended() != null) {
            changed.dynamicScalingOutSuspended(asked.dynamicScalingOutSuspended());
        }
        if (asked != null && asked.scheduledScalingSuspended() != null) {
            changed.scheduledScalingSuspended(asked.scheduledScalingSuspended());
        }
        return changed.build();
    }

    private static StoredTarget checked(StoredTarget target) {
        Bounds.check(target.key(), target.shown().minCapacity(), target.shown().maxCapacity());
        return target;
    }

    @Override
    public DescribeScalableTargetsResponse describeScalableTargets(DescribeScalableTargetsRequest in, Call call) {
        Pages.requireResource(in.scalableDimension(), !in.resourceIds().isEmpty());
        int size = Pages.size(in.maxResults());
        List<String> resources = in.resourceIds();
        Page<Row<TargetKey, StoredTarget>> page =
                Pages.page(() -> call.read(snapshot -> ApplicationAutoScalingTables.of(call)
                        .targets
                        .page(
                                snapshot,
                                Range.prefix(in.serviceNamespace()),
                                size,
                                in.nextToken(),
                                "DescribeScalableTargets" + resources + in.scalableDimension(),
                                row -> (resources.isEmpty()
                                                || resources.contains(row.key().resource()))
                                        && (in.scalableDimension() == null
                                                || in.scalableDimension()
                                                        .equals(row.key().dimension())))));
        return DescribeScalableTargetsResponse.builder()
                .scalableTargets(
                        page.items().stream().map(row -> row.value().shown()).toList())
                .nextToken(page.next().orElse(null))
                .build();
    }

    @Override
    public DeregisterScalableTargetResponse deregisterScalableTarget(DeregisterScalableTargetRequest in, Call call) {
        TargetKey key = TargetKey.of(in.serviceNamespace(), in.resourceId(), in.scalableDimension());
        List<StoredPolicy> policies = call.write(tx -> {
            ApplicationAutoScalingTables tables = ApplicationAutoScalingTables.of(call);
            StoredTarget target = Targets.find(tx, call, key);
            List<StoredPolicy> gone = Targets.policies(tx, tables, key);
            tables.policies.deleteRange(tx, Targets.below(key));
            for (PolicyKey action :
                    tables.scheduled.rows(tx, Targets.below(key)).keys()) {
                ScalingTimers.cancel(tx, call.scope(), action);
            }
            tables.scheduled.deleteRange(tx, Targets.below(key));
            tables.targets.delete(tx, target.key());
            return gone;
        });
        policies.forEach(policy -> alarms.delete(policy, OwnCalls.of(call, key)));
        return DeregisterScalableTargetResponse.of();
    }
}
