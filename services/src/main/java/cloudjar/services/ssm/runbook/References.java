package cloudjar.services.ssm.runbook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * References in values, such as {@code {{ step.output }}}: one alone stands for a value of any kind, among other text for the value's
 * text.
 */
public final class References {
    private static final Pattern REFERENCE = Pattern.compile("\\{\\{\\s*([a-zA-Z0-9_.:/\\-\\[\\]]+)\\s*}}");
    private static final int SIZE_MAX = 1024 * 1024;

    private final Function<String, @Nullable Object> known;

    /** @param known the value of a reference; null where there is none */
    public References(Function<String, @Nullable Object> known) {
        this.known = known;
    }

    /**
     * The value with what its references stand for.
     *
     * @throws RunbookException where one stands for nothing
     */
    public Object in(Object value) {
        return switch (value) {
            case String text -> in(text);
            case Map<?, ?> map -> {
                Map<String, Object> changed = new LinkedHashMap<>();
                map.forEach((key, element) -> changed.put(Values.text(in(key.toString())), in(element)));
                yield changed;
            }
            case List<?> list -> {
                List<Object> changed = new ArrayList<>();
                list.forEach(element -> changed.add(in(element)));
                yield changed;
            }
            default -> value;
        };
    }

    private Object in(String text) {
        Matcher matcher = REFERENCE.matcher(text);
        if (matcher.matches()) {
            return find(matcher.group(1));
        }
        StringBuilder changed = new StringBuilder();
        matcher.reset();
        while (matcher.find()) {
            matcher.appendReplacement(changed, Matcher.quoteReplacement(Values.text(find(matcher.group(1)))));
            if (changed.length() > SIZE_MAX) {
                throw new RunbookException("A value is too long.");
            }
        }
        return matcher.appendTail(changed).toString();
    }

    private Object find(String name) {
        Object value = known.apply(name);
        if (value == null) {
            throw new RunbookException("The reference {{ " + name + " }} cannot be resolved.");
        }
        return value;
    }
}
