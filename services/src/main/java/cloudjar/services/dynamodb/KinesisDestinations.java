package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.DescribeKinesisStreamingDestinationInput;
import cloudjar.api.dynamodb.DescribeKinesisStreamingDestinationOutput;
import cloudjar.api.dynamodb.DestinationStatus;
import cloudjar.api.dynamodb.EnableKinesisStreamingConfiguration;
import cloudjar.api.dynamodb.KinesisDataStreamDestination;
import cloudjar.api.dynamodb.KinesisStreamingDestinationInput;
import cloudjar.api.dynamodb.KinesisStreamingDestinationOutput;
import cloudjar.api.dynamodb.UpdateKinesisStreamingConfiguration;
import cloudjar.api.dynamodb.UpdateKinesisStreamingDestinationInput;
import cloudjar.api.dynamodb.UpdateKinesisStreamingDestinationOutput;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Tx;
import java.util.ArrayList;
import java.util.List;

/** The streams of Kinesis that tables are to be written to. */
final class KinesisDestinations {
    private static final String STATE = "Table is not in a valid state to enable Kinesis Streaming Destination: ";

    private KinesisDestinations() {}

    static KinesisStreamingDestinationOutput enable(
            KinesisStreamingDestinationInput in, Call call, KinesisDelivery delivery) {
        String name = TableName.of(in.tableName());
        EnableKinesisStreamingConfiguration wanted = in.enableKinesisStreamingConfiguration();
        String precision = wanted == null ? null : wanted.approximateCreationDateTimePrecision();
        String failure = delivery.obstacle(in.streamArn(), call);
        call.write(tx -> {
            DynamoTable table = TableLookup.named(tx, call, name);
            var destinations = DynamoDbTables.DESTINATIONS.in(call.scope());
            KinesisDestination.Key key = new KinesisDestination.Key(table.id(), in.streamArn());
            if (destinations.get(tx, key).filter(KinesisDestination::active).isPresent()) {
                throw DynamoDbErrors.validation(STATE
                        + "EnableKinesisStreamingDestination must be DISABLED or ENABLE_FAILED to perform ENABLE"
                        + " operation.");
            }
            destinations.put(tx, key, new KinesisDestination(failure == null, precision, failure));
            tell(tx, call, table);
            return null;
        });
        return answer(in, name, DestinationStatus.ENABLING);
    }

    static KinesisStreamingDestinationOutput disable(KinesisStreamingDestinationInput in, Call call) {
        String name = TableName.of(in.tableName());
        if (in.enableKinesisStreamingConfiguration() != null
                && in.enableKinesisStreamingConfiguration().approximateCreationDateTimePrecision() != null) {
            throw DynamoDbErrors.validation(
                    "Stream cannot be disabled using EnableKinesisStreamingConfiguration parameters");
        }
        call.write(tx -> {
            DynamoTable table = TableLookup.named(tx, call, name);
            var destinations = DynamoDbTables.DESTINATIONS.in(call.scope());
            KinesisDestination.Key key = new KinesisDestination.Key(table.id(), in.streamArn());
            KinesisDestination active = destinations
                    .get(tx, key)
                    .filter(KinesisDestination::active)
                    .orElseThrow(() -> DynamoDbErrors.validation(
                            STATE + "KinesisStreamingDestination must be ACTIVE to perform DISABLE operation."));
            destinations.put(tx, key, new KinesisDestination(false, active.precision(), null));
            tell(tx, call, table);
            return null;
        });
        return answer(in, name, DestinationStatus.DISABLING);
    }

    /** From now on the changes of the table are kept for those streams that are switched on. */
    private static void tell(Tx tx, Call call, DynamoTable table) {
        List<String> active = new ArrayList<>();
        for (Row<KinesisDestination.Key, KinesisDestination> row :
                DynamoDbTables.DESTINATIONS.in(call.scope()).rows(tx, Range.prefix(table.id()))) {
            if (row.value().active()) {
                active.add(row.key().streamArn());
            }
        }
        DynamoDbTables.TABLES
                .in(call.scope())
                .put(tx, table.name(), table.telling(table.told().withDestinations(active)));
    }

