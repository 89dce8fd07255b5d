package cloudjar.services.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.shape.Bytes;
import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;

/** What is seen on pictures: the colours of their dots. */
class WidgetPicturesTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final int RED = 0xFF0000;
    private static final int GREEN = 0x00FF00;
    private static final int BLUE = 0x0000FF;
    private static final String METRICS =
            "[[\"app\",\"a\",{\"color\":\"#ff0000\"}],[\".\",\"b\",{\"color\":\"#00ff00\"}]]";

    private CloudWatchClient cloudWatch;

    @BeforeEach
    void open(TestWorld world) {
        cloudWatch = world.client(CloudWatchClient.builder());
        world.clock().freeze();
        world.clock().set(Instant.parse("2030-01-01T12:00:30Z"));
        for (int minute = 0; minute < 10; minute++) {
            put("a", world.clock().now().minusSeconds(60L * minute), 10);
            put("b", world.clock().now().minusSeconds(60L * minute), 30);
        }
    }

    private void put(String metric, Instant time, double value) {
        cloudWatch.putMetricData(put -> put.namespace("app")
                .metricData(MetricDatum.builder()
                        .metricName(metric)
                        .timestamp(time)
                        .value(value)
                        .build()));
    }

    private Picture draw(String more) {
        String widget =
                "{\"width\":400,\"height\":300,\"period\":60,\"start\":\"-PT10M\",\"metrics\":" + METRICS + more + "}";
        return Picture.of(cloudWatch
                .getMetricWidgetImage(get -> get.metricWidget(widget))
                .metricWidgetImage()
                .asByteArray());
    }

    /** The dots of a PNG file as we write them: eight bits a channel, no filters. */
    private record Picture(int width, int height, Bytes rows) {
        static Picture of(byte[] file) {
            try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(file))) {
                in.skipNBytes(16);
                int width = in.readInt();
                int height = in.readInt();
                in.skipNBytes(9);
                int length = in.readInt();
                in.skipNBytes(4);
                try (InflaterInputStream rows =
                        new InflaterInputStream(new ByteArrayInputStream(in.readNBytes(length)))) {
                    return new Picture(width, height, Bytes.wrap(rows.readAllBytes()));
                }
            } catch (IOException e) {
                throw new AssertionError("no picture", e);
            }
        }

        int dot(int x, int y) {
            int at = y * (1 + width * 3) + 1 + x * 3;
            return (rows.at(at) & 0xFF) << 16 | (rows.at(at + 1) & 0xFF) << 8 | rows.at(at + 2) & 0xFF;
        }

        int count(int colour) {
            int count = 0;
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    count += dot(x, y) == colour ? 1 : 0;
                }
            }
            return count;
        }
    }

    @Test
    void linesAndStackedAreas() {
        Picture lines = draw(",\"legend\":{\"position\":\"hidden\"}");
        Picture stacked = draw(",\"legend\":{\"position\":\"hidden\"},\"stacked\":true");
        assertThat(lines.count(RED)).isBetween(300, 1_500);
        assertThat(stacked.count(RED))
                .as("ten of forty")
                .isBetween(stacked.count(GREEN) / 4, stacked.count(GREEN) / 2)
                .isGreaterThan(5_000);
        assertThat(draw("").count(RED)).as("the legend has the colour, too").isGreaterThan(lines.count(RED));
        assertThat(draw(",\"legend\":{\"position\":\"right\"}").dot(280, 45)).isEqualTo(RED);
    }

    @Test
    void theAxesAreAsAskedFor() {
        String hidden = ",\"legend\":{\"position\":\"hidden\"}";
        Picture low = draw(hidden + ",\"yAxis\":{\"left\":{\"min\":0,\"max\":1000}}");
        Picture high = draw(hidden + ",\"yAxis\":{\"left\":{\"min\":0,\"max\":30}}");
        assertThat(low.dot(200, 41)).isNotEqualTo(GREEN);
        assertThat(high.dot(200, 40)).isEqualTo(GREEN);
    }

    @Test
    void annotationsAreDrawnOverTheGraph() {
        Picture level =
                draw(",\"annotations\":{\"horizontal\":[{\"value\":20,\"label\":\"hot\",\"color\":\"#0000ff\"}]}");
        assertThat(level.count(BLUE)).isGreaterThan(300);
        Picture band =
                draw(",\"annotations\":{\"horizontal\":[[{\"value\":15,\"color\":\"#0000ff\"},{\"value\":20}]]}");
        assertThat(band.count(0xBFBFFF)).as("the background shines through").isGreaterThan(3_000);
        Picture moment =
                draw(",\"annotations\":{\"vertical\":[{\"value\":\"2030-01-01T11:55:00Z\",\"color\":\"#0000ff\"}]}");
        assertThat(moment.count(BLUE)).isBetween(150, 300);
        cloudWatch.putMetricAlarm(alarm -> alarm.alarmName("hot")
                .namespace("app")
                .metricName("a")
                .statistic("Sum")
                .period(60)
                .evaluationPeriods(1)
                .threshold(7.0)
                .comparisonOperator("GreaterThanThreshold"));
        Picture alarm = draw(",\"annotations\":{\"alarms\":[\"arn:aws:cloudwatch:us-east-1:000000000000:alarm:hot\"]}");
        assertThat(alarm.count(0xD62728)).isGreaterThan(300);
        assertThatThrownBy(() -> draw(",\"annotations\":{\"alarms\":[\"none\"]}"))
                .hasMessageContaining("none");
    }

    @Test
    void numbersBarsPiesAndGauges() {
        assertThat(draw(",\"view\":\"singleValue\"").count(RED)).isBetween(200, 5_000);
        Picture bars = draw(",\"view\":\"bar\"");
        assertThat(bars.count(GREEN)).isBetween(bars.count(RED) * 2, bars.count(RED) * 4);
        Picture pie = draw(",\"view\":\"pie\"");
        assertThat((double) pie.count(GREEN) / pie.count(RED)).isBetween(2.5, 3.5);
        Picture gauge = draw(",\"view\":\"gauge\",\"yAxis\":{\"left\":{\"min\":0,\"max\":20}}");
        Picture full = draw(",\"view\":\"gauge\",\"yAxis\":{\"left\":{\"min\":0,\"max\":10}}");
        assertThat((double) gauge.count(RED) / full.count(RED))
                .as("10 of 20, and of 10")
                .isBetween(0.45, 0.55);
        assertThatThrownBy(() -> draw(",\"view\":\"gauge\"")).hasMessageContaining("min and max");
        assertThatThrownBy(() -> draw(",\"view\":\"sculpture\"")).hasMessageContaining("sculpture");
    }

    @Test
    void lettersHaveShapesOfTheirOwn() {
        String letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.:-_/()%,+=<>[]*'\"!?&#@$;|~";
        assertThat(letters.chars().mapToObj(letter -> shape((char) letter)).distinct())
                .hasSize(letters.length())
                .doesNotContain("");
        assertThat(shape('é')).isEmpty();
    }

    private static String shape(char letter) {
        StringBuilder shape = new StringBuilder();
        for (int i = 0; i < Letters.ROWS * Letters.COLUMNS; i++) {
            if (Letters.dot(letter, i / Letters.COLUMNS, i % Letters.COLUMNS)) {
                shape.append(i).append(' ');
            }
        }
        return shape.toString();
    }
}
