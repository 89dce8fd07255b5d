package cloudjar.services;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.api.cloudwatch.Dimension;
import cloudjar.api.cloudwatch.MetricDatum;
import cloudjar.api.cloudwatch.MetricPoints;
import cloudjar.api.cloudwatch.PutMetricDataInput;
import cloudjar.api.cloudwatch.PutMetricDataResponse;
import cloudjar.kernel.blob.FileBlobs;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.clock.Clock;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.shape.CommonException;
import cloudjar.kernel.store.MemoryEngine;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import cloudjar.kernel.world.Worlds;
import cloudjar.services.MetricData.Metric;
import cloudjar.services.MetricData.Minute;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricDataTest {
    private static final Scope SCOPE = new Scope("111122223333", "eu-west-1");
    private static final Instant TIME = Instant.parse("2030-01-01T12:00:31Z");
    private static final Metric SIZE = new Metric("Size", "Bytes");
    private static final int WAITING_MAX = 20_000;

    private final Intake intake = new Intake();
    private World world;

    /** Keeps what it is given. */
    private static final class Intake implements MetricPoints {
        private final List<PutMetricDataInput> puts = new ArrayList<>();
        private final List<Call> calls = new ArrayList<>();
        private String refused = "";

        @Override
        public synchronized PutMetricDataResponse putMetricData(PutMetricDataInput in, Call call) {
            if (in.namespace().equals(refused)) {
                throw new CommonException("InvalidParameterValue", 400, "no");
            }
            puts.add(in);
            calls.add(call);
            return PutMetricDataResponse.of();
        }

        List<MetricDatum> datums() {
            return puts.stream().flatMap(put -> put.metricData().stream()).toList();
        }

        double counted() {
            return datums().stream()
                    .flatMap(datum -> datum.counts().stream())
                    .mapToDouble(Double::doubleValue)
                    .sum();
        }
    }

    @BeforeEach
    void open() throws IOException {
        world = new Worlds(new MemoryEngine(), FileBlobs.temporary(), Clock::new, Ids.seeded(7), new TimerHandlers())
                .defaultWorld();
    }

    private MetricData data(LimitProfile limits) {
        return new MetricData(intake, "shop.amazonaws.com", limits);
    }

    private Minute minute(MetricData data, String namespace, String shop) {
        return data.minute(world, SCOPE, TIME, namespace, Map.of("Shop", shop));
    }

    @Test
    void valuesOfAMinuteAreOneDataPointOfTheService() {
        MetricData data = data(LimitProfile.CURRENT);
        assertThat(data.pending()).isFalse();
        for (double size : new double[] {7, 3, 7, 7}) {
            assertThat(minute(data, "Shops", "a").add(SIZE, size)).isTrue();
        }
        boolean unused = minute(data, "Shops", "a").add(new Metric("Size", "Bytes", Map.of("Counter", "1")), 5);
        assertThat(data.pending()).isTrue();
        data.write();

        assertThat(data.pending()).isFalse();
        assertThat(intake.puts).singleElement().satisfies(put -> assertThat(put.namespace())
                .isEqualTo("Shops"));
        assertThat(intake.calls).singleElement().satisfies(call -> {
            assertThat(call.scope()).isEqualTo(SCOPE);
            assertThat(call.principal().id()).isEqualTo("shop.amazonaws.com");
        });
        assertThat(intake.datums())
                .filteredOn(datum -> datum.dimensions().size() == 1)
                .singleElement()
                .satisfies(datum -> {
                    assertThat(datum.values()).containsExactly(7.0, 3.0);
                    assertThat(datum.counts()).containsExactly(3.0, 1.0);
                    assertThat(datum.unit()).isEqualTo("Bytes");
                    assertThat(datum.timestamp()).isEqualTo("2030-01-01T12:00:00Z");
                });
        assertThat(intake.datums())
                .filteredOn(datum -> datum.dimensions().size() == 2)
                .singleElement()
                .satisfies(datum -> assertThat(datum.dimensions())
                        .extracting(Dimension::name)
                        .containsExactly("Shop", "Counter"));
        data.write();
        assertThat(intake.puts).as("nothing is told twice").hasSize(1);
    }

    /** More values than a data point may have, and more data points than go in one call by either profile's quota. */
    @Test
    void noCallHoldsMoreThanCloudWatchTakes() {
        for (LimitProfile limits : LimitProfile.values()) {
            intake.puts.clear();
            MetricData data = data(limits);
            for (int i = 0; i < 400; i++) {
                assertThat(minute(data, "Shops", "a").add(SIZE, i)).isTrue();
            }
            for (int i = 0; i < 1_100; i++) {
                assertThat(minute(data, "Shops", "a").add(new Metric("m" + i, "Count"), 1))
                        .isTrue();
            }
            data.write();

            assertThat(intake.puts)
                    .allSatisfy(put -> assertThat(put.metricData().size())
                            .isLessThanOrEqualTo(limits == LimitProfile.NOTES ? 20 : 1_000));
            assertThat(intake.datums())
                    .allSatisfy(datum -> assertThat(datum.values().size()).isLessThanOrEqualTo(150));
            assertThat(intake.datums()).hasSize(1_103);
            assertThat(intake.counted()).isEqualTo(1_500);
        }
    }

    @Test
    void whatIsRefusedHoldsNothingElseBack() {
        intake.refused = "Wrong";
        MetricData data = data(LimitProfile.CURRENT);
        assertThat(minute(data, "Wrong", "a").add(SIZE, 1)).isTrue();
        assertThat(minute(data, "Shops", "a").add(SIZE, 1)).isTrue();
        data.write();

        assertThat(intake.counted()).isEqualTo(1);
    }

    @Test
    void onlySoManyDataPointsWait() {
        MetricData data = data(LimitProfile.CURRENT);
        for (int i = 0; i < WAITING_MAX; i++) {
            assertThat(minute(data, "Shops", "shop" + i).add(SIZE, 1)).isTrue();
        }
        assertThat(minute(data, "Shops", "one more").add(SIZE, 1)).isFalse();
        assertThat(minute(data, "Shops", "shop0").add(SIZE, 1))
                .as("a data point that waits anyway")
                .isTrue();
        minute(data, "Shops", "shop1").forget(_ -> true);
        assertThat(minute(data, "Shops", "one more").add(SIZE, 1)).isTrue();
        assertThat(minute(data, "Shops", "two more").add(SIZE, 1)).isFalse();
        data.write();
        assertThat(intake.counted()).isEqualTo(WAITING_MAX + 1);

        assertThat(minute(data, "Shops", "two more").add(SIZE, 1)).isTrue();
    }

    @Test
    void aServiceHasTheLastWord() {
        MetricData data = data(LimitProfile.CURRENT);
        assertThat(minute(data, "Shops", "a").add(SIZE, 1)).isTrue();
        assertThat(minute(data, "Shops", "a").add(new Metric("Secret", "Count"), 1))
                .isTrue();
        data.write(minute -> {
            minute.forget(metric -> metric.name().equals("Secret"));
            boolean unused = minute.add(new Metric("Room", "Count"), 9);
        });

        assertThat(intake.datums()).extracting(MetricDatum::metricName).containsExactlyInAnyOrder("Size", "Room");
    }

    /** A value that comes while others are taken away is told of the next time, if not this time. */
    @Test
    void nothingIsLostWhileItIsHandedOn() throws InterruptedException {
        int threads = 4;
        int values = 20_000;
        MetricData data = data(LimitProfile.CURRENT);
        CountDownLatch begun = new CountDownLatch(threads);
        List<Thread> adding = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            adding.add(Thread.ofPlatform().start(() -> {
                begun.countDown();
                Minute kept = minute(data, "Shops", "a");
                for (int value = 0; value < values; value++) {
                    boolean unused = (value % 2 == 0 ? kept : minute(data, "Shops", "a")).add(SIZE, value % 3);
                }
            }));
        }
        begun.await();
        while (adding.stream().anyMatch(Thread::isAlive)) {
            data.write();
        }
        data.write();

        assertThat(intake.counted()).isEqualTo(threads * values);
    }
}
