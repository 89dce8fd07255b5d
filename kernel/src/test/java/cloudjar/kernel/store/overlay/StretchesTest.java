package cloudjar.kernel.store.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.store.Key;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StretchesTest {
    private static final int KEYS = 40;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void stretchesHoldWhatWasAddedAndNotCutOff(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        Stretches stretches = Stretches.NONE;
        BitSet model = new BitSet();
        for (int i = 0; i < 2000; i++) {
            int at = random.nextInt(KEYS);
            if (random.nextInt(3) > 0) {
                int to = random.nextInt(KEYS);
                stretches = stretches.with(Key.of(at), Key.of(to));
                model.set(at, Math.max(at, to));
            } else {
                stretches = stretches.endingBefore(Key.of(at));
                model.clear(at, model.nextClearBit(at));
            }
            assertThat(held(stretches)).isEqualTo(model);
            assertThat(stretches.count()).isEqualTo(runs(model));
        }
    }

    private static BitSet held(Stretches stretches) {
        BitSet held = new BitSet();
        for (int key = 0; key < KEYS; key++) {
            held.set(key, stretches.of(Key.of(key)) != null);
        }
        return held;
    }

    private static int runs(BitSet model) {
        int runs = 0;
        for (int at = model.nextSetBit(0); at >= 0; at = model.nextSetBit(model.nextClearBit(at))) {
            runs++;
        }
        return runs;
    }
}
