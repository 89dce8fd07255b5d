package cloudjar.bench.micro;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Letters in CBOR: a map from the number of a component to its value, without those that have their default. */
final class CborLetters {
    private static final CBORFactory FACTORY = new CBORFactory();

    private CborLetters() {}

    static byte[] write(Letter letter) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (CBORGenerator out = FACTORY.createGenerator(bytes)) {
            out.writeStartObject();
            text(out, 0, letter.id());
            Instant sent = letter.sent();
            out.writeFieldId(1);
            out.writeStartArray(sent, 2);
            out.writeNumber(sent.getEpochSecond());
            out.writeNumber(sent.getNano());
            out.writeEndArray();
            text(out, 2, letter.body());
            if (!letter.groups().isEmpty()) {
                out.writeFieldId(3);
                out.writeStartArray(letter.groups(), letter.groups().size());
                for (String group : letter.groups()) {
                    out.writeString(group);
                }
                out.writeEndArray();
            }
            if (!letter.attributes().isEmpty()) {
                out.writeFieldId(4);
                out.writeStartObject();
                for (Map.Entry<String, String> attribute : letter.attributes().entrySet()) {
                    out.writeStringField(attribute.getKey(), attribute.getValue());
                }
                out.writeEndObject();
            }
            number(out, 5, letter.receives());
            if (letter.urgent()) {
                out.writeFieldId(6);
                out.writeBoolean(true);
            }
            number(out, 7, letter.sequence());
            text(out, 8, letter.replyTo().orElse(null));
            text(out, 9, letter.thread().orElse(null));
            out.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("an array can be written", e);
        }
        return bytes.toByteArray();
    }

    private static void text(CBORGenerator out, int component, @Nullable String value) throws IOException {
        if (value != null) {
            out.writeFieldId(component);
            out.writeString(value);
        }
    }

    private static void number(CBORGenerator out, int component, long value) throws IOException {
        if (value != 0) {
            out.writeFieldId(component);
            out.writeNumber(value);
        }
    }

    static Letter read(byte[] bytes) {
        String id = "";
        Instant sent = Instant.EPOCH;
        String body = "";
        List<String> groups = List.of();
        Map<String, String> attributes = Map.of();
        int receives = 0;
        boolean urgent = false;
        long sequence = 0;
        Optional<String> replyTo = Optional.empty();
        Optional<String> thread = Optional.empty();
        try (CBORParser in = FACTORY.createParser(bytes)) {
            in.nextToken();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                int component = Integer.parseInt(in.currentName());
                in.nextToken();
                switch (component) {
                    case 0 -> id = in.getText();
                    case 1 -> {
                        sent = Instant.ofEpochSecond(in.nextLongValue(0), in.nextIntValue(0));
                        in.nextToken();
                    }
                    case 2 -> body = in.getText();
                    case 3 -> {
                        groups = new ArrayList<>();
                        while (in.nextToken() != JsonToken.END_ARRAY) {
                            groups.add(in.getText());
                        }
                    }
                    case 4 -> {
                        attributes = new LinkedHashMap<>();
                        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
                            attributes.put(name, in.nextTextValue());
                        }
                    }
                    case 5 -> receives = in.getIntValue();
                    case 6 -> urgent = in.getBooleanValue();
                    case 7 -> sequence = in.getLongValue();
                    case 8 -> replyTo = Optional.of(in.getText());
                    case 9 -> thread = Optional.of(in.getText());
                    default -> in.skipChildren();
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("an array can be read", e);
        }
        return new Letter(id, sent, body, groups, attributes, receives, urgent, sequence, replyTo, thread);
    }
}
