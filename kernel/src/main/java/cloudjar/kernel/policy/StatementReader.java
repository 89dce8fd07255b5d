package cloudjar.kernel.policy;

import cloudjar.kernel.policy.PolicyProblem.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads statements: their elements, and the types of their values. */
final class StatementReader {
    private static final Set<String> ELEMENTS = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");

    private final Problems problems;

    StatementReader(Problems problems) {
        this.problems = problems;
    }

    /** Adds the statement, as far as it can be read, to {@code statements}. */
    void read(PolicyJson json, String path, List<Statement> statements) {
        if (!(json instanceof PolicyJson.Members members)) {
            problems.add(Code.SYNTAX, path, "");
            return;
        }
        Map<String, PolicyJson> values = members.values();
        for (String name : values.keySet()) {
            if (!ELEMENTS.contains(name) || members.twice().contains(name)) {
                problems.add(Code.SYNTAX, path + "." + name, "");
            }
        }
        Selection actions = selection(values, "Action", path);
        statements.add(new Statement(
                text(values.get("Sid"), path + ".Sid", problems),
                effect(values.get("Effect"), path),
                principals(values, path),
                actions == null ? new Selection(Sense.NAMED, List.of()) : actions,
                selection(values, "Resource", path),
                conditions(values.get("Condition"), path + ".Condition")));
    }

    /** The text of an optional element; null where there is none. */
    static @Nullable String text(@Nullable PolicyJson json, String path, Problems problems) {
        if (json instanceof PolicyJson.Text(String value)) {
            return value;
        }
        if (json != null) {
            problems.add(Code.SYNTAX, path, "");
        }
        return null;
    }

    private Effect effect(@Nullable PolicyJson json, String path) {
        String at = path + ".Effect";
        if (json instanceof PolicyJson.Text(String word)) {
            for (Effect effect : Effect.values()) {
                if (effect.word().equals(word)) {
                    return effect;
                }
                if (effect.word().equalsIgnoreCase(word)) {
                    problems.add(Code.LEGACY, at, word);
                    return effect;
                }
            }
            problems.add(Code.EFFECT_UNKNOWN, at, word);
        } else {
            problems.add(json == null ? Code.EFFECT_MISSING : Code.SYNTAX, at, "");
        }
        return Effect.DENY;
    }

    private @Nullable Selection selection(Map<String, PolicyJson> values, String name, String path) {
        PolicyJson named = values.get(name);
        PolicyJson allBut = values.get("Not" + name);
        if (named != null && allBut != null) {
            problems.add(Code.SYNTAX, path + "." + name, "");
        }
        if (named != null) {
            return new Selection(Sense.NAMED, texts(named, path + "." + name));
        }
        return allBut == null ? null : new Selection(Sense.ALL_BUT, texts(allBut, path + ".Not" + name));
    }

    private @Nullable PrincipalSelection principals(Map<String, PolicyJson> values, String path) {
        PolicyJson named = values.get("Principal");
        PolicyJson allBut = values.get("NotPrincipal");
        if (named != null && allBut != null) {
            problems.add(Code.SYNTAX, path + ".Principal", "");
        }
        if (named != null) {
            return new PrincipalSelection(Sense.NAMED, principalNames(named, path + ".Principal"));
        }
        return allBut == null
                ? null
                : new PrincipalSelection(Sense.ALL_BUT, principalNames(allBut, path + ".NotPrincipal"));
    }

    private List<PrincipalName> principalNames(PolicyJson json, String path) {
        List<PrincipalName> names = new ArrayList<>();
        switch (json) {
            case PolicyJson.Text(String value) when value.equals("*") -> names.add(new PrincipalName.Everyone());
            case PolicyJson.Members members -> {
                members.twice().forEach(twice -> problems.add(Code.SYNTAX, path + "." + twice, ""));
                members.values().forEach((type, value) -> {
                    for (String name : texts(value, path + "." + type)) {
                        names.add(principalName(type, name, path));
                    }
                });
            }
            case PolicyJson.Text(String value) -> problems.add(Code.PRINCIPAL_FORM, path, '"' + value + '"');
            default -> problems.add(Code.SYNTAX, path, "");
        }
        return names;
    }

    private PrincipalName principalName(String type, String name, String path) {
        return switch (type) {
            case "AWS" -> name.equals("*") ? new PrincipalName.Everyone() : new PrincipalName.Aws(name);
            case "Service" -> new PrincipalName.Service(name);
            case "Federated" -> new PrincipalName.Federated(name);
            case "CanonicalUser" -> new PrincipalName.CanonicalUser(name);
            default -> {
                problems.add(Code.PRINCIPAL_FORM, path, '"' + type + "\":\"" + name + '"');
                yield new PrincipalName.Aws(name);
            }
        };
    }

    private List<Condition> conditions(@Nullable PolicyJson json, String path) {
        List<Condition> conditions = new ArrayList<>();
        if (json == null) {
            return conditions;
        }
        for (Map.Entry<String, PolicyJson> block : members(json, path).entrySet()) {
            String at = path + "." + block.getKey();
            Map<String, PolicyJson> keys = members(block.getValue(), at);
            ConditionOperator operator = ConditionOperator.parse(block.getKey()).orElse(null);
            if (operator == null) {
                // AWS does not look at the name of an operator that has no keys.
                keys.keySet().forEach(key -> problems.add(Code.SYNTAX, at, key));
                continue;
            }
            keys.forEach((key, value) -> conditions.add(new Condition(operator, key, scalars(value, at + "." + key))));
        }
        return conditions;
    }

    private Map<String, PolicyJson> members(PolicyJson json, String path) {
        if (!(json instanceof PolicyJson.Members members)) {
            problems.add(Code.SYNTAX, path, "");
            return Map.of();
        }
        members.twice().forEach(twice -> problems.add(Code.SYNTAX, path + "." + twice, ""));
        return members.values();
    }

    /** A string or an array of strings. */
    private List<String> texts(PolicyJson json, String path) {
        List<String> values = new ArrayList<>();
        for (PolicyJson element : json instanceof PolicyJson.Elements(List<PolicyJson> all) ? all : List.of(json)) {
            if (element instanceof PolicyJson.Text(String text)) {
                values.add(text);
            } else {
                problems.add(Code.SYNTAX, path, "");
            }
        }
        return values;
    }

    /** A string, number or boolean, or an array of them. */
    private List<String> scalars(PolicyJson json, String path) {
        List<String> values = new ArrayList<>();
        for (PolicyJson element : json instanceof PolicyJson.Elements(List<PolicyJson> all) ? all : List.of(json)) {
            switch (element) {
                case PolicyJson.Text(String text) -> values.add(text);
                case PolicyJson.Plain(String text) -> values.add(text);
                default -> problems.add(Code.SYNTAX, path, "");
            }
        }
        return values;
    }
}
