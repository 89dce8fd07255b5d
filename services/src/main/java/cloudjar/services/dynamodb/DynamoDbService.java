package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.DynamoDb;
import cloudjar.api.dynamodb.DynamoDbOf;
import cloudjar.api.dynamodbstreams.DynamoDbStreams;
import cloudjar.kernel.call.Wiring;
import cloudjar.kernel.limit.LimitProfile;

/** DynamoDB, put together from its groups of operations. */
public final class DynamoDbService {
    private DynamoDbService() {}

    /** The service. */
    public static DynamoDb of(Wiring wiring) {
        LimitProfile limits = wiring.limits();
        Throughput throughput = new Throughput(wiring.throttling());
        TableLife life = new TableLife(limits, wiring.pace());
        DynamoDbTimers.register(wiring.timers());
        wiring.timers().register(ExportJob.TIMER, new ExportJob(wiring.cloud())::fire);
        wiring.timers().register(ImportJob.TIMER, new ImportJob(wiring.cloud())::fire);
        TableKey key = new TableKey(wiring.cloud());
        wiring.timers().register(KeyWatch.TIMER, new KeyWatch(key)::fire);
        KinesisDelivery delivery = new KinesisDelivery(wiring.cloud());
        wiring.timers().register(KinesisDelivery.TIMER, delivery::fire);
        wiring.access().rules(DynamoDb.API.id(), DynamoDbIam.RULES);
        wiring.access().rules(DynamoDbStreams.API.id(), DynamoDbStreamsIam.RULES);
        wiring.access().policies("dynamodb", new TablePolicies());
        return new DynamoDbOf(
                new TableOperations(limits, life, key),
                new TableSettingOperations(limits, delivery),
                new ItemOperations(throughput),
                new TransactionOperations(throughput),
                new StatementOperations(throughput),
                new BackupOperations(new TableRestorer(limits, life)),
                new TransferOperations(limits, life),
                new GlobalTableOperations());
    }
}
