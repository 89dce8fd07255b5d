package cloudjar.kernel.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

class RecordCodecFuzz {
    record Sample(
            @Nullable String text,
            long number,
            @Nullable Instant when,
            Optional<Long> optional,
            List<Sample> nested,
            Map<String, Integer> map) {}

    private final Codec<Sample> codec = RecordCodec.of(Sample.class);

    @Property
    void whateverTheBytesAreReadingEndsWithAValueOrSaysWhyNot(@ForAll byte[] bytes) {
        try {
            Sample value = codec.decode(bytes);
            assertThat(codec.decode(codec.encode(value))).isEqualTo(value);
        } catch (MalformedValueException expected) {
            assertThat(expected).hasMessageMatching("(?s).+");
        }
    }

    @Property
    void aDamagedValueDoesNoHarm(@ForAll String text, @ForAll long number, @ForAll int where, @ForAll byte damage) {
        byte[] bytes = codec.encode(new Sample(
                text,
                number,
                Instant.EPOCH,
                Optional.of(number),
                List.of(new Sample(text, 0, null, Optional.empty(), List.of(), Map.of(text, 1))),
                Map.of("a", 1)));
        bytes[Math.floorMod(where, bytes.length)] = damage;
        try {
            assertThat(codec.decode(bytes)).isNotNull();
        } catch (MalformedValueException expected) {
            assertThat(expected).hasMessageMatching("(?s).+");
        }
    }
}
