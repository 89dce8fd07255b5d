package cloudjar.kernel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.shape.Bytes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordCodecTest {
    enum Colour {
        RED,
        GREEN {
            @Override
            public String toString() {
                return "green";
            }
        }
    }

    sealed interface Tree {
        record Leaf(String text) implements Tree {}

        record Fork(List<Tree> branches) implements Tree {}
    }

    record Everything(
            boolean flag,
            byte tiny,
            short small,
            int number,
            long big,
            char letter,
            float single,
            double precise,
            @Nullable Integer boxed,
            @Nullable Boolean maybe,
            @Nullable String text,
            @Nullable Instant when,
            @Nullable Duration howLong,
            @Nullable Bytes bytes,
            @Nullable BigInteger huge,
            @Nullable BigDecimal exact,
            @Nullable UUID id,
            @Nullable Colour colour,
            Optional<String> optional,
            List<Long> list,
            Set<Colour> set,
            Map<String, List<Tree>> map,
            SortedMap<String, Integer> sorted,
            @Nullable Tree tree) {}

    private static final Everything FULL = new Everything(
            true,
            (byte) -1,
            Short.MIN_VALUE,
            Integer.MIN_VALUE,
            Long.MIN_VALUE,
            '\uD800',
            -0f,
            Double.NaN,
            0,
            false,
            "\0 \uD83D\uDE00 \uD800",
            Instant.parse("1969-12-31T23:59:59.999999999Z"),
            Duration.ofNanos(-1),
            Bytes.ofUtf8("bytes"),
            BigInteger.TWO.pow(200).negate(),
            new BigDecimal("1.500"),
            new UUID(1, 2),
            Colour.GREEN,
            Optional.of(""),
            List.of(1L, -1L),
            Set.of(Colour.RED),
            Map.of("key", List.of(new Tree.Leaf("leaf"), new Tree.Fork(List.of()))),
            new TreeMap<>(Map.of("b", 1, "a", 2)),
            new Tree.Fork(List.of(new Tree.Fork(List.of(new Tree.Leaf(""))))));

    private static final Everything EMPTY = new Everything(
            false,
            (byte) 0,
            (short) 0,
            0,
            0,
            (char) 0,
            0,
            0,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            Optional.empty(),
            List.of(),
            Set.of(),
            Map.of(),
            Collections.emptySortedMap(),
            null);

    private final Codec<Everything> codec = RecordCodec.of(Everything.class);

    @Test
    void everyKindOfComponentSurvives() {
        assertThat(codec.decode(codec.encode(FULL))).isEqualTo(FULL);
        assertThat(codec.decode(codec.encode(EMPTY))).isEqualTo(EMPTY);
    }

    @Test
    void whatHasItsDefaultTakesABit() {
        assertThat(codec.encode(EMPTY)).hasSize(1 + 3);
    }

    @Test
    void mapsKeepTheirOrder() {
        record Holder(Map<String, String> map) {}
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 9; i >= 0; i--) {
            map.put("key" + i, "value");
        }
        Codec<Holder> holders = RecordCodec.of(Holder.class);

        assertThat(holders.decode(holders.encode(new Holder(map))).map().keySet())
                .containsExactlyElementsOf(map.keySet());
    }

    @Test
    void valuesOfAnOlderShapeGetDefaultsForWhatWasAdded() {
        record Old(String name, long number) {}
        record Inner(String a) {}
        record New(
                String name,
                long number,
                int count,
                boolean flag,
                @Nullable String text,
                Optional<String> optional,
                List<String> list,
                Map<String, String> map,
                @Nullable Inner inner) {}

        byte[] written = RecordCodec.of(Old.class).encode(new Old("name", 7));

        assertThat(RecordCodec.of(New.class).decode(written))
                .isEqualTo(new New("name", 7, 0, false, null, Optional.empty(), List.of(), Map.of(), null));
    }

    @Test
    void nestedRecordsEvolveToo() {
        assertThat(RecordCodec.of(After.Outer.class)
                        .decode(RecordCodec.of(Before.Outer.class)
                                .encode(new Before.Outer(
                                        List.of(new Before.Inner("a"), new Before.Inner("b")), "end"))))
                .isEqualTo(new After.Outer(List.of(new After.Inner("a", 0), new After.Inner("b", 0)), "end"));
    }

    interface Before {
        record Inner(String name) {}

        record Outer(List<Before.Inner> inner, String end) {}
    }

    interface After {
        record Inner(String name, int added) {}

        record Outer(List<After.Inner> inner, String end) {}
    }

    @Test
    void valuesOfANewerShapeAreRefusedByName() {
        record Newer(String a, String b) {}
        record Known(String a) {}

        assertThatThrownBy(() -> RecordCodec.of(Known.class)
                        .decode(RecordCodec.of(Newer.class).encode(new Newer("a", "b"))))
                .isInstanceOf(MalformedValueException.class)
                .hasMessageContaining("Known");
    }

    @Test
    void typesWithoutACodecAreRefusedWithTheComponentsName() {
        record Link(URI address) {}
        @SuppressWarnings("ArrayRecordComponent")
        record Array(byte[] bytes) {}

        assertThatThrownBy(() -> RecordCodec.of(Link.class)).hasMessageContaining("address");
        assertThatThrownBy(() -> RecordCodec.of(Array.class)).hasRootCauseMessage("an array in a record: use Bytes");
    }

    @Test
    void aTypeMayBringItsOwnCodec() {
        record Link(URI address) {}
        Codec<Link> links = RecordCodec.builder()
                .with(URI.class, Codec.STRING.as(URI::create, URI::toString))
                .build(Link.class);

        assertThat(links.decode(links.encode(new Link(URI.create("a:b"))))).isEqualTo(new Link(URI.create("a:b")));
    }

    @Test
    void nullCollectionIsRefused() {
        record Holder(@Nullable List<String> list) {}

        assertThatThrownBy(() -> RecordCodec.of(Holder.class).encode(new Holder(null)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void depthIsBounded() {
        Tree tree = new Tree.Leaf("");
        for (int i = 0; i < ByteReader.DEPTH_MAX; i++) {
            tree = new Tree.Fork(List.of(tree));
        }
        Codec<Tree> trees = RecordCodec.of(Tree.class);
        byte[] bytes = trees.encode(tree);

        assertThatThrownBy(() -> trees.decode(bytes)).isInstanceOf(MalformedValueException.class);
    }
}
