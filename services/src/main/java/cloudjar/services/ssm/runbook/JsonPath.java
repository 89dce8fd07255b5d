package cloudjar.services.ssm.runbook;

import cloudjar.kernel.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path into JSON: members, elements, wildcards, descents and comparisons, such as {@code $.Reservations[0]..InstanceId} or
 * {@code $.Tags[?(@.Key == 'Name')].Value}.
 */
public final class JsonPath {
    private static final Pattern PART = Pattern.compile(
            "\\.\\.(?<deep>[\\w-]+|\\*)"
                    + "|\\.(?<name>[\\w:-]+)"
                    + "|\\.\\*(?<any>)"
                    + "|\\[\\s*['\"](?<quoted>[^'\"]*)['\"]\\s*]"
                    + "|\\[\\s*(?<index>-?\\d{1,9})\\s*]"
                    + "|\\[\\s*\\*\\s*](?<all>)"
                    + "|\\[\\s*(?<from>-?\\d{0,9}):(?<to>-?\\d{0,9})\\s*]"
                    + "|\\[\\?\\(\\s*@\\.(?<key>[\\w.-]+)\\s*(?:(?<operator>==|!=|>=|<=|>|<)\\s*(?<operand>'[^']*'|\"[^\"]*\"|[^\\s)]+))?\\s*\\)]");
    private static final int FOUND_MAX = 100_000;

    private final String text;
    private final List<Matcher> parts;

    private JsonPath(String text, List<Matcher> parts) {
        this.text = text;
        this.parts = parts;
    }

    /**
     * The path that a text is.
     *
     * @throws RunbookException where it is none
     */
    public static JsonPath of(String text) {
        String path = text.strip();
        if (!path.startsWith("$")) {
            throw new RunbookException("Not a JSON path: " + text);
        }
        List<Matcher> parts = new ArrayList<>();
        int at = 1;
        while (at < path.length()) {
            Matcher matcher = PART.matcher(path).region(at, path.length());
            if (!matcher.lookingAt()) {
                throw new RunbookException("Not a JSON path: " + text);
            }
            parts.add(matcher);
            at = matcher.end();
        }
        return new JsonPath(path, parts);
    }

    /** What is found: of a path that may lead to several values a list of them, else the value; nothing where there is none. */
    public Optional<Object> find(Object root) {
        List<Object> found = List.of(root);
        boolean several = false;
        for (Matcher part : parts) {
            several |= isIndefinite(part);
            List<Object> next = new ArrayList<>();
            for (Object value : found) {
                step(value, part, next);
                if (next.size() > FOUND_MAX) {
                    throw new RunbookException("The path " + text + " leads to too many values.");
                }
            }
            found = next;
        }
        if (several) {
            return Optional.of(found);
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst());
    }

    private static boolean isIndefinite(Matcher part) {
        return part.group("deep") != null
                || part.group("any") != null
                || part.group("all") != null
                || part.group("to") != null
                || part.group("key") != null;
    }

    private static void step(Object value, Matcher part, List<Object> into) {
        String member = part.group("name") != null ? part.group("name") : part.group("quoted");
        if (member != null) {
            if (value instanceof Map<?, ?> map && map.get(member) != null) {
                into.add(map.get(member));
            }
        } else if (part.group("index") != null) {
            element(value, Integer.parseInt(part.group("index")), into);
        } else if (part.group("deep") != null) {
            descend(value, part.group("deep"), into);
        } else if (part.group("to") != null) {
            slice(value, part.group("from"), part.group("to"), into);
        } else if (part.group("key") != null) {
            children(value).stream().filter(child -> holds(child, part)).forEach(into::add);
        } else {
            into.addAll(children(value));
        }
    }

    private static List<Object> children(Object value) {
        return switch (value) {
            case Map<?, ?> map -> new ArrayList<>(map.values());
            case List<?> list -> new ArrayList<>(list);
            default -> List.of();
        };
    }

    private static void element(Object value, int index, List<Object> into) {
        if (value instanceof List<?> list) {
            int at = index < 0 ? list.size() + index : index;
            if (at >= 0 && at < list.size()) {
                into.add(list.get(at));
            }
        }
    }

    private static void slice(Object value, String from, String to, List<Object> into) {
        if (value instanceof List<?> list) {
            int first = from.isEmpty() ? 0 : bounded(Integer.parseInt(from), list.size());
            int last = to.isEmpty() ? list.size() : bounded(Integer.parseInt(to), list.size());
            for (int i = first; i < last; i++) {
                into.add(list.get(i));
            }
        }
    }

    private static int bounded(int index, int size) {
        return Math.clamp(index < 0 ? size + (long) index : index, 0, size);
    }

    private static void descend(Object value, String member, List<Object> into) {
        if (member.equals("*")) {
            into.addAll(children(value));
        } else if (value instanceof Map<?, ?> map && map.get(member) != null) {
            into.add(map.get(member));
        }
        children(value).forEach(child -> descend(child, member, into));
    }

    private static boolean holds(Object child, Matcher part) {
        Object value = child;
        for (String name : part.group("key").split("\\.", -1)) {
            Object member = value instanceof Map<?, ?> map ? map.get(name) : null;
            if (member == null) {
                return false;
            }
            value = member;
        }
        String operator = part.group("operator");
        if (operator == null) {
            return true;
        }
        String operand = part.group("operand");
        boolean quoted = operand.startsWith("'") || operand.startsWith("\"");
        Object other = quoted
                ? operand.substring(1, operand.length() - 1)
                : Json.value(operand).orElse(operand);
        if (value instanceof BigDecimal left && other instanceof BigDecimal right) {
            return ordered(left.compareTo(right), operator);
        }
        return ordered(Values.text(value).compareTo(Values.text(other)), operator);
    }

    private static boolean ordered(int order, String operator) {
        return switch (operator) {
            case "==" -> order == 0;
            case "!=" -> order != 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            case "<" -> order < 0;
            default -> order <= 0;
        };
    }
}
