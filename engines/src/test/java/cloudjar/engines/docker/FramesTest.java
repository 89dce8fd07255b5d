package cloudjar.engines.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FramesTest {
    private static void frame(ByteArrayOutputStream out, int output, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeBytes(new byte[] {(byte) output, 0, 0, 0, 0, 0, (byte) (bytes.length >> 8), (byte) bytes.length});
        out.writeBytes(bytes);
    }

    @Test
    void bothOutputsComeAsOne() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        frame(out, 1, "one ");
        frame(out, 2, "");
        frame(out, 2, "x".repeat(300));
        try (Frames frames = new Frames(new ByteArrayInputStream(out.toByteArray()))) {
            assertThat(new String(frames.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("one " + "x".repeat(300));
        }
    }

    @Test
    void halfAFrameIsNoEnd() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        frame(out, 1, "whole");
        byte[] half = new byte[out.size() - 2];
        System.arraycopy(out.toByteArray(), 0, half, 0, half.length);
        assertThatThrownBy(() -> new Frames(new ByteArrayInputStream(half)).readAllBytes())
                .isInstanceOf(EOFException.class);
    }
}
