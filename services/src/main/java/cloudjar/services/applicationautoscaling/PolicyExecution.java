package cloudjar.services.applicationautoscaling;

import cloudjar.api.applicationautoscaling.NotScaledReason;
import cloudjar.api.applicationautoscaling.ScalingActivity;
import cloudjar.api.cloudwatch.Metric;
import cloudjar.api.cloudwatch.MetricAlarm;
import cloudjar.api.cloudwatch.MetricDataQuery;
import cloudjar.api.cloudwatch.MetricStat;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.services.applicationautoscaling.PolicyAlarms.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** Carries a policy out because of an alarm: which capacity there is to be, whether it may be now, and that it is. */
final class PolicyExecution {
    private static final String CREATED_BY = ":createdBy/";
    private static final String ALARM = "ALARM";
    private static final int LOW_MINUTES = 15;
    private static final int MINUTE = 60;

    private final Scaling scaling;
    private final PolicyAlarms alarms;

    PolicyExecution(Scaling scaling, PolicyAlarms alarms) {
        this.scaling = scaling;
        this.alarms = alarms;
    }

    /** One execution: a policy of a target, for an alarm. */
    private record Run(StoredTarget target, StoredPolicy policy, String alarm, Call own) {
        String cause() {
            return "monitor alarm " + alarm + " in state ALARM triggered policy " + policy.name();
        }

        TargetKey key() {
            return target.key();
        }
    }

    /** Carries out the policy that an alarm's action names. */
    void run(String policyArn, String alarmName, Call call) {
        int created = policyArn.indexOf(CREATED_BY);
        String arn = created < 0 ? policyArn : policyArn.substring(0, created);
        Arn named = Arn.parse(arn)
                .orElseThrow(() -> ApplicationAutoScalingErrors.validation("Not the ARN of a policy: " + arn));
        Call there = call.in(named.account(), named.region());
        ApplicationAutoScalingTables tables = ApplicationAutoScalingTables.of(there);
        StoredPolicy policy = there.read(snapshot -> tables.policiesByArn
                .get(snapshot, arn)
                .orElseThrow(() -> ApplicationAutoScalingErrors.validation("There is no policy " + arn)));
        StoredTarget target = there.read(snapshot -> Targets.find(snapshot, there, policy.target()));
        Call own = OwnCalls.of(there, policy.target());
        Run run = new Run(target, policy, alarmName, own);
        OptionalInt capacity;
        try {
            capacity = scaling.required(policy.target(), own);
        } catch (ApiException e) {
            refuse(run, e.code(), Activities.unknown(run.key(), run.cause(), e, own));
            return;
        }
        MetricAlarm alarm = alarms.find(alarmName, own).orElse(null);
        if (capacity.isEmpty() || alarm == null) {
            return;
        }
        if (policy.isTracking()) {
            track(run, alarm, capacity.getAsInt());
        } else if (policy.isStep()) {
            step(run, alarm, capacity.getAsInt());
        }
    }

    private void track(Run run, MetricAlarm alarm, int capacity) {
        TargetTracking tracking = PolicyAlarms.tracking(run.policy());
        Optional<Kind> kind = Kind.of(run.policy(), run.alarm());
        if (kind.isPresent() && kind.get().isProvisioned()) {
            // Somebody else has changed the capacity: the thresholds follow it.
            alarms.put(run.policy(), capacity, run.own());
            return;
        }
        boolean low = kind.isPresent()
                ? kind.get() == Kind.LOW
                : Objects.requireNonNull(alarm.comparisonOperator()).startsWith("Less");
        List<Double> measured = alarms.measured(
                TrackedMetric.of(run.key(), tracking.configuration()).queries(),
                low ? LOW_MINUTES : tracking.highPeriods(),
                run.own());
        if (measured.isEmpty()) {
            return;
        }
        // Out by the newest value; in by the largest of the time in which all were low, so as not to swing.
        double value =
                low ? measured.stream().mapToDouble(Double::doubleValue).max().orElseThrow() : measured.getFirst();
        int wanted = tracking.wanted(capacity, value);
        boolean wrongWay = low ? wanted > capacity : wanted < capacity;
        if (wrongWay || low && !(tracking.scalesIn() && othersAreLow(run))) {
            return;
        }
        move(run, capacity, wanted, low ? tracking.inCooldownSeconds() : tracking.outCooldownSeconds());
    }

    /** Where several policies track, capacity is only given back when all of them would (User Guide, Target tracking). */
    private boolean othersAreLow(Run run) {
        List<StoredPolicy> all = run.own()
                .read(snapshot -> Targets.policies(snapshot, ApplicationAutoScalingTables.of(run.own()), run.key()));
        return all.stream()
                .filter(other ->
                        other.isTracking() && !other.name().equals(run.policy().name()))
                .flatMap(other -> other.shown().alarms().stream()
                        .filter(alarm -> Kind.of(other, alarm.alarmName()).orElseThrow() == Kind.LOW))
                .allMatch(alarm -> alarms.find(alarm.alarmName(), run.own())
                        .filter(found -> ALARM.equals(found.stateValue()))
                        .isPresent());
    }

