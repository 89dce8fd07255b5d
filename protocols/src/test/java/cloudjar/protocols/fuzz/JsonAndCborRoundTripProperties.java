package cloudjar.protocols.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.ShapeType;
import cloudjar.kernel.shape.Structure;
import cloudjar.protocols.ContentBuffer;
import cloudjar.protocols.cbor.CborFormat;
import cloudjar.protocols.cbor.CborTime;
import cloudjar.protocols.json.JsonFormat;
import cloudjar.protocols.json.JsonMismatch;
import cloudjar.protocols.json.JsonNames;
import cloudjar.protocols.rpc.RpcFormat;
import cloudjar.protocols.smithy.CborTree;
import cloudjar.protocols.smithy.SmithyModels;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What is written as JSON or CBOR is read as it was; another decoder reads our CBOR too. */
class JsonAndCborRoundTripProperties {
    private static final List<Schema> SCHEMAS = Stream.of(
                    ProtocolKind.AWS_JSON_1_0,
                    ProtocolKind.AWS_JSON_1_1,
                    ProtocolKind.REST_JSON_1,
                    ProtocolKind.RPC_V2_CBOR)
            .flatMap(kind -> SmithyModels.services(kind).stream())
            .flatMap(service -> service.schema().operations().stream())
            .map(OperationSchema::output)
            .filter(output -> carried(output, new HashSet<>()))
            .toList();

    @Property(tries = 2000)
    void jsonIsReadAsItWasWritten(
            @ForAll @IntRange(max = 10_000) int which, @ForAll long seed, @ForAll JsonNames names) {
        roundTrip(new JsonFormat("application/json", names, JsonMismatch.TOKEN_NAMES), which, seed);
    }

    @Property(tries = 2000)
    void cborIsReadAsItWasWritten(@ForAll @IntRange(max = 10_000) int which, @ForAll long seed, @ForAll CborTime time)
            throws IOException {
        byte[] written = roundTrip(new CborFormat("application/cbor", time), which, seed);
        assertThat(CborTree.parse(written)).isNotNull();
    }

    private static byte[] roundTrip(RpcFormat format, int which, long seed) {
        Schema schema = SCHEMAS.get(which % SCHEMAS.size());
        Structure value = new RandomStructures(seed).structure(schema);
        ContentBuffer out = new ContentBuffer(16);
        format.encode(value, out);
        Structure read = format.decode(schema, out.toArray());
        // Encoded once more, because members that were absent may have come back with their defaults.
        ContentBuffer again = new ContentBuffer(16);
        format.encode(read, again);
        assertThat(format.decode(schema, again.toArray())).isEqualTo(read);
        for (int i = 0; i < schema.memberCount(); i++) {
            if (value.get(i) != null && !hasDefaults(schema.member(i).target(), new HashSet<>())) {
                assertThat(read.get(i)).isEqualTo(value.get(i));
            }
        }
        return out.toArray();
    }

    private static boolean hasDefaults(Schema schema, Set<Schema> seen) {
        return seen.add(schema)
                && schema.members().stream()
                        .anyMatch(member -> member.defaultValue() != null || hasDefaults(member.target(), seen));
    }

    private static boolean carried(Schema schema, Set<Schema> seen) {
        if (!seen.add(schema)) {
            return true;
        }
        return schema.type() != ShapeType.DOCUMENT
                && !schema.streaming()
                && !schema.eventStream()
                && schema.members().stream().allMatch(member -> carried(member.target(), seen));
    }
}
