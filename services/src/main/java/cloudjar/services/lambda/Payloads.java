package cloudjar.services.lambda;

import cloudjar.kernel.json.Json;
import cloudjar.kernel.shape.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** What functions may be called with: JSON. */
final class Payloads {
    private static final String SOURCE =
            "\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: ";

    private Payloads() {}

    /** Refuses what is no JSON; nothing at all is fine. */
    static void check(Bytes payload) {
        if (payload.isEmpty()) {
            return;
        }
        ByteBuffer bytes = payload.buffer();
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(bytes)
                    .toString();
        } catch (CharacterCodingException e) {
            int place = bytes.position();
            throw LambdaErrors.notJson("Could not parse payload into json: Invalid UTF-8 start byte 0x"
                    + Integer.toHexString(payload.at(place) & 0xFF) + SOURCE + (place + 2) + "]");
        }
        if (Json.value(text).isEmpty()) {
            char first = text.isBlank() ? ' ' : text.strip().charAt(0);
            throw LambdaErrors.notJson("Could not parse payload into json: Unexpected character ('" + first + "' (code "
                    + (int) first + ")): expected a valid value (JSON String, Number, Array, Object or token 'null',"
                    + " 'true' or 'false')" + SOURCE + "1]");
        }
    }
}
