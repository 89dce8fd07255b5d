package cloudjar.protocols.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodedWordsTest {
    /** The example of S3's guide: the client's bytes in UTF-8, of which each arrives as a character. */
    @Test
    void metadataThatIsMoreThanAsciiComesBackAsInTheGuide() {
        String arrived = new String("ÄMÄZÕÑ S3".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThat(EncodedWords.encode(arrived)).isEqualTo("=?UTF-8?B?w4PChE3Dg8KEWsODwpXDg8KRIFMz?=");
    }

    @Test
    void whatIsMostlyAsciiStaysLegible() {
        assertThat(EncodedWords.encode("a café=1")).isEqualTo("=?UTF-8?Q?a_caf=C3=A9=3D1?=");
        assertThat(EncodedWords.encode("plain =?")).isEqualTo("plain =?");
    }

    @ParameterizedTest
    @CsvSource({
        "=?UTF-8?Q?a_caf=C3=A9?=, a café",
        "=?utf-8?b?w6k=?=, é",
        "=?ISO-8859-1?q?=E9?=, é",
        "x =?UTF-8?B?w6k=?= y, x é y",
        "=?UTF-8?B?w6k=?= =?UTF-8?B?w6k=?=, éé"
    })
    void wordsOfClientsAreRead(String sent, String meant) {
        assertThat(EncodedWords.decode(sent)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"=?", "=?UTF-8?B?????=", "=?NOSUCH?Q?a?=", "=?UTF-8?Q?=C?=", "=?UTF-8?Q?=ZZ?=", "=?UTF-8?X?a?="})
    void whatIsNoWordStaysAsItIs(String text) {
        assertThat(EncodedWords.decode(text)).isEqualTo(text);
    }

    @Property
    void textSurvivesTheWayThereAndBack(@ForAll String text) {
        String clean = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        String encoded = EncodedWords.encode(clean);
        assertThat(encoded).matches("[\\x20-\\x7e\\t]*");
        if (!encoded.equals(clean)) {
            assertThat(EncodedWords.decode(encoded)).isEqualTo(clean);
        }
    }
}
