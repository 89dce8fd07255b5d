package cloudjar.kernel.store;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.shape.Constraints;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.ShapeType;
import cloudjar.kernel.shape.Shapes;
import cloudjar.kernel.shape.Structure;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Bytes that lie in data directories since the first version that wrote any: they are read by every later shape, and what writes
 * them has not changed. Whoever has to change a line of them changes the format, and needs a migration.
 */
class StoredValuesTest {
    private static final String RECORD = """
            0fbf7f123456789abcdef0000000000000002ac0026772c3bcc39f65206772c3bcc39f65206772c3bcc39f65206772c3
            bcc39f65206772c3bcc39f65206772c3bcc39f65206772c3bcc39f65206772c3bcc39f65206772c3bcc39f65206772c3
            bcc39f65206772c3bcc39f65206772c3bcc39f65206772c3bcc39f65206772c3bcc39f65206772c3bcc39f65206772c3
            bcc39f65206772c3bcc39f65206772c3bcc39f65206772c3bcc39f65206772c3bcc39f652008444f4e45e4cf8b980dc0
            de9cf802090602020302610280cab5ee0102030262000001026b0276010e0a546f70696302030274027307636f6e7465
            6e74060a029d42b64e76714244cb2100680061006c00660020d83d0020006f00660020006100200070006100690072""";

    private static final String STRUCTURE = """
            05084e616d65ca0190037878787878787878787878787878787878787878787878787878787878787878787878787878
            787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878
            787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878
            787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878
            787878787878787878787878787878787878084d6164650ae4cf8b980dc0de9cf8020c496e6e6572732f020102084e61
            6d65060a696e6e65720c4e756d626572010e0102084e616d65060a696e6e65720c4e756d626572010e08546167730601
            026b01027608476f6e650b14676f6e65206c61746572""";

    /** The shape that wrote the bytes. */
    static final class First {
        enum State {
            WAITING,
            DONE
        }

        sealed interface Target {
            record Queue(String name) implements First.Target {}

            record Topic(String name, Optional<String> subject) implements First.Target {}
        }

        record Step(String name, Duration length) {}

        record Job(
                UUID id,
                String name,
                First.State state,
                Instant made,
                long size,
                boolean urgent,
                @Nullable String note,
                Optional<Integer> attempts,
                List<First.Step> steps,
                Map<String, String> tags,
                Set<Long> numbers,
                First.Target target,
                Bytes content,
                BigDecimal price,
                String odd) {}
    }

    /** A later one: members added, in the records within too; a constant and a record type added in the midst. */
    static final class Later {
        enum State {
            WAITING,
            RUNNING,
            DONE
        }

        sealed interface Target {
            record Bus(String name) implements Later.Target {}

            record Queue(String name, boolean fifo) implements Later.Target {}

            record Topic(String name, Optional<String> subject) implements Later.Target {}
        }

        record Step(String name, Duration length, List<String> needs) {}

        record Job(
                UUID id,
                String name,
                Later.State state,
                Instant made,
                long size,
                boolean urgent,
                @Nullable String note,
                Optional<Integer> attempts,
                List<Later.Step> steps,
                Map<String, String> tags,
                Set<Long> numbers,
                Later.Target target,
                Bytes content,
                BigDecimal price,
                String odd,
                int priority,
                @Nullable Instant ended,
                Optional<Later.Target> fallback,
                Map<String, Later.Step> named) {}
    }

    private static final UUID ID = new UUID(0x1234_5678_9ABC_DEF0L, 42);
    private static final Instant MADE = Instant.parse("2026-02-03T04:05:06.789Z");
    private static final String LONG_NAME = "grüße ".repeat(20);
    private static final BigDecimal PRICE = new BigDecimal("12345678901234567890.123");
    private static final String ODD = "half \uD83D of a pair";

