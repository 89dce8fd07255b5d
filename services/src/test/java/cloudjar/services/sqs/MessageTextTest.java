package cloudjar.services.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.shape.Utf8;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "\t\n\r", "\uD7FF\uE000\uFFFD", "\uD83D\uDE00"})
    void theCharactersOfXmlAreAllowed(String text) {
        assertThat(MessageText.isAllowed(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "a\u0008", "\u000B", "\uFFFE", "\uFFFF", "\uD83D", "\uDE00\uD83D"})
    void othersAreNot(String text) {
        assertThat(MessageText.isAllowed(text)).isFalse();
    }

    @Property(tries = 500)
    void theLengthIsThatOfTheEncoding(@ForAll String text) {
        if (MessageText.isAllowed(text)) {
            assertThat(Utf8.length(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
        }
    }

    @Property(tries = 2000)
    void aBodyIsJudgedAsItsText(
            @ForAll
                    @CharRange(from = ' ', to = '~')
                    @Chars({'\t', '\u001F', '?', '\u007F', '\u00FC', '\uD83D', '\uDE00'})
                    String text) {
        MessageBody body = new MessageBody(text);
        assertThat(body.isAllowed()).isEqualTo(MessageText.isAllowed(text));
        assertThat(body.size()).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
        assertThat(body.md5()).isEqualTo(Md5.ofBody(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "group 123", "\u0008", "gr\u00FCn"})
    void anIdHasNoSpacesAndNothingBeyondAscii(String id) {
        assertThat(MessageText.isId(id, 128)).isFalse();
    }
}
