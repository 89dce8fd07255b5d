package cloudjar.server.admin;

import cloudjar.protocols.HttpResponse;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;

/** JSON as the admin API reads and writes it. */
final class Json {
    private static final JsonFactory FACTORY =
            JsonFactory.builder().disable(JsonReadFeature.ALLOW_JAVA_COMMENTS).build();

    private Json() {}

    /** Writes the members of an object that is already open. */
    @FunctionalInterface
    interface Members {
        void writeTo(JsonGenerator out) throws IOException;
    }

    /** An answer with an object. */
    static HttpResponse object(int status, Members members) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
            out.useDefaultPrettyPrinter();
            out.writeStartObject();
            members.writeTo(out);
            out.writeEndObject();
        }
        bytes.write('\n');
        return new HttpResponse(status)
                .header("Content-Type", "application/json")
                .header("Cache-Control", "no-store")
                .content(bytes.toByteArray());
    }

    /** An answer with an object, and success. */
    static HttpResponse object(Members members) throws IOException {
        return object(200, members);
    }

    /** An answer that says what is wrong. */
    static HttpResponse error(int status, String message) throws IOException {
        return object(status, out -> out.writeStringField("error", message));
    }

    /** Reads an object whose members are texts, numbers and booleans, each as text. */
    static void readFlat(byte[] json, Map<String, String> into) throws IOException {
        try (JsonParser in = FACTORY.createParser(json)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw AdminException.badRequest("the body is not a JSON object");
            }
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = in.currentName();
                JsonToken value = in.nextToken();
                if (!value.isScalarValue()) {
                    throw AdminException.badRequest("the member '" + name + "' is not a text, number or boolean");
                }
                if (value != JsonToken.VALUE_NULL) {
                    into.put(name, in.getText());
                }
            }
        } catch (StreamReadException e) {
            throw AdminException.badRequest("the body is not a JSON object: " + e.getOriginalMessage());
        }
    }
}
