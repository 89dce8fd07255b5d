package cloudjar.services.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.api.dynamodbstreams.AttributeValue;
import cloudjar.api.dynamodbstreams.DynamoDbStreamsRecord;
import cloudjar.api.dynamodbstreams.StreamRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StreamLanesTest {
    private static DynamoDbStreamsRecord record(String item, int number) {
        return DynamoDbStreamsRecord.builder()
                .dynamodb(StreamRecord.builder()
                        .keys(Map.of("id", AttributeValue.builder().s(item).build()))
                        .sequenceNumber(Integer.toString(number))
                        .build())
                .build();
    }

    private static String item(DynamoDbStreamsRecord record) {
        StreamRecord change = Objects.requireNonNull(record.dynamodb());
        return String.valueOf(Objects.requireNonNull(change.keys().get("id")).s());
    }

    @Test
    void recordsOfAnItemKeepTheirOrderInOneLane() {
        List<DynamoDbStreamsRecord> records = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            records.add(record("item" + i % 20, i));
        }
        List<List<DynamoDbStreamsRecord>> lanes = StreamLanes.split(4, records);
        assertThat(lanes).hasSizeBetween(2, 4);
        assertThat(lanes.stream().mapToInt(List::size).sum()).isEqualTo(60);
        for (int i = 0; i < 20; i++) {
            String item = "item" + i;
            List<List<DynamoDbStreamsRecord>> holding = lanes.stream()
                    .filter(lane ->
                            lane.stream().anyMatch(record -> item(record).equals(item)))
                    .toList();
            assertThat(holding).hasSize(1);
            assertThat(holding.getFirst().stream()
                            .filter(record -> item(record).equals(item))
                            .map(StreamEvents::number))
                    .containsExactly(Integer.toString(i), Integer.toString(i + 20), Integer.toString(i + 40));
        }
    }
}
