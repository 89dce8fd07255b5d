package cloudjar.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {
    private static final String WITH_LENGTH = "HTTP/1.1 200 OK\r\nA: b\r\nContent-Length: 5\r\n\r\nhello";
    private static final String CHUNKED = "HTTP/1.1 404 No\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n";

    /** Gives the text in pieces; says after which piece the answer was whole. */
    private static int piecesTaken(Answer answer, String text, int size) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        int pieces = 0;
        for (int at = 0; at < bytes.length; at += size) {
            pieces++;
            if (answer.take(ByteBuffer.wrap(bytes, at, Math.min(size, bytes.length - at)))) {
                return pieces;
            }
        }
        return -1;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void anAnswerIsWholeWithItsLastByteHoweverItIsCut(int size) {
        for (String text : new String[] {WITH_LENGTH, CHUNKED}) {
            for (boolean keeps : new boolean[] {true, false}) {
                Answer answer = new Answer(keeps);
                assertThat(piecesTaken(answer, text, size)).isEqualTo((text.length() + size - 1) / size);
                assertThat(answer.status()).isEqualTo(text.equals(CHUNKED) ? 404 : 200);
                answer.reset();
                assertThat(piecesTaken(answer, WITH_LENGTH, size)).isPositive();
                assertThat(answer.status()).isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 1000})
    void aBodyIsKeptWhereItIsWanted(int size) {
        Answer answer = new Answer(true);
        assertThat(piecesTaken(answer, WITH_LENGTH, size)).isPositive();
        assertThat(answer.body()).asString(StandardCharsets.US_ASCII).isEqualTo("hello");
    }
}
