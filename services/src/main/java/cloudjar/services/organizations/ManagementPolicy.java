package cloudjar.services.organizations;

import cloudjar.kernel.shape.Document;
import cloudjar.kernel.shape.DocumentText;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A policy of a type that manages: settings in a tree of names, each with the operators by which it joins what is inherited.
 *
 * @param settings the root of the tree
 * @see <a href="https://docs.aws.amazon.com/organizations/latest/userguide/policy-operators.html">the operators</a>
 */
record ManagementPolicy(Map<?, ?> settings) {
    private static final String OPERATOR = "@@";
    private static final String CONTROL = "@@operators_allowed_for_child_policies";

    /** What sets values. */
    private enum Operator {
        ASSIGN("@@assign"),
        APPEND("@@append"),
        REMOVE("@@remove");

        private final String text;

        Operator(String text) {
            this.text = text;
        }
    }

    /** The policy; empty where the text is no object, or has an unknown operator or a value without one. */
    static Optional<ManagementPolicy> read(String content) {
        return DocumentText.read(content)
                .map(Document::value)
                .filter(value -> value instanceof Map<?, ?> settings && !settings.isEmpty() && sound(settings))
                .map(value -> new ManagementPolicy((Map<?, ?>) value));
    }

    private static boolean sound(Map<?, ?> node) {
        for (Map.Entry<?, ?> member : node.entrySet()) {
            String name = member.getKey().toString();
            Object value = member.getValue();
            boolean right = name.startsWith(OPERATOR)
                    ? soundOperator(name, value)
                    : value instanceof Map<?, ?> child && sound(child);
            if (!right) {
                return false;
            }
        }
        return true;
    }

    private static boolean soundOperator(String name, @Nullable Object value) {
        if (name.equals(CONTROL)) {
            return value instanceof List<?> list
                    && list.stream()
                            .allMatch(word -> word != null
                                    && (word.equals("@@all")
                                            || word.equals("@@none")
                                            || operator(word).isPresent()));
        }
        return operator(name)
                .map(operator -> operator == Operator.ASSIGN
                        ? value != null && !(value instanceof Map<?, ?>)
                        : value instanceof List<?>)
                .orElse(false);
    }

    private static Optional<Operator> operator(Object word) {
        for (Operator operator : Operator.values()) {
            if (operator.text.equals(word)) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }

    /**
     * What policies come to together.
     *
     * @param inherited from the root down to the account
     * @return the settings without operators, as JSON
     */
    static String effective(List<ManagementPolicy> inherited) {
        Merged root = new Merged();
        for (ManagementPolicy policy : inherited) {
            root.join(policy.settings(), EnumSet.allOf(Operator.class));
        }
        return DocumentText.write(new Document(root.plain()));
    }

    /** What has been inherited so far at one name of the tree. */
    private static final class Merged {
        private final Map<String, Merged> children = new LinkedHashMap<>();
        private final Set<Operator> allowed = EnumSet.allOf(Operator.class);
        private @Nullable Object value;

        /**
         * Joins a policy further down.
         *
         * @param allowedAbove what policies above let it do at the names that lead here
         */
        void join(Map<?, ?> node, Set<Operator> allowedAbove) {
            Set<Operator> may = EnumSet.copyOf(allowedAbove);
            may.retainAll(allowed);
            for (Operator operator : Operator.values()) {
                if (node.containsKey(operator.text) && may.contains(operator)) {
                    apply(operator, node.get(operator.text));
                }
            }
            for (Map.Entry<?, ?> member : node.entrySet()) {
                if (member.getValue() instanceof Map<?, ?> child) {
                    String name = member.getKey().toString();
                    Merged known = children.get(name);
                    Merged merged = known == null ? new Merged() : known;
                    merged.join(child, may);
                    if (known == null && !merged.empty()) {
                        children.put(name, merged);
                    }
                }
            }
            if (node.get(CONTROL) instanceof List<?> words) {
                allowed.retainAll(allowedBy(words));
            }
        }

        private static Set<Operator> allowedBy(List<?> words) {
            if (words.contains("@@all")) {
                return EnumSet.allOf(Operator.class);
            }
            Set<Operator> allowed = EnumSet.noneOf(Operator.class);
            words.forEach(word -> operator(String.valueOf(word)).ifPresent(allowed::add));
            return allowed;
        }

        private void apply(Operator operator, @Nullable Object given) {
            List<Object> list = new ArrayList<>();
            if (value instanceof List<?> old) {
                list.addAll(old);
            }
            switch (operator) {
                case ASSIGN -> value = given;
                case APPEND -> {
                    if (given instanceof List<?> more) {
                        more.stream().filter(element -> !list.contains(element)).forEach(list::add);
                        value = list;
                    }
                }
                case REMOVE -> {
                    if (given instanceof List<?> less && value instanceof List<?>) {
                        list.removeAll(less);
                        value = list;
                    }
                }
            }
        }

        private boolean empty() {
            return value == null && children.isEmpty() && allowed.size() == Operator.values().length;
        }

        @Nullable
        Object plain() {
            if (value != null) {
                return value;
            }
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            children.forEach((name, child) -> {
                if (child.value != null || !child.children.isEmpty()) {
                    members.put(name, child.plain());
                }
            });
            return members;
        }
    }
}