    private void step(Run run, MetricAlarm alarm, int capacity) {
        StepScaling steps =
                new StepScaling(Objects.requireNonNull(run.policy().shown().stepScalingPolicyConfiguration()));
        double threshold = Objects.requireNonNullElse(alarm.threshold(), 0.0);
        String aggregation = Objects.requireNonNullElse(steps.configuration().metricAggregationType(), "Average");
        int period = Objects.requireNonNullElse(alarm.period(), MINUTE);
        int minutes = Math.max(1, Objects.requireNonNullElse(alarm.evaluationPeriods(), 1) * period / MINUTE);
        List<Double> measured = alarms.measured(queries(alarm, aggregation, period), minutes, run.own());
        // An alarm that was set by hand may be about nothing that was measured: it is then just at its threshold.
        double value = measured.isEmpty() ? threshold : measured.getFirst();
        boolean above = Objects.requireNonNull(alarm.comparisonOperator()).startsWith("Greater");
        OptionalInt wanted = steps.wanted(capacity, value - threshold, above);
        if (wanted.isPresent()) {
            move(run, capacity, wanted.getAsInt(), steps.cooldownSeconds());
        }
    }

    private static List<MetricDataQuery> queries(MetricAlarm alarm, String aggregation, int period) {
        if (!alarm.metrics().isEmpty()) {
            return alarm.metrics();
        }
        return new TrackedMetric(
                        Metric.builder()
                                .namespace(alarm.namespace())
                                .metricName(alarm.metricName())
                                .dimensions(alarm.dimensions())
                                .build(),
                        aggregation,
                        alarm.unit(),
                        List.of())
                .queries().stream()
                        .map(query -> query.toBuilder()
                                .metricStat(stat(query, period))
                                .build())
                        .toList();
    }

    private static MetricStat stat(MetricDataQuery query, int period) {
        return Objects.requireNonNull(query.metricStat()).toBuilder()
                .period(period)
                .build();
    }

    private void move(Run run, int capacity, int asked, int cooldownSeconds) {
        StoredTarget target = run.target();
        int wanted = target.clamped(asked);
        if (wanted == capacity) {
            refuse(run, stays(target, capacity, asked));
            return;
        }
        boolean out = wanted > capacity;
        if (out ? target.suspendsOut() : target.suspendsIn()) {
            return;
        }
        if (rests(run, out, wanted - capacity, cooldownSeconds)) {
            return;
        }
        if (scaling.set(run.key(), wanted, run.cause(), run.own())) {
            keep(run.policy().moved(wanted - capacity, run.own().time()), run.own());
            follow(run, wanted);
        }
    }

    /** Whether a cooldown holds: for scaling in, or for scaling out by no more than last time. */
    private static boolean rests(Run run, boolean out, int by, int cooldownSeconds) {
        Instant last = out ? run.policy().outAt() : run.policy().inAt();
        boolean resting = last != null
                && last.plusSeconds(cooldownSeconds).isAfter(run.own().time());
        return resting && !(out && by > run.policy().outBy());
    }

    private static NotScaledReason stays(StoredTarget target, int capacity, int asked) {
        NotScaledReason.Builder reason = NotScaledReason.builder();
        if (asked > capacity) {
            reason.code_("AlreadyAtMaxCapacity").maxCapacity(target.shown().maxCapacity());
        } else if (asked < capacity) {
            reason.code_("AlreadyAtMinCapacity").minCapacity(target.shown().minCapacity());
        } else {
            reason.code_("AlreadyAtDesiredCapacity");
        }
        return reason.currentCapacity(capacity).build();
    }

    private static void refuse(Run run, NotScaledReason reason) {
        refuse(run, reason.code_(), Activities.notScaled(run.key(), run.cause(), reason, run.own()));
    }

    /** Notes why nothing was done: once, since alarms ask every minute. */
    private static void refuse(Run run, String why, ScalingActivity activity) {
        if (!why.equals(run.policy().notScaled())) {
            keep(run.policy().refused(why), run.own());
            Scaling.note(activity, run.own());
        }
    }

    private static void keep(StoredPolicy policy, Call own) {
        boolean unused = own.write(tx -> {
            ApplicationAutoScalingTables tables = ApplicationAutoScalingTables.of(own);
            StoredPolicy now = tables.policies.get(tx, policy.key()).orElse(null);
            if (now != null) {
                tables.policies.put(tx, policy.key(), policy.with(now.shown()));
            }
            return true;
        });
    }

    /** The alarms of all policies that count units follow the new capacity. */
    private void follow(Run run, int capacity) {
        List<StoredPolicy> all = run.own()
                .read(snapshot -> Targets.policies(snapshot, ApplicationAutoScalingTables.of(run.own()), run.key()));
        all.stream()
                .filter(policy ->
                        policy.isTracking() && PolicyAlarms.tracking(policy).countsUnits())
                .forEach(policy -> alarms.put(policy, capacity, run.own()));
    }
}
