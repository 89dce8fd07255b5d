package cloudjar.services.dynamodb.partiql;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.services.dynamodb.expression.Condition;
import cloudjar.services.dynamodb.partiql.Statement.Column;
import cloudjar.services.dynamodb.partiql.Statement.Order;
import cloudjar.services.dynamodb.partiql.Statement.Returning;
import cloudjar.services.dynamodb.partiql.StatementToken.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads a statement.
 *
 * <pre>
 * statement: select | insert | update | delete | EXISTS ( select )
 * select:    SELECT (* | path {, path}) FROM name [. name] [WHERE condition] [ORDER BY name [ASC | DESC] {, ...}]
 * insert:    INSERT INTO name VALUE map
 * update:    UPDATE name {SET path = value {, ...} | REMOVE path {, ...}} [WHERE condition] [RETURNING returning]
 * delete:    DELETE FROM name [WHERE condition] [RETURNING returning]
 * returning: (ALL | MODIFIED) (OLD | NEW) *
 * </pre>
 */
public final class StatementParser {
    private final UnaryOperator<AttributeValue> checked;
    private final StatementTerms terms;
    private final StatementTokens tokens;

    private StatementParser(String text, List<AttributeValue> parameters, UnaryOperator<AttributeValue> checked) {
        this.checked = checked;
        this.terms = new StatementTerms(text, parameters, checked);
        this.tokens = terms.tokens;
    }

    /**
     * The statement of a text.
     *
     * @param parameters for its question marks, in their order
     * @param checked gives a value back as it is kept, and refuses one that is none
     * @throws cloudjar.kernel.shape.ApiException {@code ValidationException}
     */
    public static Statement parse(String text, List<AttributeValue> parameters, UnaryOperator<AttributeValue> checked) {
        StatementParser parser = new StatementParser(text, parameters, checked);
        Statement statement = parser.statement();
        parser.tokens.requireEnd();
        parser.terms.requireAllUsed();
        return statement;
    }

    private Statement statement() {
        if (tokens.take("SELECT")) {
            return select();
        }
        if (tokens.take("INSERT")) {
            return insert();
        }
        if (tokens.take("UPDATE")) {
            return update();
        }
        if (tokens.take("DELETE")) {
            return delete();
        }
        if (tokens.peek().is("EXISTS") && tokens.isAhead(1, "(") && tokens.isAhead(2, "SELECT")) {
            tokens.next();
            tokens.next();
            tokens.next();
            Statement.Select select = select();
            tokens.require(")", "RIGHT_PAREN");
            return new Statement.Exists(select);
        }
        throw StatementErrors.malformed("Expected data manipulation");
    }

    private Statement.Select select() {
        List<Column> columns = new ArrayList<>();
        if (!tokens.take("*")) {
            do {
                columns.add(column());
            } while (tokens.take(","));
        }
        tokens.require("FROM", "FROM");
        List<String> source = source();
        if (source.size() > 2) {
            throw StatementErrors.longSource();
        }
        Condition where = where();
        List<Order> orders = tokens.take("ORDER") ? orders() : List.of();
        for (String clause : List.of("LIMIT", "GROUP", "HAVING", "OFFSET", "UNION", "JOIN")) {
            if (tokens.peek().is(clause)) {
                throw StatementErrors.unsupportedClause(clause, tokens.place(tokens.peek()));
            }
        }
        return new Statement.Select(
                source.getFirst(), source.size() > 1 ? source.getLast() : null, columns, where, orders);
    }

    private Column column() {
        StatementToken first = tokens.peek();
        if (terms.isName() && tokens.isAhead(1, "(")) {
            throw StatementErrors.unexpectedComponent(tokens.place(first));
        }
        return new Column(terms.path());
    }

    private List<String> source() {
        List<String> source = new ArrayList<>();
        do {
            source.add(terms.name("Expected identifier for table"));
        } while (tokens.take("."));
        return source;
    }

    private String table() {
        List<String> source = source();
        if (source.size() > 1) {
            throw StatementErrors.indexInWrite();
        }
        return source.getFirst();
    }

    private @Nullable Condition where() {
        return tokens.take("WHERE") ? new WhereParser(terms).condition() : null;
    }

    private List<Order> orders() {
        tokens.require("BY", "BY");
        List<Order> orders = new ArrayList<>();
        do {
            String attribute = terms.name("Expected identifier for ORDER BY");
            boolean descending = tokens.take("DESC");
            if (!descending) {
                tokens.take("ASC");
            }
            orders.add(new Order(attribute, descending));
        } while (tokens.take(","));
        return orders;
    }

    private Statement insert() {
        tokens.require("INTO", "INTO");
        String table = table();
        tokens.require("VALUE", "VALUE");
        if (tokens.peek().is("?")) {
            AttributeValue parameter = terms.value();
            if (!parameter.hasM()) {
                throw StatementErrors.malformed("Expected a tuple to insert");
            }
            return new Statement.Insert(table, parameter.m());
        }
        tokens.require("{", "LEFT_CURLY");
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        terms.entries().forEach((name, value) -> item.put(name, checked.apply(value)));
        return new Statement.Insert(table, item);
    }

    private Statement update() {
        String table = table();
        AssignmentParser assignments = new AssignmentParser(terms);
        if (!assignments.isAny()) {
            throw StatementErrors.malformed("Expected data manipulation");
        }
        while (assignments.isAny()) {
            assignments.clause();
        }
        return new Statement.Update(table, assignments.update(), where(), returning());
    }

    private Statement delete() {
        tokens.require("FROM", "FROM");
        String table = table();
        Condition where = where();
        Returning returning = returning();
        if (returning != null && returning != Returning.ALL_OLD) {
            throw StatementErrors.returning(returning.name().replace('_', ' '));
        }
        return new Statement.Delete(table, where, returning);
    }

    private @Nullable Returning returning() {
        if (!tokens.take("RETURNING")) {
            return null;
        }
        String which = word("ALL", "MODIFIED") + "_" + word("OLD", "NEW");
        tokens.require("*", "STAR");
        return Returning.valueOf(which);
    }

    private String word(String one, String other) {
        StatementToken token = tokens.next();
        if (token.kind() != Kind.WORD || !token.is(one) && !token.is(other)) {
            throw StatementErrors.malformed("Expected " + one + " or " + other);
        }
        return token.text().toUpperCase(Locale.ROOT);
    }
}
