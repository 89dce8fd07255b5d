package cloudjar.services.dynamodb.expression;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.api.dynamodb.ValidationException;
import cloudjar.kernel.shape.ApiException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The names and values that a request's expressions stand placeholders for, and which of them were used. */
public final class Placeholders {
    private static final Pattern NAME = Pattern.compile("#[0-9a-zA-Z_]+");
    private static final Pattern VALUE = Pattern.compile(":[0-9a-zA-Z_]+");

    private final Map<String, String> names;
    private final Map<String, AttributeValue> values;
    private final Set<String> unusedNames;
    private final Set<String> unusedValues;

    private Placeholders(Map<String, String> names, Map<String, AttributeValue> values) {
        this.names = names;
        this.values = values;
        this.unusedNames = new LinkedHashSet<>(names.keySet());
        this.unusedValues = new LinkedHashSet<>(values.keySet());
    }

    /**
     * The placeholders of a request, whose values have been checked.
     *
     * @throws ApiException where one is not called as a placeholder is
     */
    public static Placeholders of(Map<String, String> names, Map<String, AttributeValue> values) {
        names.keySet().forEach(name -> check(NAME, "ExpressionAttributeNames", name));
        values.keySet().forEach(name -> check(VALUE, "ExpressionAttributeValues", name));
        return new Placeholders(names, values);
    }

    private static void check(Pattern pattern, String parameter, String name) {
        if (!pattern.matcher(name).matches()) {
            throw new ValidationException(parameter + " contains invalid key: Syntax error; key: \"" + name + "\"");
        }
    }

    Optional<String> name(String placeholder) {
        unusedNames.remove(placeholder);
        return Optional.ofNullable(names.get(placeholder));
    }

    Optional<AttributeValue> value(String placeholder) {
        unusedValues.remove(placeholder);
        return Optional.ofNullable(values.get(placeholder));
    }

    /**
     * Called when all expressions are read.
     *
     * @throws ApiException where a placeholder was not used
     */
    public void requireAllUsed() {
        requireUsed("ExpressionAttributeNames", unusedNames);
        requireUsed("ExpressionAttributeValues", unusedValues);
    }

    private static void requireUsed(String parameter, Set<String> unused) {
        if (!unused.isEmpty()) {
            throw new ValidationException("Value provided in " + parameter + " unused in expressions: keys: {"
                    + String.join(", ", unused) + "}");
        }
    }
}
