package cloudjar.kernel.policy;

import cloudjar.kernel.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A policy as {@code AddPermission} and {@code RemovePermission} know it: statements that are found by their labels. All else in
 * its text stays as it is. Used by one thread.
 */
public final class LabelledPolicy {
    private final Map<String, Object> document;
    private final List<Object> statements;

    private LabelledPolicy(Map<String, Object> document) {
        this.document = document;
        this.statements = switch (document.get("Statement")) {
            case List<?> list -> new ArrayList<>(list);
            case Map<?, ?> one -> new ArrayList<>(List.of(one));
            case null, default -> new ArrayList<>();
        };
    }

    /** A policy without statements, in the version that such operations write. */
    public static LabelledPolicy fresh(String id) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("Version", "2008-10-17");
        document.put("Id", id);
        return new LabelledPolicy(document);
    }

    /** The policy of a text; empty where it is no JSON object. */
    public static Optional<LabelledPolicy> read(String text) {
        return Json.object(text).map(LabelledPolicy::new);
    }

    /** The policy of a text that was checked before it was kept. */
    public static LabelledPolicy kept(String text) {
        return read(text).orElseThrow(() -> new IllegalStateException("a stored policy is no JSON"));
    }

    /** Its statements: JSON values of any kind. */
    public List<Object> statements() {
        return List.copyOf(statements);
    }

    public boolean has(String label) {
        return statements.stream().anyMatch(statement -> isLabelled(statement, label));
    }

    /**
     * Adds a statement that lets principals do actions with a resource. What there is one of stands alone, more in a list.
     *
     * @param principals ARNs
     * @param actions with the prefix of their service
     */
    public void allow(String label, List<String> principals, List<String> actions, String resource) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Sid", label);
        statement.put("Effect", "Allow");
        statement.put("Principal", Map.of("AWS", oneOrAll(principals)));
        statement.put("Action", oneOrAll(actions));
        statement.put("Resource", resource);
        statements.add(statement);
    }

    /** Takes the statements of a label away; says whether there were any. */
    public boolean remove(String label) {
        return statements.removeIf(statement -> isLabelled(statement, label));
    }

    /** Its text. */
    public String toJson() {
        document.put("Statement", statements);
        return Json.write(document);
    }

    private static boolean isLabelled(Object statement, String label) {
        return statement instanceof Map<?, ?> members && label.equals(members.get("Sid"));
    }

    private static Object oneOrAll(List<String> values) {
        return values.size() == 1 ? values.getFirst() : values;
    }
}
