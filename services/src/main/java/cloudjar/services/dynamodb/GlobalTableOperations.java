package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.CreateGlobalTableInput;
import cloudjar.api.dynamodb.CreateGlobalTableOutput;
import cloudjar.api.dynamodb.DescribeGlobalTableInput;
import cloudjar.api.dynamodb.DescribeGlobalTableOutput;
import cloudjar.api.dynamodb.DescribeGlobalTableSettingsInput;
import cloudjar.api.dynamodb.DescribeGlobalTableSettingsOutput;
import cloudjar.api.dynamodb.GlobalTables;
import cloudjar.api.dynamodb.ListGlobalTablesInput;
import cloudjar.api.dynamodb.ListGlobalTablesOutput;
import cloudjar.api.dynamodb.UpdateGlobalTableInput;
import cloudjar.api.dynamodb.UpdateGlobalTableOutput;
import cloudjar.api.dynamodb.UpdateGlobalTableSettingsInput;
import cloudjar.api.dynamodb.UpdateGlobalTableSettingsOutput;
import cloudjar.kernel.call.Call;
import java.util.List;

/**
 * Global tables of version 2017.11.29, which AWS makes no more: there are none, and none can be made. Those of version
 * 2019.11.21 are {@link Replicas}.
 */
final class GlobalTableOperations implements GlobalTables {
    @Override
    public CreateGlobalTableOutput createGlobalTable(CreateGlobalTableInput in, Call call) {
        throw ReplicaErrors.legacy();
    }

    @Override
    public UpdateGlobalTableOutput updateGlobalTable(UpdateGlobalTableInput in, Call call) {
        throw ReplicaErrors.legacy();
    }

    @Override
    public DescribeGlobalTableOutput describeGlobalTable(DescribeGlobalTableInput in, Call call) {
        throw ReplicaErrors.globalTableNotFound(in.globalTableName());
    }

    @Override
    public ListGlobalTablesOutput listGlobalTables(ListGlobalTablesInput in, Call call) {
        return ListGlobalTablesOutput.builder().globalTables(List.of()).build();
    }

    @Override
    public DescribeGlobalTableSettingsOutput describeGlobalTableSettings(
            DescribeGlobalTableSettingsInput in, Call call) {
        throw ReplicaErrors.globalTableNotFound(in.globalTableName());
    }

    @Override
    public UpdateGlobalTableSettingsOutput updateGlobalTableSettings(UpdateGlobalTableSettingsInput in, Call call) {
        throw ReplicaErrors.globalTableNotFound(in.globalTableName());
    }
}
