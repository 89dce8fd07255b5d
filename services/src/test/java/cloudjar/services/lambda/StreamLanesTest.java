package cloudjar.services.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamLanesTest {
    private static StreamedRecord record(String item, int number) {
        return new StreamedRecord(Integer.toString(number), Instant.EPOCH, item, Map.of(), Map.of(), 1);
    }

    @Test
    void recordsOfAnItemKeepTheirOrderInOneLane() {
        List<StreamedRecord> records = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            records.add(record("item" + i % 20, i));
        }
        List<List<StreamedRecord>> lanes = StreamLanes.split(4, records);
        assertThat(lanes).hasSizeBetween(2, 4);
        assertThat(lanes.stream().mapToInt(List::size).sum()).isEqualTo(60);
        for (int i = 0; i < 20; i++) {
            String item = "item" + i;
            List<List<StreamedRecord>> holding = lanes.stream()
                    .filter(lane ->
                            lane.stream().anyMatch(record -> record.key().equals(item)))
                    .toList();
            assertThat(holding).hasSize(1);
            assertThat(holding.getFirst().stream()
                            .filter(record -> record.key().equals(item))
                            .map(StreamedRecord::number))
                    .containsExactly(Integer.toString(i), Integer.toString(i + 20), Integer.toString(i + 40));
        }
    }
}
