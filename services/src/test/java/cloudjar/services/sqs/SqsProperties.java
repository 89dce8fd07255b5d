package cloudjar.services.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.api.sqs.ChangeMessageVisibilityRequest;
import cloudjar.api.sqs.InvalidParameterValueException;
import cloudjar.api.sqs.Message;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Fsync;
import cloudjar.kernel.store.rocksdb.RocksDbEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Random histories of senders, consumers and clocks against a model that forgets nothing and scans everything. */
class SqsProperties {
    private static final int VISIBILITY_SECONDS = 30;
    private static final int STEPS_OF_A_LIFE = 25;

    /** What the model knows of a message that has not been deleted. */
    private static final class Expected {
        final String group;
        long visibleAtMillis;

        Expected(String group, long visibleAtMillis) {
            this.group = group;
            this.visibleAtMillis = visibleAtMillis;
        }
    }

    @Property(tries = 150, shrinking = ShrinkingMode.BOUNDED)
    void aStandardQueueLosesNothingAndShowsWhatIsVisible(
            @ForAll @Size(max = 120) List<@IntRange(max = 10_000) Integer> steps) {
        run(steps, false);
    }

    @Property(tries = 150, shrinking = ShrinkingMode.BOUNDED)
    void aFifoQueueKeepsTheOrderOfEachGroup(@ForAll @Size(max = 120) List<@IntRange(max = 10_000) Integer> steps) {
        run(steps, true);
    }

