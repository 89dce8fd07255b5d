package cloudjar.bench.micro;

import cloudjar.kernel.shape.Catalog;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.kernel.shape.Structure;
import cloudjar.protocols.HttpResponse;
import cloudjar.protocols.Protocol;
import cloudjar.protocols.Protocols;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading and writing one small message in the protocols that see the most traffic. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CodecBenchmark {
    private final Catalog catalog = Catalog.open();
    private final OperationSchema getItem = operation("dynamodb", "GetItem");
    private final OperationSchema putItem = operation("dynamodb", "PutItem");
    private final OperationSchema getCallerIdentity = operation("sts", "GetCallerIdentity");
    private final Protocol json = Protocols.of(ProtocolKind.AWS_JSON_1_0);
    private final Protocol query = Protocols.of(ProtocolKind.AWS_QUERY);
    private final MemoryRequest putItemRequest = new MemoryRequest(
            "application/x-amz-json-1.0",
            "{\"TableName\":\"people\",\"Item\":{\"id\":{\"S\":\"1\"},\"age\":{\"N\":\"42\"},\"data\":{\"S\":\""
                    + "x".repeat(1024) + "\"}}}");
    private final MemoryRequest getCallerIdentityRequest =
            new MemoryRequest("application/x-www-form-urlencoded", "Action=GetCallerIdentity&Version=2011-06-15");
    private final Structure item = getItemOutput();
    private final Structure identity = identity();

    private OperationSchema operation(String service, String name) {
        return Objects.requireNonNull(catalog.schema(service).operation(name));
    }

    private Structure getItemOutput() {
        try {
            Structure put = json.decode(putItem, putItemRequest);
            Object[] slots = new Object[getItem.output().memberCount()];
            slots[Objects.requireNonNull(getItem.output().member("Item")).index()] = put.get("Item");
            return getItem.output().create(slots);
        } catch (IOException e) {
            throw new IllegalStateException("a body in memory can be read", e);
        }
    }

    private Structure identity() {
        return getCallerIdentity
                .output()
                .create(new Object[] {"000000000000", "000000000000", "arn:aws:iam::000000000000:root"});
    }

    @Benchmark
    public Structure readPutItem() throws IOException {
        return json.decode(putItem, putItemRequest);
    }

    @Benchmark
    public HttpResponse writeGetItem() {
        return json.encode(getItem, item, "id");
    }

    @Benchmark
    public Structure readGetCallerIdentity() throws IOException {
        return query.decode(getCallerIdentity, getCallerIdentityRequest);
    }

    @Benchmark
    public HttpResponse writeGetCallerIdentity() {
        return query.encode(getCallerIdentity, identity, "id");
    }
}
