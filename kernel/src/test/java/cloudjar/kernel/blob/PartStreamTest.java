package cloudjar.kernel.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PartStreamTest {
    private static final byte[] CONTENT = "0123456789".getBytes(StandardCharsets.US_ASCII);

    /** Gives at most three bytes at a time. */
    private static int read(long position, byte[] bytes, int offset, int length) {
        int count = (int) Math.min(Math.min(length, 3), CONTENT.length - position);
        System.arraycopy(CONTENT, (int) position, bytes, offset, Math.max(count, 0));
        return count > 0 ? count : -1;
    }

    private static PartStream stream(long from, long end) {
        return new PartStream(PartStreamTest::read, from, end);
    }

    @Test
    void givesWhatLiesBetweenTheBoundsAndNoMore() throws IOException {
        assertThat(stream(2, 9).readAllBytes()).asString().isEqualTo("2345678");
        assertThat(stream(4, 4).read()).isEqualTo(-1);
        assertThat(stream(9, 10).read()).isEqualTo('9');
    }

    @Test
    void skipsWithinTheBounds() throws IOException {
        try (PartStream stream = stream(2, 9)) {
            assertThat(stream.skip(3)).isEqualTo(3);
            assertThat(stream.skip(-1)).isZero();
            assertThat(stream.available()).isEqualTo(4);
            assertThat(stream.read()).isEqualTo('5');
            assertThat(stream.skip(100)).isEqualTo(3);
            assertThat(stream.read()).isEqualTo(-1);
        }
    }

    @Test
    void saysWhenTheSourceEndsBeforeItsBound() {
        try (PartStream stream = stream(8, 12)) {
            assertThatThrownBy(stream::readAllBytes).isInstanceOf(EOFException.class);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
