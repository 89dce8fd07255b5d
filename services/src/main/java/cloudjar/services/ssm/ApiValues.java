package cloudjar.services.ssm;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.call.NotImplemented;
import cloudjar.kernel.call.ServiceApi;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.shape.Body;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.Structure;
import cloudjar.services.ssm.runbook.RunbookException;
import cloudjar.services.ssm.runbook.Values;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Calls operations that are known only by name, with inputs and outputs that are plain values: maps by the names of the model's
 * members, lists, strings, numbers, booleans.
 */
final class ApiValues {
    private final Cloud cloud;

    ApiValues(Cloud cloud) {
        this.cloud = cloud;
    }

    /** The output of an operation, by the name of its service in cloudjar and its own. */
    Map<String, Object> call(String service, String operation, Map<String, Object> input, Call call) {
        OperationSchema schema =
                cloud.operation(service, operation).orElseThrow(() -> NotImplemented.of(service, operation));
        return shown(cloud.invoke(schema, structure(schema.input(), input, operation), call));
    }

    /** The input of an operation. */
    <S extends Structure> S made(ServiceApi<?> api, String operation, Map<String, Object> input, Class<S> type) {
        OperationSchema schema = Objects.requireNonNull(api.schema().operation(operation));
        return type.cast(structure(schema.input(), input, operation));
    }

    /** A structure as a map. */
    static Map<String, Object> shown(Structure structure) {
        Map<String, Object> shown = new LinkedHashMap<>();
        for (Member member : structure.schema().members()) {
            Object value = structure.get(member);
            // Streams are not read: what they say can be of any size.
            if (value != null && !(value instanceof Body)) {
                shown.put(member.name(), shown(value));
            }
        }
        return shown;
    }

    private static Object shown(@Nullable Object value) {
        return switch (value) {
            case null -> Json.NULL;
            case Structure structure -> shown(structure);
            case Map<?, ?> map -> {
                Map<String, Object> shown = new LinkedHashMap<>();
                map.forEach((key, element) -> shown.put(key.toString(), shown(element)));
                yield shown;
            }
            case List<?> list -> {
                List<Object> shown = new ArrayList<>();
                list.forEach(element -> shown.add(shown(element)));
                yield shown;
            }
            case Bytes bytes -> Base64.getEncoder().encodeToString(bytes.toArray());
            case Boolean bool -> bool;
            case Number number -> new BigDecimal(number.toString());
            default -> value.toString();
        };
    }

    private static Structure structure(Schema schema, Map<?, ?> input, String where) {
        @Nullable Object[] slots = new Object[schema.memberCount()];
        input.forEach((name, value) -> {
            Member member = member(schema, name.toString());
            if (member == null) {
                throw new RunbookException("Unknown parameter in " + where + ": \"" + name + "\"");
            }
            if (value != Json.NULL) {
                slots[member.index()] = typed(member.target(), value, where + "." + name);
            }
        });
        return schema.create(slots);
    }

    /** The member of a name, whose first letter may be of either case, as documents write it. */
    private static @Nullable Member member(Schema schema, String name) {
        Member exact = schema.member(name);
        if (exact != null || name.isEmpty()) {
            return exact;
        }
        String rest = name.substring(1);
        Member upper = schema.member(name.substring(0, 1).toUpperCase(Locale.ROOT) + rest);
        return upper != null ? upper : schema.member(name.substring(0, 1).toLowerCase(Locale.ROOT) + rest);
    }

    private static Object typed(Schema schema, Object value, String where) {
        try {
            return switch (schema.type()) {
                case STRUCTURE, UNION -> structure(schema, map(value, where), where);
                case LIST -> {
                    List<Object> list = new ArrayList<>();
                    // Documents give one value where a list of one is meant.
                    for (Object element : value instanceof List<?> several ? several : List.of(value)) {
                        list.add(typed(schema.listMember(), element, where));
                    }
                    yield List.copyOf(list);
                }
                case MAP -> {
                    Map<String, Object> map = new LinkedHashMap<>();
                    for (Map.Entry<?, ?> entry : map(value, where).entrySet()) {
                        map.put(entry.getKey().toString(), typed(schema.mapValue(), entry.getValue(), where));
                    }
                    yield Collections.unmodifiableMap(map);
                }
                case BOOLEAN ->
                    value instanceof Boolean bool
                            ? bool
                            : Boolean.valueOf(Values.text(value).toLowerCase(Locale.ROOT));
                case BYTE, SHORT, INTEGER -> new BigDecimal(Values.text(value)).intValueExact();
                case LONG -> new BigDecimal(Values.text(value)).longValueExact();
                case FLOAT -> Float.valueOf(Values.text(value));
                case DOUBLE -> Double.valueOf(Values.text(value));
                case BIG_INTEGER -> new BigInteger(Values.text(value));
                case BIG_DECIMAL -> new BigDecimal(Values.text(value));
                case STRING -> Values.text(value);
                case BLOB ->
                    schema.streaming() ? Body.of(Bytes.ofUtf8(Values.text(value))) : Bytes.ofUtf8(Values.text(value));
                case TIMESTAMP -> Instant.parse(Values.text(value));
                case DOCUMENT -> throw new RunbookException(where + " is a document, which is not supported");
            };
        } catch (ArithmeticException | NumberFormatException | DateTimeException e) {
            throw new RunbookException("Invalid value for parameter " + where + ": " + Values.text(value));
        }
    }

    private static Map<?, ?> map(Object value, String where) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new RunbookException("Invalid type for parameter " + where);
    }
}
