package cloudjar.bench.micro;

import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.CommitListener;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.MemoryStore;
import cloudjar.kernel.store.Table;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One transaction on the memory engine, at different sizes of what is stored already. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class StoreBenchmark {
    private static final Table<String, String> TABLE = Table.of("bench", "rows", KeyCodec.STRING, Codec.STRING);

    /** How many rows there are. */
    @Param({"1000", "1000000"})
    public int rows;

    private final MemoryStore store = new MemoryStore(CommitListener.NONE);
    private int at;

    @Setup
    public void fill() {
        for (int i = 0; i < rows; i++) {
            String key = key(i);
            store.write(tx -> {
                TABLE.in("000000000000", "us-east-1").put(tx, key, "value");
                return key;
            });
        }
    }

    private static String key(int i) {
        return "key-" + Integer.reverse(i);
    }

    private String nextKey() {
        at = (at + 1) % rows;
        return key(at);
    }

    @Benchmark
    public Optional<String> get() {
        String key = nextKey();
        return store.read(snapshot -> TABLE.in("000000000000", "us-east-1").get(snapshot, key));
    }

    @Benchmark
    public String put() {
        String key = nextKey();
        return store.write(tx -> {
            TABLE.in("000000000000", "us-east-1").put(tx, key, "other");
            return key;
        });
    }
}
