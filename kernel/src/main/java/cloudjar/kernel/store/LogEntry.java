package cloudjar.kernel.store;

import java.time.Instant;

/**
 * One entry of a {@link Log}.
 *
 * @param time when it was appended: never before the entry that precedes it
 * @param value what was appended
 */
public record LogEntry<V>(Instant time, V value) {
    static <V> Codec<LogEntry<V>> codec(Codec<V> values) {
        return new Codec<>() {
            @Override
            public void write(LogEntry<V> entry, ByteWriter out) {
                ValueCodecs.writeInstant(entry.time(), out);
                values.write(entry.value(), out);
            }

            @Override
            public LogEntry<V> read(ByteReader in) {
                return new LogEntry<>(ValueCodecs.readInstant(in), values.read(in));
            }
        };
    }
}
