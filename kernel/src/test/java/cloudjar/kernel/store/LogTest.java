package cloudjar.kernel.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class LogTest {
    private static final ScopedLog<String, String> LOG =
            Log.of("test", "log", KeyCodec.STRING, Codec.STRING).in("000000000000", "us-east-1");

    private final Store store = new CheckingStore(new MemoryStore(CommitListener.NONE));

    @Test
    void entriesAreNumberedFromOneInEachLog() {
        assertThat(append("a", 10, "x")).isEqualTo(1);
        assertThat(append("a", 11, "y")).isEqualTo(2);
        assertThat(append("b", 12, "z")).isEqualTo(1);

        assertThat(values("a", 0, 10)).containsExactly("1 x", "2 y");
        assertThat(values("b", 0, 10)).containsExactly("1 z");
        assertThat(entry("a", 2)).contains(new LogEntry<>(Instant.ofEpochSecond(11), "y"));
        assertThat(entry("a", 3)).isEmpty();
    }

    @Test
    void pageBeginsAtANumberAndEndsAtItsLimit() {
        for (int i = 1; i <= 9; i++) {
            append("a", i, "v");
        }

        assertThat(values("a", 4, 3)).containsExactly("4 v", "5 v", "6 v");
        assertThat(values("a", 9, 3)).containsExactly("9 v");
        assertThat(values("a", 10, 3)).isEmpty();
        assertThat(values("unknown", 0, 3)).isEmpty();
    }

    @Test
    void pageBeginsAtATime() {
        for (int i = 1; i <= 9; i++) {
            append("a", i / 2 * 10L, "v");
        }

        for (int second = 0; second <= 50; second++) {
            Instant time = Instant.ofEpochSecond(second);
            long expected = second > 40 ? 10 : Math.max(1L, 2 * ((second + 9L) / 10));
            assertThat(this.<Long>read(s -> LOG.firstSince(s, "a", time)))
                    .as("since %s", second)
                    .isEqualTo(expected);
        }
        assertThat(this.<Long>read(s -> LOG.firstSince(s, "unknown", Instant.EPOCH)))
                .isEqualTo(1);
    }

    @Test
    void timesNeverGoBackWhereTheClockDid() {
        append("a", 20, "v");
        append("a", 10, "v");
        append("a", 30, "v");

        assertThat(this.<List<Instant>>read(s -> LOG.from(s, "a", 0, 10).values().stream()
                        .map(LogEntry::time)
                        .toList()))
                .containsExactly(Instant.ofEpochSecond(20), Instant.ofEpochSecond(20), Instant.ofEpochSecond(30));
    }

    @Test
    void trimmingTakesTheOldestInBoundedSteps() {
        for (int i = 1; i <= 9; i++) {
            append("a", i, "v");
        }
        append("b", 1, "other");

        assertThat(trim("a", 6, 3)).isEqualTo(3);
        assertThat(values("a", 0, 1)).containsExactly("4 v");
        assertThat(this.<Long>read(s -> LOG.first(s, "a"))).isEqualTo(4);
        assertThat(trim("a", 6, 3)).isEqualTo(2);
        assertThat(trim("a", 6, 3)).isZero();
        assertThat(values("a", 0, 1)).containsExactly("6 v");
        assertThat(values("b", 0, 1)).containsExactly("1 other");
    }

    @Test
    void numbersGoOnWhenAllEntriesAreTrimmed() {
        append("a", 1, "v");
        append("a", 2, "v");
        trim("a", 100, 100);

        assertThat(this.<Long>read(s -> LOG.first(s, "a"))).isEqualTo(3);
        assertThat(this.<Long>read(s -> LOG.firstSince(s, "a", Instant.EPOCH))).isEqualTo(3);
        assertThat(append("a", 3, "v")).isEqualTo(3);
    }

    @Test
    void deletedLogBeginsAnewAndTakesNoRoom() {
        append("a", 1, "v");
        append("b", 1, "v");
        store.write(tx -> {
            LOG.delete(tx, "a");
            return 0;
        });

        assertThat(this.<Long>read(s -> s.count(Range.all()))).isEqualTo(2);
        assertThat(append("a", 1, "v")).isEqualTo(1);
    }

    private long append(String log, long second, String value) {
        return store.write(tx -> LOG.append(tx, log, Instant.ofEpochSecond(second), value));
    }

    private Optional<LogEntry<String>> entry(String log, long sequence) {
        return store.read(s -> LOG.get(s, log, sequence));
    }

    private long trim(String log, long second, int limit) {
        return store.write(tx -> LOG.trim(tx, log, Instant.ofEpochSecond(second), limit));
    }

    private List<String> values(String log, long from, int limit) {
        return read(s -> LOG.from(s, log, from, limit).stream()
                .map(row -> row.key() + " " + row.value().value())
                .toList());
    }

    private <T> T read(Function<Snapshot, T> body) {
        return store.read(body);
    }
}
