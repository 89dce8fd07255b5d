package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.GlobalTableWitnessDescription;
import cloudjar.api.dynamodb.GlobalTableWitnessGroupUpdate;
import cloudjar.api.dynamodb.MultiRegionConsistency;
import cloudjar.api.dynamodb.WitnessStatus;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Snapshot;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What global tables with multi-Region strong consistency are held to. Their reads and writes are as those of any others here:
 * a write is in every replica before it is answered.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html">How global tables
 *     work</a>
 */
final class StrongConsistency {
    private static final int ADDED = 2;

    private static final List<Set<String>> REGION_SETS = List.of(
            Set.of("us-east-1", "us-east-2", "us-west-2"),
            Set.of("eu-west-1", "eu-west-2", "eu-west-3", "eu-central-1"),
            Set.of("ap-northeast-1", "ap-northeast-2", "ap-northeast-3"));

    private StrongConsistency() {}

    static boolean isOf(DynamoTable table) {
        return MultiRegionConsistency.STRONG.equals(table.description().multiRegionConsistency());
    }

    /** The table as one of a group of this kind, with the witness that it is to have. */
    static DynamoTable of(DynamoTable table, List<GlobalTableWitnessGroupUpdate> witnesses) {
        List<GlobalTableWitnessDescription> described = created(witnesses).stream()
                .map(region -> GlobalTableWitnessDescription.builder()
                        .regionName(region)
                        .witnessStatus(WitnessStatus.ACTIVE)
                        .build())
                .toList();
        return table.described(table.description().toBuilder()
                .multiRegionConsistency(MultiRegionConsistency.STRONG)
                .globalTableWitnesses(described.isEmpty() ? null : described)
                .build());
    }

    /** The table by itself again. */
    static DynamoTable ended(DynamoTable table) {
        return isOf(table)
                ? table.described(table.description().toBuilder()
                        .multiRegionConsistency(null)
                        .globalTableWitnesses(null)
                        .build())
                : table;
    }

    private static List<String> created(List<GlobalTableWitnessGroupUpdate> witnesses) {
        return witnesses.stream()
                .flatMap(update -> Stream.ofNullable(update.create()))
                .map(create -> Objects.requireNonNull(create.regionName()))
                .toList();
    }

    /**
     * Checks that a table can become a global table of this kind.
     *
     * @param replicas the regions of the replicas that it is to get
     * @throws cloudjar.kernel.shape.ApiException {@code ValidationException}
     */
    static void require(
            Snapshot snapshot,
            Call call,
            DynamoTable table,
            List<String> replicas,
            List<GlobalTableWitnessGroupUpdate> witnesses) {
        if (!table.told().replicas().isEmpty()) {
            throw ReplicaErrors.strong("is made of a table that has no replicas yet");
        }
        List<String> added =
                Stream.concat(replicas.stream(), created(witnesses).stream()).toList();
        if (replicas.isEmpty() || added.size() != ADDED) {
            throw ReplicaErrors.strong("has three replicas, or two and a witness");
        }
        boolean oneSet = REGION_SETS.stream().anyMatch(set -> set.contains(call.region()) && set.containsAll(added));
        if (!oneSet) {
            throw ReplicaErrors.strong(
                    "has its replicas in the Regions of one set: " + call.region() + " and " + added + " are not");
        }
        if (TableLookup.size(snapshot, call, table).items() > 0) {
            throw ReplicaErrors.strong("is made of an empty table");
        }
        if (!table.description().localSecondaryIndexes().isEmpty()) {
            throw ReplicaErrors.strong("has no local secondary indexes");
        }
        if (table.ttlAttribute() != null) {
            throw ReplicaErrors.strong("has no time to live");
        }
    }

    /**
     * Checks that a group of this kind stays whole, or ends.
     *
     * @throws cloudjar.kernel.shape.ApiException {@code ValidationException}
     */
    static void requireWhole(
            DynamoTable table, List<String> created, long deleted, List<GlobalTableWitnessGroupUpdate> witnesses) {
        boolean all = deleted == table.told().replicas().size()
                && witnesses.stream().filter(update -> update.delete() != null).count()
                        == table.description().globalTableWitnesses().size();
        if (!created.isEmpty() || deleted > 0 && !all) {
            throw ReplicaErrors.strong("stays as it is: nothing is added, and the others are deleted together");
        }
    }
}
