package cloudjar.services.dynamodb.partiql;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.kernel.shape.Bytes;
import cloudjar.services.dynamodb.expression.Operand;
import cloudjar.services.dynamodb.expression.Path;
import cloudjar.services.dynamodb.expression.Path.Step;
import cloudjar.services.dynamodb.partiql.StatementToken.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Reads what statements are made of: names, paths and values.
 *
 * <pre>
 * path:  name { . name | [ number ] | [ 'text' ] }
 * value: 'text' | number | TRUE | FALSE | NULL | ? | [ value {, value} ] | { 'text' : value {, ...} } | &lt;&lt; value {, value} >>
 * </pre>
 */
final class StatementTerms {
    /** The deepest value and path. Source: Amazon DynamoDB Developer Guide, quotas: nesting to 32 levels. */
    private static final int DEPTH_MAX = 40;

    private static final int INDEX_DIGITS_MAX = 9;

    /** Words that are no names unless quoted. */
    private static final Set<String> KEYWORDS = Set.of(
            "ALL",
            "AND",
            "AS",
            "ASC",
            "BETWEEN",
            "BY",
            "CASE",
            "CROSS",
            "DELETE",
            "DESC",
            "DISTINCT",
            "ELSE",
            "END",
            "EXISTS",
            "FALSE",
            "FROM",
            "FULL",
            "GROUP",
            "HAVING",
            "IN",
            "INNER",
            "INSERT",
            "INTO",
            "IS",
            "JOIN",
            "LEFT",
            "LIKE",
            "LIMIT",
            "MISSING",
            "NOT",
            "NULL",
            "ON",
            "OR",
            "ORDER",
            "OUTER",
            "RETURNING",
            "RIGHT",
            "SELECT",
            "SET",
            "THEN",
            "TRUE",
            "UNION",
            "UPDATE",
            "VALUE",
            "VALUES",
            "WHEN",
            "WHERE");

    final StatementTokens tokens;
    private final List<AttributeValue> parameters;
    private final UnaryOperator<AttributeValue> checked;
    private int used;
    private int depth;

    /**
     * Terms of a statement.
     *
     * @param checked gives a value back as it is kept, and refuses one that is none
     */
    StatementTerms(String text, List<AttributeValue> parameters, UnaryOperator<AttributeValue> checked) {
        this.tokens = new StatementTokens(text);
        this.parameters = parameters;
        this.checked = checked;
    }

    /** To be called at the end: every parameter must have been used. */
    void requireAllUsed() {
        if (used != parameters.size()) {
            throw StatementErrors.parameters();
        }
    }

    /** Whether a name comes next, which begins a path. */
    boolean isName() {
        StatementToken token = tokens.peek();
        return token.kind() == Kind.NAME
                || token.kind() == Kind.WORD && !KEYWORDS.contains(token.text().toUpperCase(Locale.ROOT));
    }

    /** A name of an attribute, a table or an index. */
    String name(String fault) {
        if (!isName()) {
            throw StatementErrors.malformed(fault);
        }
        String name = tokens.next().text();
        if (name.isEmpty()) {
            throw StatementErrors.emptyComponent();
        }
        return name;
    }

    Path path() {
        String head = name("Expected identifier for simple path");
        List<Step> steps = new ArrayList<>();
        while (true) {
            if (tokens.take(".")) {
                steps.add(new Step.Entry(name("Invalid path dot component")));
            } else if (tokens.peek().is("[")) {
                steps.add(bracket());
            } else {
                return new Path(head, steps);
            }
            if (steps.size() > DEPTH_MAX) {
                throw StatementErrors.tooDeep();
            }
        }
    }

    private Step bracket() {
        StatementToken open = tokens.next();
        StatementToken token = tokens.next();
        if (token.is("-") && tokens.peek().kind() == Kind.NUMBER) {
            throw StatementErrors.listIndex("-" + tokens.peek().text(), tokens.place(open));
        }
        if (token.kind() == Kind.TEXT) {
            tokens.require("]", "RIGHT_BRACKET");
            return new Step.Entry(token.text());
        }
        boolean whole = token.kind() == Kind.NUMBER && token.text().chars().allMatch(c -> c >= '0' && c <= '9');
        if (!whole) {
            throw StatementErrors.malformed("Expected a list index");
        }
        if (token.text().length() > INDEX_DIGITS_MAX) {
            throw StatementErrors.listIndex(token.text(), tokens.place(token));
        }
        tokens.require("]", "RIGHT_BRACKET");
        return new Step.Element(Integer.parseInt(token.text()));
    }

