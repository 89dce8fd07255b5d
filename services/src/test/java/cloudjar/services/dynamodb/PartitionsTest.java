package cloudjar.services.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.api.dynamodb.ProvisionedThroughputDescription;
import cloudjar.api.dynamodb.TableDescription;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionsTest {
    /** [DDB-6] */
    @ParameterizedTest
    @CsvSource({"5, 5, 0, 1", "3000, 0, 0, 1", "3000, 1, 0, 2", "7500, 3000, 0, 6", "5, 5, 25, 3", "6000, 2000, 25, 4"})
    void aTableHasAsManyAsItsThroughputOrItsSizeNeeds(long reads, long writes, long gigabytes, int partitions) {
        TableDescription table = TableDescription.builder()
                .provisionedThroughput(ProvisionedThroughputDescription.builder()
                        .readCapacityUnits(reads)
                        .writeCapacityUnits(writes)
                        .build())
                .build();
        assertThat(Partitions.of(table, new TableSize(1, gigabytes << 30))).isEqualTo(partitions);
    }
}
