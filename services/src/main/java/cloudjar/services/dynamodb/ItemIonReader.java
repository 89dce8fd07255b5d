package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.kernel.shape.Bytes;
import com.amazon.ion.IonException;
import com.amazon.ion.IonReader;
import com.amazon.ion.IonType;
import com.amazon.ion.system.IonReaderBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads items as imports have them in Ion text, one a line, such as <code>$ion_1_0 {Item:{id:"a",tags:$dynamodb_SS::["x"]}}</code>.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3DataImport.Format.html">Amazon S3 import
 *     formats</a>
 */
final class ItemIonReader {
    private static final String ITEM = "Item";

    private final IonReader in;

    private ItemIonReader(IonReader in) {
        this.in = in;
    }

    /** The item of a line; empty where the line holds none. */
    static Optional<Map<String, AttributeValue>> item(String line) {
        try (IonReader in = IonReaderBuilder.standard().build(line)) {
            return new ItemIonReader(in).item();
        } catch (IonException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Map<String, AttributeValue>> item() {
        if (in.next() != IonType.STRUCT || in.isNullValue()) {
            return Optional.empty();
        }
        in.stepIn();
        while (in.next() != null) {
            if (ITEM.equals(in.getFieldName()) && in.getType() == IonType.STRUCT && !in.isNullValue()) {
                return Optional.of(attributes());
            }
        }
        return Optional.empty();
    }

    private Map<String, AttributeValue> attributes() {
        if (in.getDepth() > DynamoDbLimits.NESTING.current() + 2) {
            throw new IonException("deeper than an item can be");
        }
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        in.stepIn();
        while (in.next() != null) {
            attributes.put(in.getFieldName(), value());
        }
        in.stepOut();
        return attributes;
    }

    private AttributeValue value() {
        AttributeValue.Builder value = AttributeValue.builder();
        if (in.isNullValue()) {
            return value.null_(true).build();
        }
        return switch (in.getType()) {
            case STRING -> value.s(in.stringValue()).build();
            case INT, DECIMAL -> value.n(number()).build();
            case BLOB -> value.b(blob()).build();
            case BOOL -> value.bool(in.booleanValue()).build();
            case STRUCT -> value.m(attributes()).build();
            case LIST -> list(value).build();
            default -> throw new IonException("a type that items do not have: " + in.getType());
        };
    }

    /** A list, or with one of DynamoDB's annotations a set. */
    private AttributeValue.Builder list(AttributeValue.Builder value) {
        String[] annotations = in.getTypeAnnotations();
        return switch (annotations.length == 0 ? "" : annotations[0]) {
            case "" -> value.l(elements(ItemIonReader::value));
            case "$dynamodb_SS" -> value.ss(elements(ItemIonReader::text));
            case "$dynamodb_NS" -> value.ns(elements(ItemIonReader::number));
            case "$dynamodb_BS" -> value.bs(elements(ItemIonReader::blob));
            default -> throw new IonException("an annotation that items do not have: " + annotations[0]);
        };
    }

    private <T> List<T> elements(Function<ItemIonReader, T> element) {
        if (in.getDepth() > DynamoDbLimits.NESTING.current() + 2) {
            throw new IonException("deeper than an item can be");
        }
        List<T> elements = new ArrayList<>();
        in.stepIn();
        while (in.next() != null) {
            elements.add(element.apply(this));
        }
        in.stepOut();
        return elements;
    }

    private String text() {
        require(in.getType() == IonType.STRING && !in.isNullValue());
        return in.stringValue();
    }

    private String number() {
        require((in.getType() == IonType.INT || in.getType() == IonType.DECIMAL) && !in.isNullValue());
        return in.getType() == IonType.INT
                ? in.bigIntegerValue().toString()
                : in.bigDecimalValue().toString();
    }

    private Bytes blob() {
        require(in.getType() == IonType.BLOB && !in.isNullValue());
        return Bytes.wrap(in.newBytes());
    }

    private static void require(boolean fits) {
        if (!fits) {
            throw new IonException("an element of another type than its set");
        }
    }
}
