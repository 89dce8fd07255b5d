package cloudjar.kernel.store;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.shape.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class KeyProperties {
    @Property
    void readsBackWhatWasWritten(@ForAll("tuples") List<Object> tuple) {
        assertThat(Key.of(tuple.toArray()).elements()).isEqualTo(tuple);
    }

    @Property
    void sortsAsTheTupleDoes(@ForAll("tuples") List<Object> a, @ForAll("tuples") List<Object> b) {
        assertThat(Integer.signum(Key.of(a.toArray()).compareTo(Key.of(b.toArray()))))
                .isEqualTo(Integer.signum(compare(a, b)));
    }

    @Property
    void prefixRangeHoldsExactlyWhatBeginsWithThePrefix(
            @ForAll("tuples") List<Object> prefix, @ForAll("tuples") List<Object> other) {
        Key key = Key.of(other.toArray());
        Range range = Range.prefix(Key.of(prefix.toArray()));
        boolean begins =
                other.size() >= prefix.size() && other.subList(0, prefix.size()).equals(prefix);
        assertThat(range.from().compareTo(key) <= 0 && key.compareTo(range.to()) < 0)
                .isEqualTo(begins);
    }

    @Property
    void stringPrefixRangeHoldsExactlyTheStringsThatStartWithIt(
            @ForAll("strings") String start, @ForAll("strings") String string) {
        Range range = Range.prefix(Key.of("bucket").thenStringStarting(start));
        Key key = Key.of("bucket", string);
        assertThat(range.from().compareTo(key) <= 0 && key.compareTo(range.to()) < 0)
                .isEqualTo(string.startsWith(start));
    }

    @Provide
    Arbitrary<List<Object>> tuples() {
        Arbitrary<Object> elements = Arbitraries.oneOf(
                strings().map(string -> (Object) string),
                Arbitraries.longs().map(number -> (Object) number),
                Arbitraries.longs()
                        .between(-1_000_000_000_000L, 1_000_000_000_000L)
                        .map(millis -> (Object) Instant.ofEpochMilli(millis).plusNanos(millis & 0xFFF)),
                Arbitraries.of(true, false).map(bool -> (Object) bool),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(4).map(array -> (Object) Bytes.copyOf(array)));
        return elements.list().ofMaxSize(3);
    }

    @Provide
    Arbitrary<String> strings() {
        return Arbitraries.strings()
                .withChars('\0', '\1', 'a', 'b', '\u007f', '\u0080', '\u07ff', '\uffff')
                .ofMaxLength(3)
                .map(string -> string.replace("b", "\uD83D\uDE00"));
    }

    private static int compare(List<Object> a, List<Object> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = compareElements(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    private static int compareElements(Object a, Object b) {
        if (rank(a) != rank(b)) {
            return Integer.compare(rank(a), rank(b));
        }
        return switch (a) {
            case String string ->
                Arrays.compareUnsigned(
                        string.getBytes(StandardCharsets.UTF_8), ((String) b).getBytes(StandardCharsets.UTF_8));
            case Long number -> number.compareTo((Long) b);
            case Instant instant -> instant.compareTo((Instant) b);
            case Boolean bool -> bool.compareTo((Boolean) b);
            case Bytes bytes -> bytes.compareTo((Bytes) b);
            default -> throw new AssertionError(a);
        };
    }

    private static int rank(Object element) {
        return List.of(Bytes.class, String.class, Long.class, Instant.class, Boolean.class)
                .indexOf(element.getClass());
    }
}
