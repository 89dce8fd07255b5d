package cloudjar.services.cloudwatch;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The rule of a composite alarm: {@code ALARM("a") AND NOT (OK(b) OR FALSE)}.
 *
 * @param children the names of the alarms in it
 * @param holds whether it holds, given the state of each alarm by its name
 */
record AlarmRule(Set<String> children, Predicate<UnaryOperator<String>> holds) {
    private static final int LENGTH_MAX = 10_240;
    private static final int CHILDREN_MAX = 100;
    private static final int DEPTH_MAX = 50;

    static AlarmRule parse(String text) {
        if (text.length() > LENGTH_MAX) {
            throw CloudWatchErrors.validation("AlarmRule must not be longer than 10240 characters");
        }
        Parser parser = new Parser(text);
        Predicate<UnaryOperator<String>> holds = parser.either();
        if (!parser.ended() || parser.children.size() > CHILDREN_MAX) {
            throw parser.invalid();
        }
        return new AlarmRule(Set.copyOf(parser.children), holds);
    }

    /** Reads a rule; used by one thread. */
    private static final class Parser {
        private final String text;
        private final Set<String> children = new LinkedHashSet<>();
        private int at;
        private int depth;

        Parser(String text) {
            this.text = text;
        }

        RuntimeException invalid() {
            return CloudWatchErrors.validation("AlarmRule is not valid: unexpected input at position " + at);
        }

        boolean ended() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            return at >= text.length();
        }

        private boolean takes(char symbol) {
            boolean there = !ended() && text.charAt(at) == symbol;
            at += there ? 1 : 0;
            return there;
        }

        private String word() {
            ended();
            int start = at;
            while (at < text.length() && (Character.isLetter(text.charAt(at)) || text.charAt(at) == '_')) {
                at++;
            }
            return text.substring(start, at).toUpperCase(Locale.ROOT);
        }

        private boolean takesWord(String wanted) {
            int start = at;
            if (word().equals(wanted)) {
                return true;
            }
            at = start;
            return false;
        }

        Predicate<UnaryOperator<String>> either() {
            if (++depth > DEPTH_MAX) {
                throw invalid();
            }
            Predicate<UnaryOperator<String>> left = both();
            while (takesWord("OR")) {
                left = left.or(both());
            }
            depth--;
            return left;
        }

        private Predicate<UnaryOperator<String>> both() {
            Predicate<UnaryOperator<String>> left = one();
            while (takesWord("AND")) {
                left = left.and(one());
            }
            return left;
        }

        private Predicate<UnaryOperator<String>> one() {
            if (takes('(')) {
                Predicate<UnaryOperator<String>> inner = either();
                close();
                return inner;
            }
            String word = word();
            return switch (word) {
                case "NOT" -> {
                    if (++depth > DEPTH_MAX) {
                        throw invalid();
                    }
                    Predicate<UnaryOperator<String>> inner = one();
                    depth--;
                    yield inner.negate();
                }
                case "TRUE" -> _ -> true;
                case "FALSE" -> _ -> false;
                case StateChanges.ALARM, StateChanges.OK, StateChanges.INSUFFICIENT_DATA -> {
                    String name = name();
                    children.add(name);
                    yield states -> word.equals(states.apply(name));
                }
                default -> throw invalid();
            };
        }

        private void close() {
            if (!takes(')')) {
                throw invalid();
            }
        }

        /** The name of an alarm, or its ARN, in quotes or not. */
        private String name() {
            if (!takes('(')) {
                throw invalid();
            }
            ended();
            char quote = at < text.length() ? text.charAt(at) : ' ';
            boolean quoted = quote == '"' || quote == '\'';
            int start = quoted ? at + 1 : at;
            int end = text.indexOf(quoted ? quote : ')', start);
            if (end < 0) {
                throw invalid();
            }
            at = quoted ? end + 1 : end;
            close();
            String name = text.substring(start, end).strip();
            int arn = name.indexOf(":alarm:");
            return name.startsWith("arn:") && arn > 0 ? name.substring(arn + ":alarm:".length()) : name;
        }
    }
}
