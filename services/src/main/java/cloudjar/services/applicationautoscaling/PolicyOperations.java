package cloudjar.services.applicationautoscaling;

import cloudjar.api.applicationautoscaling.DeleteScalingPolicyRequest;
import cloudjar.api.applicationautoscaling.DeleteScalingPolicyResponse;
import cloudjar.api.applicationautoscaling.DescribeScalingPoliciesRequest;
import cloudjar.api.applicationautoscaling.DescribeScalingPoliciesResponse;
import cloudjar.api.applicationautoscaling.ExecuteScalingPolicyRequest;
import cloudjar.api.applicationautoscaling.ExecuteScalingPolicyResponse;
import cloudjar.api.applicationautoscaling.PolicyType;
import cloudjar.api.applicationautoscaling.PutScalingPolicyRequest;
import cloudjar.api.applicationautoscaling.PutScalingPolicyResponse;
import cloudjar.api.applicationautoscaling.ScalingPolicies;
import cloudjar.api.applicationautoscaling.ScalingPolicy;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.Principal;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Scaling policies: put, listed, taken away, and carried out when CloudWatch says so. */
final class PolicyOperations implements ScalingPolicies {
    private static final String CLOUDWATCH = "cloudwatch.amazonaws.com";

    private final LimitProfile limits;
    private final Scaling scaling;
    private final PolicyAlarms alarms;
    private final PolicyExecution execution;

    PolicyOperations(LimitProfile limits, Scaling scaling, PolicyAlarms alarms) {
        this.limits = limits;
        this.scaling = scaling;
        this.alarms = alarms;
        this.execution = new PolicyExecution(scaling, alarms);
    }

    @Override
    public PutScalingPolicyResponse putScalingPolicy(PutScalingPolicyRequest in, Call call) {
        TargetKey key = TargetKey.of(in.serviceNamespace(), in.resourceId(), in.scalableDimension());
        PolicyKey place = new PolicyKey(key, in.policyName());
        Call own = OwnCalls.of(call, key);
        StoredTarget target = call.read(snapshot -> Targets.find(snapshot, call, key));
        StoredPolicy before = call.read(snapshot -> ApplicationAutoScalingTables.of(call)
                .policies
                .get(snapshot, place)
                .orElse(null));
        StoredPolicy policy = made(in, target, before, call);
        OptionalInt capacity = policy.isTracking() ? scaling.capacity(key, own) : OptionalInt.empty();
        boolean unused = call.write(tx -> {
            ApplicationAutoScalingTables tables = ApplicationAutoScalingTables.of(call);
            Targets.find(tx, call, key);
            checkBeside(tx, tables, policy);
            tables.policies.put(tx, place, policy);
            return true;
        });
        if (before != null) {
            alarms.delete(before, own);
        }
        if (policy.isTracking()) {
            alarms.put(policy, capacity.orElse(target.shown().minCapacity()), own);
        }
        return PutScalingPolicyResponse.builder()
                .policyARN(policy.arn())
                .alarms(alarms.of(policy, own))
                .build();
    }

    private StoredPolicy made(
            PutScalingPolicyRequest in, StoredTarget target, @Nullable StoredPolicy before, Call call) {
        TargetKey key = target.key();
        String type = in.policyType() != null
                ? in.policyType()
                : before != null ? Objects.requireNonNull(before.shown().policyType()) : PolicyType.STEP_SCALING;
        ScalingPolicy.Builder shown = ScalingPolicy.builder()
                .policyARN(before == null ? arn(in, target, call) : before.arn())
                .policyName(in.policyName())
                .serviceNamespace(key.namespace())
                .resourceId(key.resource())
                .scalableDimension(key.dimension())
                .policyType(type)
                .creationTime(before == null ? call.time() : before.shown().creationTime());
        switch (type) {
            case PolicyType.TARGET_TRACKING_SCALING -> {
                if (in.targetTrackingScalingPolicyConfiguration() == null
                        || !key.scaled().takesTracking()) {
                    throw unfit(type, key);
                }
                TargetTracking tracking = new TargetTracking(key, in.targetTrackingScalingPolicyConfiguration());
                tracking.check();
                shown.targetTrackingScalingPolicyConfiguration(tracking.configuration())
                        .alarms(PolicyAlarms.named(tracking, call));
            }
            case PolicyType.STEP_SCALING -> {
                if (in.stepScalingPolicyConfiguration() == null || !key.scaled().takesSteps()) {
                    throw unfit(type, key);
                }
                new StepScaling(in.stepScalingPolicyConfiguration()).check(limits);
                shown.stepScalingPolicyConfiguration(in.stepScalingPolicyConfiguration());
            }
            default -> {
                // "Predictive scaling is only supported for Amazon ECS services" (User Guide, Predictive scaling).
                if (in.predictiveScalingPolicyConfiguration() == null || key.scaled() != ScaledDimension.ECS_SERVICE) {
                    throw unfit(type, key);
                }
                shown.predictiveScalingPolicyConfiguration(in.predictiveScalingPolicyConfiguration());
            }
        }
        return before == null ? StoredPolicy.of(shown.build()) : before.with(shown.build());
    }