    @Test
    void recordIsWrittenAsItAlwaysWas() {
        First.Job job = new First.Job(
                ID,
                LONG_NAME,
                First.State.DONE,
                MADE,
                -5,
                true,
                null,
                Optional.of(3),
                List.of(new First.Step("a", Duration.ofMillis(1500)), new First.Step("b", Duration.ZERO)),
                Map.of("k", "v"),
                Set.of(7L),
                new First.Target.Topic("t", Optional.of("s")),
                Bytes.ofUtf8("content"),
                PRICE,
                ODD);

        assertThat(hex(RecordCodec.of(First.Job.class).encode(job))).isEqualTo(RECORD);
        assertThat(RecordCodec.of(First.Job.class).decode(bytes(RECORD))).isEqualTo(job);
    }

    @Test
    void laterShapeReadsTheRecord() {
        assertThat(RecordCodec.of(Later.Job.class).decode(bytes(RECORD)))
                .isEqualTo(new Later.Job(
                        ID,
                        LONG_NAME,
                        Later.State.DONE,
                        MADE,
                        -5,
                        true,
                        null,
                        Optional.of(3),
                        List.of(
                                new Later.Step("a", Duration.ofMillis(1500), List.of()),
                                new Later.Step("b", Duration.ZERO, List.of())),
                        Map.of("k", "v"),
                        Set.of(7L),
                        new Later.Target.Topic("t", Optional.of("s")),
                        Bytes.ofUtf8("content"),
                        PRICE,
                        ODD,
                        0,
                        null,
                        Optional.empty(),
                        Map.of()));
    }

    @Test
    void structureIsWrittenAsItAlwaysWas() {
        Schema schema = firstSchema();
        Codec<Structure> codec = StructureCodec.of(Structure.class, () -> schema);
        Structure inner = schema.member(2).target().listMember().create(new Object[] {"inner", 7});
        Structure outer = schema.create(
                new Object[] {"x".repeat(200), MADE, List.of(inner, inner), Map.of("k", "v"), "gone later"});

        assertThat(hex(codec.encode(outer))).isEqualTo(STRUCTURE);
        assertThat(codec.decode(bytes(STRUCTURE))).isEqualTo(outer);
    }

    @Test
    void laterModelReadsTheStructure() {
        Shapes shapes = new Shapes();
        Schema string = shapes.string(Constraints.NONE);
        Schema number = shapes.scalar(ShapeType.INTEGER, Constraints.NONE);
        Schema inner = shapes.structure(
                "Inner",
                shapes.optional("Added", 0, string),
                shapes.optional("Number", 1, number),
                shapes.optional("Name", 2, string));
        Schema schema = shapes.structure(
                "Outer",
                shapes.optional("Tags", 0, shapes.map(string, string, Constraints.NONE)),
                shapes.optional("Added", 1, shapes.list(inner, Constraints.NONE)),
                shapes.optional("Inners", 2, shapes.list(inner, Constraints.NONE)),
                shapes.optional("Made", 3, shapes.scalar(ShapeType.TIMESTAMP, Constraints.NONE)),
                shapes.optional("Name", 4, string));

        Structure read = StructureCodec.of(Structure.class, () -> schema).decode(bytes(STRUCTURE));

        Structure expected = inner.create(new Object[] {null, 7, "inner"});
        assertThat(read)
                .isEqualTo(schema.create(
                        new Object[] {Map.of("k", "v"), null, List.of(expected, expected), MADE, "x".repeat(200)}));
    }

    private static Schema firstSchema() {
        Shapes shapes = new Shapes();
        Schema string = shapes.string(Constraints.NONE);
        Schema inner = shapes.structure(
                "Inner",
                shapes.optional("Name", 0, string),
                shapes.optional("Number", 1, shapes.scalar(ShapeType.INTEGER, Constraints.NONE)));
        return shapes.structure(
                "Outer",
                shapes.optional("Name", 0, string),
                shapes.optional("Made", 1, shapes.scalar(ShapeType.TIMESTAMP, Constraints.NONE)),
                shapes.optional("Inners", 2, shapes.list(inner, Constraints.NONE)),
                shapes.optional("Tags", 3, shapes.map(string, string, Constraints.NONE)),
                shapes.optional("Gone", 4, string));
    }

    /** In lines, as above. */
    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes).replaceAll("(.{96})(?=.)", "$1\n");
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace("\n", ""));
    }
}
