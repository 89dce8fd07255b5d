package cloudjar.services.kinesis;

import cloudjar.api.cloudwatch.CloudWatch;
import cloudjar.api.kinesis.Kinesis;
import cloudjar.api.kinesis.KinesisOf;
import cloudjar.kernel.call.Wiring;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.services.MetricData;

/** Kinesis Data Streams, put together from its groups of operations. */
public final class KinesisService {
    private KinesisService() {}

    /** The service. */
    public static Kinesis of(Wiring wiring) {
        wiring.access().rules(Kinesis.API.id(), KinesisIam.RULES);
        wiring.access().policies("kinesis", new ResourceSides());
        KinesisTimers.register(wiring.timers());
        LimitProfile limits = wiring.limits();
        MetricData metrics = new MetricData(wiring.cloud().client(CloudWatch.API), "kinesis.amazonaws.com", limits);
        wiring.cloud().endedCalls().tell(new StreamMetrics(metrics));
        StreamLife life = new StreamLife(wiring.pace());
        RecordCipher cipher = new RecordCipher(wiring.cloud());
        ShardThroughput throughput = new ShardThroughput(wiring.throttling());
        return new KinesisOf(
                new StreamOperations(limits, life),
                new SettingOperations(limits, life, cipher),
                new ShardOperations(limits, life),
                new RecordOperations(limits, new Intake(cipher, throughput), cipher, throughput),
                new ConsumerOperations(limits, life, new Subscriptions(limits, cipher)),
                new TagOperations(limits),
                new PolicyOperations(limits),
                new AccountOperations(limits));
    }
}
