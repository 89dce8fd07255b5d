package cloudjar.services.dynamodb;

import cloudjar.api.cloudwatch.CloudWatch;
import cloudjar.api.dynamodb.DynamoDb;
import cloudjar.api.dynamodb.DynamoDbOf;
import cloudjar.api.dynamodbstreams.DynamoDbStreams;
import cloudjar.kernel.call.Wiring;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.services.MetricData;

/** DynamoDB, put together from its groups of operations. */
public final class DynamoDbService {
    private DynamoDbService() {}

    /** The service. */
    public static DynamoDb of(Wiring wiring) {
        LimitProfile limits = wiring.limits();
        TableMetrics metrics =
                new TableMetrics(new MetricData(wiring.cloud().client(CloudWatch.API), OwnCall.SERVICE, limits));
        wiring.cloud().endedCalls().tell(new OperationMetrics(metrics));
        ReplicaAutoScaling scaling = new ReplicaAutoScaling(wiring.cloud());
        Throughput throughput = new Throughput(wiring.throttling(), metrics);
        TableLife life = new TableLife(limits, wiring.pace());
        TableKey key = new TableKey(wiring.cloud());
        Unsealing unsealing = new Unsealing(key);
        DynamoDbTimers.register(wiring.timers(), unsealing);
        wiring.timers().register(ExportJob.TIMER, new ExportJob(wiring.cloud(), unsealing)::fire);
        wiring.timers().register(ImportJob.TIMER, new ImportJob(wiring.cloud(), unsealing)::fire);
        wiring.timers().register(KeyWatch.TIMER, new KeyWatch(key)::fire);
        KinesisDelivery delivery = new KinesisDelivery(wiring.cloud(), unsealing);
        wiring.timers().register(KinesisDelivery.TIMER, delivery::fire);
        wiring.access().rules(DynamoDb.API.id(), DynamoDbIam.RULES);
        wiring.access().rules(DynamoDbStreams.API.id(), DynamoDbStreamsIam.RULES);
        wiring.access().policies("dynamodb", new TablePolicies());
        return new DynamoDbOf(
                new TableOperations(limits, life, key, scaling),
                new TableSettingOperations(limits, delivery, unsealing),
                new ItemOperations(throughput, unsealing),
                new TransactionOperations(throughput, unsealing),
                new StatementOperations(throughput, unsealing),
                new BackupOperations(new TableRestorer(limits, life, key)),
                new TransferOperations(limits, life, key),
                new GlobalTableOperations(scaling));
    }
}
