package cloudjar.kernel.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Optional;

/** Why a text is no JSON, in the words of the parser that AWS's services use and quote. */
public final class JsonProblem {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonProblem() {}

    /** The parser's message, with the place; empty where the text is JSON. */
    public static Optional<String> of(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            while (parser.nextToken() != null) {
                parser.skipChildren();
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
