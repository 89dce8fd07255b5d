package cloudjar.kernel.shape;

import cloudjar.kernel.shape.Violation.Spot;
import cloudjar.kernel.shape.Violation.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The wording of services built on Smithy's servers: {@code 1 validation error detected. Value at '/x' failed to satisfy
 * constraint: …}, with a list of the fields where the operation's own {@code ValidationException} has one. The protocol
 * tests of restJson1 pin it.
 */
public final class SmithyWording implements ValidationWording {
    private static final String CODE = "ValidationException";

    @Override
    public ApiException refuse(OperationSchema operation, List<Violation> violations) {
        List<Field> fields = violations.stream()
                .map(violation -> new Field(path(violation.spot()), sentence(violation)))
                .toList();
        int count = fields.size();
        String message = count
                + (count == 1 ? " validation error detected. " : " validation errors detected. ")
                + fields.stream().map(Field::message).collect(Collectors.joining("; "));
        for (Schema error : operation.errors()) {
            if (error.name().equals(CODE) && error.member("message") != null) {
                return new Declared(structure(error, message, fields), message);
            }
        }
        return new CommonException(CODE, 400, message);
    }

    private record Field(String path, String message) {}

    private static Structure structure(Schema error, String message, List<Field> fields) {
        @Nullable Object[] slots = new @Nullable Object[error.memberCount()];
        set(error, slots, "message", message);
        Member list = error.member("fieldList");
        if (list != null) {
            Schema element = list.target().listMember();
            slots[list.index()] = fields.stream()
                    .map(field -> {
                        @Nullable Object[] values = new @Nullable Object[element.memberCount()];
                        set(element, values, "path", field.path());
                        set(element, values, "message", field.message());
                        return element.create(values);
                    })
                    .toList();
        }
        return error.create(slots);
    }

    private static void set(Schema schema, @Nullable Object[] slots, String member, String value) {
        slots[Objects.requireNonNull(schema.member(member)).index()] = value;
    }

    private static String sentence(Violation violation) {
        Spot spot = violation.spot();
        Constraints constraints = spot.schema().constraints();
        String demand =
                switch (violation.rule()) {
                    case REQUIRED -> "Member must not be null";
                    case ENUM -> "Member must satisfy enum value set: " + constraints.enumValues();
                    case PATTERN -> "Member must satisfy regular expression pattern: " + constraints.pattern();
                    case LENGTH -> "Member must have length " + bounds(constraints, spot.schema());
                    case RANGE -> "Member must be " + bounds(constraints, spot.schema());
                    case UNIQUE -> "Member must have unique values";
                };
        String subject = violation.rule() == Violation.Rule.LENGTH
                        && !spot.schema().traits().has(ShapeTraits.SENSITIVE)
                ? "Value with length " + length(spot.value())
                : "Value";
        return subject + " at '" + path(spot) + "' failed to satisfy constraint: " + demand;
    }

    private static String bounds(Constraints constraints, Schema schema) {
        if (constraints.min() != null && constraints.max() != null) {
            return "between " + bound(schema, constraints.min()) + " and " + bound(schema, constraints.max())
                    + ", inclusive";
        }
        return constraints.min() != null
                ? "greater than or equal to " + bound(schema, constraints.min())
                : "less than or equal to " + bound(schema, constraints.max());
    }

    private static String bound(Schema schema, @Nullable Double bound) {
        if (bound == null) {
            return "";
        }
        boolean real = schema.type() == ShapeType.FLOAT || schema.type() == ShapeType.DOUBLE;
        return real && bound != Math.rint(bound) ? bound.toString() : Long.toString(bound.longValue());
    }

    private static int length(@Nullable Object value) {
        return switch (value) {
            case String text -> text.codePointCount(0, text.length());
            case Bytes bytes -> bytes.size();
            case List<?> list -> list.size();
            case Map<?, ?> map -> map.size();
            case null, default -> 0;
        };
    }

    /** The JSON pointer to a place; a key stands for its map. */
    private static String path(Spot spot) {
        List<String> steps = new ArrayList<>();
        for (Spot step : spot.path()) {
            if (step.step() != Step.MAP_KEY) {
                steps.add("/" + step.name().replace("~", "~0").replace("/", "~1"));
            }
        }
        return String.join("", steps);
    }

    /** The operation's own exception, which has a generated class that cannot be named here. */
    private static final class Declared extends ApiException {
        private static final long serialVersionUID = 1;

        Declared(Structure error, String message) {
            super(error, message);
        }
    }
}
