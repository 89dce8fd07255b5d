package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.DynamoDb;
import cloudjar.api.dynamodb.DynamoDbOf;
import cloudjar.api.dynamodb.GlobalTables;
import cloudjar.api.dynamodb.Statements;
import cloudjar.api.dynamodb.Transactions;
import cloudjar.api.dynamodb.Transfers;
import cloudjar.kernel.limit.LimitProfile;

/** DynamoDB, put together from its groups of operations. */
public final class DynamoDbService {
    private DynamoDbService() {}

    /** The service with the quotas of a profile. */
    public static DynamoDb of(LimitProfile limits) {
        return new DynamoDbOf(
                new TableOperations(limits),
                new TableSettingOperations(limits),
                new ItemOperations(),
                new Transactions() {},
                new Statements() {},
                new BackupOperations(),
                new Transfers() {},
                new GlobalTables() {});
    }
}
