package cloudjar.services.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.shape.Bytes;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CompositeKeyProperties {
    /** Few different bytes, so that keys often begin alike. */
    @Provide
    Arbitrary<List<Bytes>> keys() {
        return bytes().list().ofSize(3);
    }

    @Provide
    Arbitrary<Bytes> bytes() {
        return Arbitraries.of((byte) 0, (byte) 1, (byte) 2, (byte) -1)
                .array(byte[].class)
                .ofMaxSize(4)
                .map(Bytes::copyOf);
    }

    @Property
    void keysOrderAsTheirAttributesDoOneAfterTheOther(@ForAll("keys") List<Bytes> a, @ForAll("keys") List<Bytes> b) {
        int expected = 0;
        for (int i = 0; i < a.size() && expected == 0; i++) {
            expected = a.get(i).compareTo(b.get(i));
        }
        assertThat(Integer.signum(CompositeKey.of(a).compareTo(CompositeKey.of(b))))
                .isEqualTo(Integer.signum(expected));
    }

    @Property
    void aStartIsThatOfTheKeysWhoseNextAttributeBeginsWithIt(
            @ForAll("keys") List<Bytes> key, @ForAll("bytes") Bytes start) {
        boolean begins = startsWith(key.get(1), start);
        Bytes prefix = CompositeKey.of(key.subList(0, 1), start);
        assertThat(startsWith(CompositeKey.of(key), prefix)).isEqualTo(begins);
    }

    private static boolean startsWith(Bytes bytes, Bytes start) {
        if (bytes.size() < start.size()) {
            return false;
        }
        for (int i = 0; i < start.size(); i++) {
            if (bytes.at(i) != start.at(i)) {
                return false;
            }
        }
        return true;
    }
}