    private static String status(KinesisDestination destination) {
        if (destination.active()) {
            return DestinationStatus.ACTIVE;
        }
        return destination.failure() == null ? DestinationStatus.DISABLED : DestinationStatus.ENABLE_FAILED;
    }

    private static KinesisStreamingDestinationOutput answer(
            KinesisStreamingDestinationInput in, String name, String status) {
        boolean enabling = status.equals(DestinationStatus.ENABLING);
        EnableKinesisStreamingConfiguration given = in.enableKinesisStreamingConfiguration();
        EnableKinesisStreamingConfiguration shown =
                given == null ? EnableKinesisStreamingConfiguration.builder().build() : given;
        return KinesisStreamingDestinationOutput.builder()
                .tableName(name)
                .streamArn(in.streamArn())
                .destinationStatus(status)
                .enableKinesisStreamingConfiguration(enabling ? shown : null)
                .build();
    }

    static DescribeKinesisStreamingDestinationOutput describe(DescribeKinesisStreamingDestinationInput in, Call call) {
        String name = TableName.of(in.tableName());
        List<KinesisDataStreamDestination> found = call.read(snapshot -> {
            DynamoTable table = TableLookup.named(snapshot, call, name);
            List<KinesisDataStreamDestination> all = new ArrayList<>();
            for (Row<KinesisDestination.Key, KinesisDestination> row :
                    DynamoDbTables.DESTINATIONS.in(call.scope()).rows(snapshot, Range.prefix(table.id()))) {
                all.add(KinesisDataStreamDestination.builder()
                        .streamArn(row.key().streamArn())
                        .destinationStatus(status(row.value()))
                        .destinationStatusDescription(row.value().failure())
                        .approximateCreationDateTimePrecision(row.value().precision())
                        .build());
            }
            return all;
        });
        return DescribeKinesisStreamingDestinationOutput.builder()
                .tableName(name)
                .kinesisDataStreamDestinations(found)
                .build();
    }

    static UpdateKinesisStreamingDestinationOutput update(UpdateKinesisStreamingDestinationInput in, Call call) {
        String name = TableName.of(in.tableName());
        UpdateKinesisStreamingConfiguration wanted = in.updateKinesisStreamingConfiguration();
        String precision = wanted == null ? null : wanted.approximateCreationDateTimePrecision();
        if (precision == null) {
            throw DynamoDbErrors.validation("Streaming destination cannot be updated with given parameters:"
                    + " UpdateKinesisStreamingConfiguration cannot be null or contain only null values");
        }
        call.write(tx -> {
            DynamoTable table = TableLookup.named(tx, call, name);
            var destinations = DynamoDbTables.DESTINATIONS.in(call.scope());
            KinesisDestination.Key key = new KinesisDestination.Key(table.id(), in.streamArn());
            KinesisDestination known = destinations.get(tx, key).orElseThrow(() -> noDestination(in.streamArn(), name));
            if (!known.active()) {
                throw DynamoDbErrors.validation(STATE + "Kinesis streaming is not in ACTIVE state. Updates are only"
                        + " allowed in ACTIVE state. TableName: " + name + ", kdsArn: " + in.streamArn());
            }
            if (precision.equals(known.precision())) {
                throw DynamoDbErrors.validation("Invalid Request: Precision is already set to the desired value of "
                        + precision + " for tableId: " + table.id() + ", kdsArn: " + in.streamArn());
            }
            destinations.put(tx, key, new KinesisDestination(true, precision, null));
            return null;
        });
        return UpdateKinesisStreamingDestinationOutput.builder()
                .tableName(name)
                .streamArn(in.streamArn())
                .destinationStatus(DestinationStatus.UPDATING)
                .updateKinesisStreamingConfiguration(wanted)
                .build();
    }

    private static ApiException noDestination(String streamArn, String table) {
        return DynamoDbErrors.validation(STATE + "No streaming destination with streamArn: " + streamArn
                + " found for table with tableName: " + table);
    }
}