    /** Whether a value comes next. */
    boolean isValue() {
        StatementToken token = tokens.peek();
        return switch (token.kind()) {
            case TEXT, NUMBER -> true;
            case WORD -> token.is("TRUE") || token.is("FALSE") || token.is("NULL");
            case SIGN -> Set.of("?", "[", "{", "<<", "-", "+").contains(token.text());
            case NAME, END -> false;
        };
    }

    Operand literal() {
        return new Operand.Literal(checked.apply(value()));
    }

    /** A value as it is written, not yet checked. */
    AttributeValue value() {
        StatementToken token = tokens.peek();
        AttributeValue.Builder value = AttributeValue.builder();
        if (token.kind() == Kind.TEXT) {
            return value.s(tokens.next().text()).build();
        }
        if (token.kind() == Kind.NUMBER || token.is("-") || token.is("+")) {
            return value.n(number()).build();
        }
        if (tokens.take("?")) {
            return parameter();
        }
        if (tokens.take("TRUE") || tokens.take("FALSE")) {
            return value.bool(token.is("TRUE")).build();
        }
        if (tokens.take("NULL")) {
            return value.null_(true).build();
        }
        depth++;
        if (depth > DEPTH_MAX) {
            throw StatementErrors.tooDeep();
        }
        AttributeValue collection = collection(token);
        depth--;
        return collection;
    }

    private AttributeValue collection(StatementToken token) {
        AttributeValue.Builder value = AttributeValue.builder();
        if (tokens.take("[")) {
            return value.l(elements("]", "RIGHT_BRACKET")).build();
        }
        if (tokens.take("{")) {
            return value.m(entries()).build();
        }
        if (tokens.take("<<")) {
            return bag(elements(">>", "RIGHT_DOUBLE_ANGLE_BRACKET"));
        }
        if (isName() && tokens.isAhead(1, "(")) {
            throw StatementErrors.unsupportedType(token.text().toLowerCase(Locale.ROOT), tokens.place(token));
        }
        throw StatementErrors.malformed("Expected a value");
    }

    private String number() {
        String sign = tokens.take("-") ? "-" : "";
        if (sign.isEmpty()) {
            tokens.take("+");
        }
        StatementToken token = tokens.next();
        if (token.kind() != Kind.NUMBER) {
            throw StatementErrors.malformed("Expected a number");
        }
        return sign + token.text();
    }

    private AttributeValue parameter() {
        if (used >= parameters.size()) {
            throw StatementErrors.parameters();
        }
        return parameters.get(used++);
    }

    private List<AttributeValue> elements(String end, String name) {
        List<AttributeValue> elements = new ArrayList<>();
        if (tokens.take(end)) {
            return elements;
        }
        do {
            elements.add(value());
        } while (tokens.take(","));
        tokens.require(end, name);
        return elements;
    }

    /** The entries of a map, whose opening bracket has been taken. */
    Map<String, AttributeValue> entries() {
        Map<String, AttributeValue> entries = new LinkedHashMap<>();
        if (tokens.take("}")) {
            return entries;
        }
        do {
            StatementToken key = tokens.next();
            if (key.kind() != Kind.TEXT && key.kind() != Kind.NAME) {
                throw StatementErrors.malformed("Expected a struct key");
            }
            tokens.require(":", "COLON");
            entries.put(key.text(), value());
        } while (tokens.take(","));
        tokens.require("}", "RIGHT_CURLY");
        return entries;
    }

    private static AttributeValue bag(List<AttributeValue> elements) {
        if (elements.isEmpty()) {
            throw StatementErrors.emptyBag();
        }
        List<String> texts = new ArrayList<>();
        List<String> numbers = new ArrayList<>();
        List<Bytes> binaries = new ArrayList<>();
        for (AttributeValue element : elements) {
            if (element.s() != null) {
                texts.add(element.s());
            } else if (element.n() != null) {
                numbers.add(element.n());
            } else if (element.b() != null) {
                binaries.add(element.b());
            }
        }
        AttributeValue.Builder bag = AttributeValue.builder();
        if (texts.size() == elements.size()) {
            return bag.ss(texts).build();
        }
        if (numbers.size() == elements.size()) {
            return bag.ns(numbers).build();
        }
        if (binaries.size() == elements.size()) {
            return bag.bs(binaries).build();
        }
        throw StatementErrors.mixedBag();
    }
}
