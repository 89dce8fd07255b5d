package cloudjar.protocols.json;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.shape.Bytes;
import cloudjar.protocols.ContentBuffer;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** Text of any length and any characters is read back by another parser as it was. */
class JsonTextProperties {
    private static final JsonFactory FACTORY = new JsonFactory();

    @Property(tries = 2000)
    void anyTextIsReadBack(@ForAll @StringLength(max = 80) String text) throws IOException {
        assertReadBack(text);
    }

    @Property(tries = 2000)
    void textFullOfEscapesIsReadBack(@ForAll @CharRange(from = 0, to = 0x100) @StringLength(max = 80) String text)
            throws IOException {
        assertReadBack(text);
    }

    @Property(tries = 500)
    void oneSpecialCharacterAnywhereIsFound(
            @ForAll @IntRange(max = 70) int before,
            @ForAll @IntRange(max = 70) int after,
            @ForAll @CharRange(from = 0, to = 0x3000) char special)
            throws IOException {
        assertReadBack("x".repeat(before) + special + "y".repeat(after));
    }

    private static void assertReadBack(String text) throws IOException {
        ContentBuffer out = new ContentBuffer(1);
        JsonText.quoted(text, out);
        try (JsonParser parser = FACTORY.createParser(out.toArray())) {
            parser.nextToken();
            // Lone surrogates have no UTF-8 form and become question marks.
            assertThat(parser.getText()).isEqualTo(Bytes.ofUtf8(text).utf8());
        }
    }
}
