package cloudjar.services.kinesis;

import cloudjar.api.kinesis.AccountSettings;
import cloudjar.api.kinesis.DescribeAccountSettingsInput;
import cloudjar.api.kinesis.DescribeAccountSettingsOutput;
import cloudjar.api.kinesis.DescribeLimitsInput;
import cloudjar.api.kinesis.DescribeLimitsOutput;
import cloudjar.api.kinesis.MinimumThroughputBillingCommitmentInputStatus;
import cloudjar.api.kinesis.MinimumThroughputBillingCommitmentOutput;
import cloudjar.api.kinesis.MinimumThroughputBillingCommitmentOutputStatus;
import cloudjar.api.kinesis.UpdateAccountSettingsInput;
import cloudjar.api.kinesis.UpdateAccountSettingsOutput;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.kinesis.KinesisTables.Commitment;
import java.time.Duration;
import java.time.Instant;

/** What an account may have, and what it has settled with AWS. */
final class AccountOperations implements AccountSettings {
    /** Source: Kinesis Data Streams Developer Guide, On-demand Advantage mode: "a minimum duration of 24 hours". */
    private static final Duration COMMITTED = Duration.ofHours(24);

    private static final String ONE = "account";
    private static final Commitment NONE = new Commitment(false, null, null);

    private final LimitProfile limits;

    AccountOperations(LimitProfile limits) {
        this.limits = limits;
    }

    /** How many shards and on-demand streams there are. */
    private record Usage(long shards, long onDemand) {
        static Usage of(Snapshot snapshot, Scope scope) {
            long shards = 0;
            long onDemand = 0;
            for (var row : KinesisTables.STREAMS.in(scope).rows(snapshot)) {
                if (row.value().onDemand()) {
                    onDemand++;
                } else {
                    shards += row.value().open();
                }
            }
            return new Usage(shards, onDemand);
        }
    }

    /**
     * Refuses more shards of a stream, or the stream, than an account may have.
     *
     * @param more how many shards it would get
     */
    static void requireRoom(Snapshot snapshot, Scope scope, DataStream stream, int more, LimitProfile limits) {
        Usage usage = Usage.of(snapshot, scope);
        if (stream.onDemand()) {
            long most = KinesisLimits.ON_DEMAND_STREAMS.in(limits);
            if (stream.open() == 0 && usage.onDemand >= most) {
                throw KinesisErrors.limit("This request would exceed the limit of " + most
                        + " on-demand streams for the account " + scope.account() + " in " + scope.region() + ".");
            }
            return;
        }
        long most = KinesisLimits.SHARDS.in(limits);
        if (usage.shards + more > most) {
            throw KinesisErrors.shardLimit(scope.account(), scope.region(), usage.shards, most, more);
        }
    }

    /** Refuses warm throughput where it is not to be had. */
    static void requireCommitment(Snapshot snapshot, DataStream stream) {
        if (!stream.onDemand()) {
            throw KinesisErrors.validation("Warm throughput is for streams in ON_DEMAND mode.");
        }
        if (!commitment(snapshot, stream.scope()).enabled()) {
            throw KinesisErrors.validation(
                    "Warm throughput needs MinimumThroughputBillingCommitment to be enabled for the account.");
        }
    }

    private static Commitment commitment(Snapshot snapshot, Scope scope) {
        return KinesisTables.COMMITMENT.in(scope).get(snapshot, ONE).orElse(NONE);
    }

    @Override
    public DescribeLimitsOutput describeLimits(DescribeLimitsInput in, Call call) {
        Usage usage = call.read(snapshot -> Usage.of(snapshot, call.scope()));
        return DescribeLimitsOutput.builder()
                .shardLimit(KinesisLimits.SHARDS.intIn(limits))
                .openShardCount((int) usage.shards)
                .onDemandStreamCount((int) usage.onDemand)
                .onDemandStreamCountLimit(KinesisLimits.ON_DEMAND_STREAMS.intIn(limits))
                .build();
    }

    @Override
    public DescribeAccountSettingsOutput describeAccountSettings(DescribeAccountSettingsInput in, Call call) {
        return DescribeAccountSettingsOutput.builder()
                .minimumThroughputBillingCommitment(
                        shown(call.read(snapshot -> commitment(snapshot, call.scope())), call.time()))
                .build();
    }

    @Override
    public UpdateAccountSettingsOutput updateAccountSettings(UpdateAccountSettingsInput in, Call call) {
        boolean wanted = in.minimumThroughputBillingCommitment()
                .status_()
                .equals(MinimumThroughputBillingCommitmentInputStatus.ENABLED);
        Commitment now = call.write(tx -> {
            Commitment before = commitment(tx, call.scope());
            if (before.enabled() == wanted) {
                return before;
            }
            Commitment changed = wanted
                    ? new Commitment(true, call.time(), null)
                    : new Commitment(false, before.started(), call.time());
            Instant started = before.started();
            if (!wanted && started != null && call.time().isBefore(started.plus(COMMITTED))) {
                throw KinesisErrors.validation("MinimumThroughputBillingCommitment cannot be disabled before "
                        + started.plus(COMMITTED) + ".");
            }
            KinesisTables.COMMITMENT.in(call.scope()).put(tx, ONE, changed);
            return changed;
        });
        return UpdateAccountSettingsOutput.builder()
                .minimumThroughputBillingCommitment(shown(now, call.time()))
                .build();
    }

    private static MinimumThroughputBillingCommitmentOutput shown(Commitment commitment, Instant now) {
        Instant started = commitment.started();
        Instant earliest = started == null ? null : started.plus(COMMITTED);
        return MinimumThroughputBillingCommitmentOutput.builder()
                .status_(
                        commitment.enabled()
                                ? MinimumThroughputBillingCommitmentOutputStatus.ENABLED
                                : MinimumThroughputBillingCommitmentOutputStatus.DISABLED)
                .startedAt(started)
                .endedAt(commitment.ended())
                .earliestAllowedEndAt(
                        commitment.enabled() && earliest != null && earliest.isAfter(now) ? earliest : null)
                .build();
    }
}
