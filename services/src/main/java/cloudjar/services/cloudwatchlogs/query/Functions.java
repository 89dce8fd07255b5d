package cloudjar.services.cloudwatchlogs.query;

import cloudjar.kernel.json.Json;
import cloudjar.kernel.policy.IpRange;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The functions of queries, but for those that look at several records.
 *
 * @param nowMillis what {@code now()} says
 */
record Functions(long nowMillis) {
    static Expression numbers(Expression left, Expression right, DoubleBinaryOperator operation) {
        return row -> {
            Double first = Values.number(left.of(row));
            Double second = Values.number(right.of(row));
            return first == null || second == null ? null : (Object) operation.applyAsDouble(first, second);
        };
    }

    static Expression floor(Expression time, Period period) {
        return row -> {
            Double millis = Values.millis(time.of(row));
            return millis == null ? null : Values.ofTime(period.floor(millis.longValue()));
        };
    }

    static Expression ceiling(Expression time, Period period) {
        return row -> {
            Double millis = Values.millis(time.of(row));
            return millis == null ? null : Values.ofTime(period.ceiling(millis.longValue()));
        };
    }

    Expression call(Token name, List<Expression> arguments) {
        Arguments given = new Arguments(name, arguments);
        return switch (name.text().toLowerCase(Locale.ROOT)) {
            case "abs" -> given.number(Math::abs);
            case "ceil" -> given.number(Math::ceil);
            case "floor" -> given.number(Math::floor);
            case "log" -> given.number(Math::log);
            case "sqrt" -> given.number(Math::sqrt);
            case "greatest" -> given.most((a, b) -> Values.compare(a, b) >= 0 ? a : b);
            case "least" -> given.most((a, b) -> Values.compare(a, b) <= 0 ? a : b);
            case "ispresent" -> given.test(Objects::nonNull);
            case "coalesce" ->
                row -> arguments.stream()
                        .map(argument -> argument.of(row))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
            case "jsonparse" -> given.text(text -> Json.value(text).orElse(""));
            case "jsonstringify" -> given.text(text -> text);
            case "isempty" -> given.test(value -> Values.text(value).isEmpty());
            case "isblank" -> given.test(value -> Values.text(value).isBlank());
            case "concat" ->
                row -> {
                    StringBuilder out = new StringBuilder();
                    arguments.forEach(argument -> out.append(Values.text(argument.of(row))));
                    return out.toString();
                };
            case "toupper" -> given.text(text -> text.toUpperCase(Locale.ROOT));
            case "tolower" -> given.text(text -> text.toLowerCase(Locale.ROOT));
            case "strlen" -> given.text(text -> (double) text.length());
            case "trim" -> given.trimmed(true, true);
            case "ltrim" -> given.trimmed(true, false);
            case "rtrim" -> given.trimmed(false, true);
            case "substr" -> given.substring();
            case "replace" -> given.replaced();
            case "strcontains" -> given.contains();
            case "frommillis" ->
                row -> {
                    Double millis = Values.number(given.get(0).of(row));
                    return millis == null ? null : Values.ofTime(millis.longValue());
                };
            case "tomillis" -> row -> Values.millis(given.get(0).of(row));
            case "now" -> row -> (double) nowMillis;
            default -> addresses(name, given);
        };
    }

    private static Expression addresses(Token name, Arguments given) {
        return switch (name.text().toLowerCase(Locale.ROOT)) {
            case "isvalidip" -> given.test(value -> isAddress(value, true, true));
            case "isvalidipv4" -> given.test(value -> isAddress(value, true, false));
            case "isvalidipv6" -> given.test(value -> isAddress(value, false, true));
            case "isipinsubnet" -> given.inSubnet(true, true);
            case "isipv4insubnet" -> given.inSubnet(true, false);
            case "isipv6insubnet" -> given.inSubnet(false, true);
            default -> throw new MalformedQuery("unknown function " + name.text(), name.start());
        };
    }

    private static boolean isAddress(@Nullable Object value, boolean four, boolean six) {
        String text = Values.text(value);
        boolean version = text.indexOf(':') >= 0 ? six : four;
        return version && text.indexOf('/') < 0 && IpRange.parse(text).isPresent();
    }

    /** What a function was called with. */
    private record Arguments(Token name, List<Expression> all) {
        Expression get(int index) {
            if (index >= all.size()) {
                throw new MalformedQuery("too few arguments of " + name.text(), name.start());
            }
            return all.get(index);
        }

        Expression number(DoubleUnaryOperator operation) {
            Expression first = get(0);
            return row -> {
                Double value = Values.number(first.of(row));
                return value == null ? null : (Object) operation.applyAsDouble(value);
            };
        }

        Expression text(Function<String, Object> operation) {
            Expression first = get(0);
            return row -> {
                Object value = first.of(row);
                return value == null ? null : operation.apply(Values.text(value));
            };
        }

        Expression test(Predicate<@Nullable Object> test) {
            Expression first = get(0);
            return row -> Values.of(test.test(first.of(row)));
        }

        Expression most(BinaryOperator<Object> choice) {
            Expression unused = get(0);
            return row -> all.stream()
                    .map(argument -> argument.of(row))
                    .filter(Objects::nonNull)
                    .reduce(choice)
                    .orElse(null);
        }

        Expression trimmed(boolean left, boolean right) {
            Expression first = get(0);
            Expression characters = all.size() > 1 ? all.get(1) : row -> " \t\r\n";
            return row -> {
                String text = Values.text(first.of(row));
                String cut = Values.text(characters.of(row));
                int start = 0;
                int end = text.length();
                while (left && start < end && cut.indexOf(text.charAt(start)) >= 0) {
                    start++;
                }
                while (right && end > start && cut.indexOf(text.charAt(end - 1)) >= 0) {
                    end--;
                }
                return text.substring(start, end);
            };
        }

        Expression substring() {
            Expression first = get(0);
            Expression from = get(1);
            return row -> {
                String text = Values.text(first.of(row));
                int start = clamp(Values.number(from.of(row)), text.length());
                int length = all.size() > 2 ? clamp(Values.number(all.get(2).of(row)), text.length()) : text.length();
                return text.substring(start, Math.min(text.length(), start + length));
            };
        }

        private static int clamp(@Nullable Double number, int most) {
            return number == null ? 0 : (int) Math.clamp(number, 0, most);
        }

        Expression replaced() {
            Expression first = get(0);
            Expression old = get(1);
            Expression by = get(2);
            return row -> {
                String search = Values.text(old.of(row));
                String text = Values.text(first.of(row));
                return search.isEmpty() ? text : text.replace(search, Values.text(by.of(row)));
            };
        }

        Expression contains() {
            Expression first = get(0);
            Expression part = get(1);
            return row -> Values.of(Values.text(first.of(row)).contains(Values.text(part.of(row))));
        }

        Expression inSubnet(boolean four, boolean six) {
            Expression first = get(0);
            Expression subnet = get(1);
            return row -> {
                Object value = first.of(row);
                Optional<IpRange> range = IpRange.parse(Values.text(subnet.of(row)));
                return Values.of(isAddress(value, four, six)
                        && range.isPresent()
                        && range.get()
                                .contains(IpRange.parse(Values.text(value)).orElseThrow()));
            };
        }
    }
}