    private static ApiException unfit(String type, TargetKey key) {
        return ApplicationAutoScalingErrors.validation("Policy type " + type + " needs its configuration, and must be"
                + " supported for " + key.dimension() + ".");
    }

    private static String arn(PutScalingPolicyRequest in, StoredTarget target, Call call) {
        return call.arn(
                        "autoscaling",
                        "scalingPolicy:" + target.id() + ":resource/" + in.serviceNamespace() + "/" + in.resourceId()
                                + ":policyName/" + in.policyName())
                .toString();
    }

    private void checkBeside(Snapshot snapshot, ApplicationAutoScalingTables tables, StoredPolicy policy) {
        List<StoredPolicy> others = Targets.policies(snapshot, tables, policy.target()).stream()
                .filter(other -> !other.name().equals(policy.name()))
                .toList();
        long most = ApplicationAutoScalingLimits.POLICIES.in(limits);
        if (others.size() >= most) {
            throw ApplicationAutoScalingErrors.limit(ApplicationAutoScalingLimits.POLICIES.unit(), most);
        }
        if (policy.isTracking()
                && others.stream().filter(StoredPolicy::isTracking).anyMatch(other -> PolicyAlarms.tracking(other)
                        .looksAtTheSameAs(PolicyAlarms.tracking(policy)))) {
            throw ApplicationAutoScalingErrors.sameMetric();
        }
    }

    @Override
    public DescribeScalingPoliciesResponse describeScalingPolicies(DescribeScalingPoliciesRequest in, Call call) {
        Pages.requireResource(in.scalableDimension(), in.resourceId() != null);
        int size = Pages.size(in.maxResults());
        List<String> names = in.policyNames();
        Page<Row<PolicyKey, StoredPolicy>> page =
                Pages.page(() -> call.read(snapshot -> ApplicationAutoScalingTables.of(call)
                        .policies
                        .page(
                                snapshot,
                                Range.prefix(in.serviceNamespace()),
                                size,
                                in.nextToken(),
                                "DescribeScalingPolicies" + names + in.resourceId() + " " + in.scalableDimension(),
                                row -> matches(row.key(), names, in.resourceId(), in.scalableDimension()))));
        return DescribeScalingPoliciesResponse.builder()
                .scalingPolicies(page.items().stream()
                        .map(Row::value)
                        .map(policy -> policy.shown().toBuilder()
                                .alarms(alarms.of(policy, OwnCalls.of(call, policy.target())))
                                .build())
                        .toList())
                .nextToken(page.next().orElse(null))
                .build();
    }

    /** Whether a list that names some shows what has this key. */
    static boolean matches(PolicyKey key, List<String> names, @Nullable String resource, @Nullable String dimension) {
        return (names.isEmpty() || names.contains(key.name()))
                && (resource == null || resource.equals(key.resource()))
                && (dimension == null || dimension.equals(key.dimension()));
    }

    @Override
    public DeleteScalingPolicyResponse deleteScalingPolicy(DeleteScalingPolicyRequest in, Call call) {
        TargetKey key = TargetKey.of(in.serviceNamespace(), in.resourceId(), in.scalableDimension());
        PolicyKey place = new PolicyKey(key, in.policyName());
        StoredPolicy gone = call.write(tx -> {
            ApplicationAutoScalingTables tables = ApplicationAutoScalingTables.of(call);
            StoredPolicy policy = tables.policies
                    .get(tx, place)
                    .orElseThrow(() -> ApplicationAutoScalingErrors.noPolicy(key, place.name()));
            tables.policies.delete(tx, place);
            return policy;
        });
        alarms.delete(gone, OwnCalls.of(call, key));
        return DeleteScalingPolicyResponse.of();
    }

    @Override
    public ExecuteScalingPolicyResponse executeScalingPolicy(ExecuteScalingPolicyRequest in, Call call) {
        if (!(call.principal() instanceof Principal.Service service)
                || !service.name().equals(CLOUDWATCH)) {
            throw ApplicationAutoScalingErrors.unknownOperation();
        }
        execution.run(in.policyARN(), in.alarmName(), call);
        return ExecuteScalingPolicyResponse.of();
    }
}