    /** The process ends in the midst of it all, several times: what was promised is kept, the order of groups too. */
    @Property(tries = 8, shrinking = ShrinkingMode.OFF)
    void aDurableQueueOutlivesItsProcess(
            @ForAll boolean fifo, @ForAll @Size(min = 60, max = 120) List<@IntRange(max = 10_000) Integer> steps)
            throws IOException {
        Path directory = Files.createTempDirectory("cloudjar-sqs");
        try (Lives lives = new Lives(directory)) {
            History history = new History(lives, queue(lives.cloud(), fifo), fifo);
            for (int i = 0; i < steps.size(); i += STEPS_OF_A_LIFE) {
                history.play(steps.subList(i, Math.min(steps.size(), i + STEPS_OF_A_LIFE)));
                lives.next();
            }
            history.end();
        } finally {
            delete(directory);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void run(List<Integer> steps, boolean fifo) {
        try (TestCloud cloud = new TestCloud()) {
            History history = new History(() -> cloud, queue(cloud, fifo), fifo);
            history.play(steps);
            history.end();
        }
    }

    private static String queue(TestCloud cloud, boolean fifo) {
        Map<String, String> attributes =
                fifo ? Map.of("FifoQueue", "true", "ContentBasedDeduplication", "true") : Map.of();
        return cloud.queue(fifo ? "q.fifo" : "q", attributes);
    }

    /** Where the cloud of the moment comes from. */
    private interface Clouds {
        TestCloud cloud();
    }

    /** Clouds one after the other, each with what the last had kept. */
    private static final class Lives implements Clouds, AutoCloseable {
        private final Path directory;
        private RocksDbEngine engine;
        private TestCloud cloud;
        private int lives;

        Lives(Path directory) {
            this.directory = directory;
            engine = RocksDbEngine.open(directory, Fsync.OS);
            cloud = new TestCloud(engine, LimitProfile.CURRENT);
        }

        void next() {
            close();
            engine = RocksDbEngine.open(directory, Fsync.OS);
            cloud = TestCloud.again(engine, ++lives);
        }

        @Override
        public TestCloud cloud() {
            return cloud;
        }

        @Override
        public void close() {
            cloud.close();
        }
    }

    private static final class History {
        private final Clouds clouds;
        private final String url;
        private final boolean fifo;
        private final Map<Integer, Expected> alive = new TreeMap<>();
        private final Map<String, Integer> numbers = new HashMap<>();
        private final List<Message> held = new ArrayList<>();
        private int sent;

        History(Clouds clouds, String url, boolean fifo) {
            this.clouds = clouds;
            this.url = url;
            this.fifo = fifo;
        }

        void play(List<Integer> steps) {
            for (int step : steps) {
                int choice = step / 10;
                switch (step % 10) {
                    case 0, 1, 2 -> send(choice);
                    case 3, 4, 5 -> receive(1 + choice % 10);
                    case 6, 7 -> delete(choice);
                    case 8 -> hide(choice);
                    default -> cloud().advance(Duration.ofMillis(choice * 50L));
                }
                checkCounts();
            }
        }

        /** Receives all that is left. */
        void end() {
            cloud().advanceSeconds(3600);
            while (!alive.isEmpty()) {
                receive(10);
                while (!held.isEmpty()) {
                    delete(0);
                }
            }
            checkCounts();
        }

        private TestCloud cloud() {
            return clouds.cloud();
        }

        private long now() {
            return cloud().world.clock().now().toEpochMilli();
        }

        private void send(int choice) {
            String body = "m" + sent;
            String group = "g" + choice % 4;
            int delay = !fifo && choice % 3 == 0 ? choice % 20 : 0;
            if (fifo) {
                cloud().sendToGroup(url, group, body);
            } else {
                cloud().send(url, body, delay);
            }
            alive.put(sent, new Expected(group, now() + delay * 1000L));
            numbers.put(body, sent++);
        }

        private void receive(int max) {
            Set<Integer> receivable = receivable();
            List<Message> received = cloud().receive(url, max);
            List<Integer> got = received.stream().map(this::number).toList();
            assertThat(receivable).containsAll(got);
            assertThat(got).doesNotHaveDuplicates().hasSize(Math.min(max, receivable.size()));
            if (fifo) {
                checkOrder(got);
            } else {
                assertThat(got)
                        .isEqualTo(receivable.stream().sorted().limit(max).toList());
            }
            got.forEach(number -> expected(number).visibleAtMillis = now() + VISIBILITY_SECONDS * 1000L);
            held.addAll(received);
        }

        /** All that is visible; in a FIFO queue, of each group what stands before its first hidden message. */
        private Set<Integer> receivable() {
            Set<Integer> receivable = new HashSet<>();
            Set<String> locked = new HashSet<>();
            alive.forEach((number, message) -> {
                boolean visible = message.visibleAtMillis <= now();
                if (visible && !(fifo && locked.contains(message.group))) {
                    receivable.add(number);
                }
                if (!visible) {
                    locked.add(message.group);
                }
            });
            return receivable;
        }

        /** Each group's messages are the first of those that could be received, in order. */
        private void checkOrder(List<Integer> got) {
            Map<String, List<Integer>> could = new HashMap<>();
            receivable().stream().sorted().forEach(number -> could.computeIfAbsent(
                            expected(number).group, group -> new ArrayList<>())
                    .add(number));
            Map<String, List<Integer>> byGroup = new HashMap<>();
            got.forEach(number -> byGroup.computeIfAbsent(expected(number).group, group -> new ArrayList<>())
                    .add(number));
            byGroup.forEach((group, numbersOfGroup) -> assertThat(could.getOrDefault(group, List.of()))
                    .startsWith(numbersOfGroup.toArray(Integer[]::new)));
        }

        private void delete(int choice) {
            if (held.isEmpty()) {
                return;
            }
            Message message = held.remove(choice % held.size());
            int number = number(message);
            try {
                cloud().delete(url, message);
                alive.remove(number);
            } catch (InvalidParameterValueException expired) {
                assertThat(fifo).isTrue();
                assertThat(expired).hasMessageEndingWith("The receipt handle has expired.");
            }
        }

        private void hide(int choice) {
            if (held.isEmpty()) {
                return;
            }
            Message message = held.get(choice % held.size());
            int seconds = choice % 60;
            ChangeMessageVisibilityRequest request = ChangeMessageVisibilityRequest.builder()
                    .queueUrl(url)
                    .receiptHandle(message.receiptHandle())
                    .visibilityTimeout(seconds)
                    .build();
            try {
                cloud().sqs.changeMessageVisibility(request, cloud().call());
                expected(number(message)).visibleAtMillis = now() + seconds * 1000L;
            } catch (InvalidParameterValueException gone) {
                assertThat(fifo || !alive.containsKey(number(message))).isTrue();
            }
        }

        private void checkCounts() {
            long hidden = alive.values().stream()
                    .filter(message -> message.visibleAtMillis > now())
                    .count();
            List<String> counts = cloud().counts(url);
            assertThat(Long.parseLong(counts.get(0))).isEqualTo(alive.size() - hidden);
            assertThat(Long.parseLong(counts.get(1)) + Long.parseLong(counts.get(2)))
                    .isEqualTo(hidden);
        }

        private int number(Message message) {
            return numbers.getOrDefault(String.valueOf(message.body()), -1);
        }

        private Expected expected(int number) {
            Expected message = alive.get(number);
            if (message == null) {
                throw new AssertionError("message " + number + " was deleted");
            }
            return message;
        }
    }
}
