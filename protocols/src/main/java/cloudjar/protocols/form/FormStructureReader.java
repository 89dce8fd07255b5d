package cloudjar.protocols.form;

import cloudjar.kernel.shape.CommonException;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.ShapeType;
import cloudjar.kernel.shape.Structure;
import cloudjar.protocols.form.FormDialect.Gaps;
import cloudjar.protocols.form.FormDialect.Problem;
import cloudjar.protocols.text.MalformedValueException;
import cloudjar.protocols.text.TextValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads structures from form parameters by their schemas: every parameter is looked at once, those that the schema does
 * not know are passed over. Stateless and safe for any number of threads.
 *
 * <p>The rules for indices and their sentences were probed on AWS (SES, September 2026, as told by the tests of the
 * floci project): an index begins at 1, has no leading zero, may come in any order, and may skip at most
 * {@value #GAP_MAX} places.
 */
public final class FormStructureReader {
    /** How many places a list's indices may skip at once, where gaps are padded. */
    static final int GAP_MAX = 10;
    /** The largest index; a longer number is refused before it is read. */
    private static final int INDEX_DIGITS_MAX = 9;

    private final FormDialect dialect;

    public FormStructureReader(FormDialect dialect) {
        this.dialect = dialect;
    }

    /**
     * Reads a structure.
     *
     * @throws CommonException the dialect's error, where the parameters do not fit the schema
     */
    public Structure read(FormParameters parameters, Schema schema) {
        return structure(ParameterTree.of(parameters), schema);
    }

    private Structure structure(ParameterTree node, Schema schema) {
        @Nullable Object[] slots = new Object[schema.memberCount()];
        int expected = 0;
        for (ParameterTree child = node.firstChild(); child != null; child = child.next()) {
            Member member = find(schema, child.name(), expected);
            if (member != null) {
                expected = member.index() + 1;
                slots[member.index()] = value(child, member);
            }
        }
        if (schema.type() == ShapeType.UNION
                && Arrays.stream(slots).filter(Objects::nonNull).count() != 1) {
            throw shape(node, "Exactly one member of a union must be given");
        }
        return schema.create(slots);
    }

    /** Finds a member by its name in requests, beginning at {@code expected}, where clients in model order have it. */
    private @Nullable Member find(Schema schema, String name, int expected) {
        int count = schema.memberCount();
        for (int i = 0, at = expected; i < count; i++, at++) {
            Member member = schema.member(at < count ? at : at - count);
            if (dialect.name(member).equals(name)) {
                return member;
            }
        }
        return null;
    }

    private Object value(ParameterTree node, Member member) {
        Schema target = member.target();
        return switch (target.type()) {
            case STRUCTURE, UNION -> {
                requireNoValue(node, "Unexpected complex element termination");
                yield structure(node, target);
            }
            case LIST -> list(node, member, target);
            case MAP -> map(node, member, target);
            default -> scalar(node, member);
        };
    }

    private Object scalar(ParameterTree node, Member member) {
        String text = node.value();
        if (text == null) {
            throw shape(node, "Start of list found where not expected");
        }
        if (text.isEmpty()
                && member.target().type() != ShapeType.STRING
                && member.target().type() != ShapeType.BLOB) {
            throw dialect.malformed(
                    Problem.VALUE,
                    node.name(),
                    "missing value for " + member.target().type().name().toLowerCase(Locale.ROOT) + " type");
        }
        try {
            return TextValues.parse(member, text);
        } catch (MalformedValueException e) {
            String type = member.target().type().name().toLowerCase(Locale.ROOT);
            throw dialect.malformed(
                    Problem.VALUE,
                    node.name(),
                    switch (member.target().type()) {
                        case BOOLEAN -> "boolean must follow xsd1.1 definition";
                        case TIMESTAMP -> "timestamp must follow ISO8601";
                        default -> "invalid value for " + type + " type";
                    });
        }
    }

    private List<Object> list(ParameterTree node, Member member, Schema list) {
        requireNoValue(node, "Unexpected list element termination");
        Member item = list.member(0);
        ParameterTree elements = dialect.flattened(member) ? node : node.child(dialect.name(item));
        if (elements == null) {
            if (node.children() > 0) {
                throw shape(node, "Top level element may not be treated as a list");
            }
            return List.of();
        }
        Indexed[] sorted = byIndex(elements);
        List<Object> values = new ArrayList<>(sorted.length);
        int previous = 0;
        for (Indexed element : sorted) {
            if (dialect.gaps() == Gaps.PADDED) {
                pad(values, previous, element, item);
            }
            values.add(value(element.node(), item));
            previous = element.index();
        }
        return Collections.unmodifiableList(values);
    }

    /** Fills the places between two indices with empty elements, where the element's type has an empty value. */
    private void pad(List<Object> values, int previous, Indexed element, Member item) {
        int skip = element.index() - Math.max(previous, 1);
        if (skip > GAP_MAX) {
            throw shape(
                    element.node(),
                    String.format(Locale.ROOT, "Excessively sparse input would skip %,d list elements", skip));
        }
        Schema target = item.target();
        for (int missing = previous + 1; missing < element.index(); missing++) {
            if (target.type() == ShapeType.STRING) {
                values.add("");
            } else if (target.type() == ShapeType.STRUCTURE) {
                values.add(target.create(new Object[target.memberCount()]));
            }
        }
    }

    private Map<String, Object> map(ParameterTree node, Member member, Schema map) {
        requireNoValue(node, "Unexpected map element termination");
        ParameterTree entries = dialect.flattened(member) ? node : node.child("entry");
        if (entries == null) {
            if (node.children() > 0) {
                throw shape(node, "Top level element may not be treated as a map");
            }
            return Map.of();
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (Indexed entry : byIndex(entries)) {
            ParameterTree key = entry.node().child(dialect.name(map.member(0)));
            ParameterTree value = entry.node().child(dialect.name(map.member(1)));
            if (key == null || key.value() == null || value == null) {
                throw shape(entry.node(), "A map entry needs a key and a value");
            }
            values.put(key.value(), value(value, map.member(1)));
        }
        return Collections.unmodifiableMap(values);
    }

    private Indexed[] byIndex(ParameterTree elements) {
        requireNoValue(elements, "Unexpected list element termination");
        Indexed[] sorted = new Indexed[elements.children()];
        int count = 0;
        boolean inOrder = true;
        for (ParameterTree child = elements.firstChild(); child != null; child = child.next()) {
            sorted[count] = new Indexed(index(child), child);
            inOrder &= count == 0 || sorted[count - 1].index() < sorted[count].index();
            count++;
        }
        if (!inOrder) {
            Arrays.sort(sorted, Comparator.comparingInt(Indexed::index));
        }
        return sorted;
    }

    private int index(ParameterTree element) {
        String digits = element.name();
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw shape(element, "Start of list found where not expected");
        }
        if (digits.equals("0")) {
            throw shape(element, "0 is not a valid index");
        }
        if (digits.charAt(0) == '0') {
            throw shape(element, "Value found where not expected");
        }
        if (digits.length() > INDEX_DIGITS_MAX) {
            throw shape(element, "Index " + digits + " is illegal");
        }
        return Integer.parseInt(digits);
    }

    private void requireNoValue(ParameterTree node, String otherwise) {
        if (node.value() != null && !node.value().isEmpty()) {
            throw shape(node, otherwise);
        }
    }

    private CommonException shape(ParameterTree node, String detail) {
        return dialect.malformed(Problem.SHAPE, node.name(), detail);
    }

    /** An element of a list or map. */
    private record Indexed(int index, ParameterTree node) {}
}
