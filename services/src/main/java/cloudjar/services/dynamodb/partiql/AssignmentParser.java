package cloudjar.services.dynamodb.partiql;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.services.dynamodb.expression.Operand;
import cloudjar.services.dynamodb.expression.Path;
import cloudjar.services.dynamodb.expression.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads what an UPDATE sets and removes.
 *
 * <pre>
 * clause:  SET path = value {, path = value} | REMOVE path {, path}
 * value:   operand [(+ | -) operand] | set_add ( path , bag ) | set_delete ( path , bag )
 * operand: path | literal | list_append ( operand , operand )
 * </pre>
 */
final class AssignmentParser {
    private static final int DEPTH_MAX = 100;

    private final StatementTerms terms;
    private final StatementTokens tokens;
    private final List<Update.Put> sets = new ArrayList<>();
    private final List<Path> removes = new ArrayList<>();
    private final List<Update.Amount> adds = new ArrayList<>();
    private final List<Update.Amount> deletes = new ArrayList<>();
    private int depth;

    AssignmentParser(StatementTerms terms) {
        this.terms = terms;
        this.tokens = terms.tokens;
    }

    boolean isAny() {
        return tokens.peek().is("SET") || tokens.peek().is("REMOVE");
    }

    Update update() {
        return new Update(sets, removes, adds, deletes);
    }

    void clause() {
        boolean set = tokens.next().is("SET");
        do {
            Path path = terms.path();
            if (set) {
                tokens.require("=", "EQ");
                assign(path);
            } else {
                removes.add(path);
            }
        } while (tokens.take(","));
    }

    private void assign(Path path) {
        StatementToken first = tokens.peek();
        String function = first.text().toLowerCase(Locale.ROOT);
        boolean called = first.kind() == StatementToken.Kind.WORD && tokens.isAhead(1, "(");
        if (called && (function.equals("set_add") || function.equals("set_delete"))) {
            tokens.next();
            bag(path, function, first);
            return;
        }
        Operand left = operand();
        StatementToken sign = tokens.peek();
        if (sign.is("+") || sign.is("-")) {
            tokens.next();
            sets.add(new Update.Put(path, new Operand.Sum(left, sign.text(), operand())));
        } else {
            sets.add(new Update.Put(path, left));
        }
    }

    private void bag(Path path, String function, StatementToken name) {
        String shown = function.toUpperCase(Locale.ROOT);
        tokens.require("(", "LEFT_PAREN");
        StatementToken firstToken = tokens.peek();
        List<Operand> arguments = new ArrayList<>();
        if (!tokens.peek().is(")")) {
            do {
                arguments.add(operand());
            } while (tokens.take(","));
        }
        tokens.require(")", "RIGHT_PAREN");
        if (arguments.size() != 2) {
            throw StatementErrors.twoArguments(shown, tokens.place(name));
        }
        if (!(arguments.getFirst() instanceof Operand.Attribute(Path first)) || !first.equals(path)) {
            throw StatementErrors.firstArgument(shown, tokens.place(name));
        }
        boolean isSet = arguments.getLast() instanceof Operand.Literal(AttributeValue value)
                && (value.hasSs() || value.hasNs() || value.hasBs());
        if (!isSet) {
            throw StatementErrors.secondArgument(shown, tokens.place(firstToken));
        }
        AttributeValue elements = ((Operand.Literal) arguments.getLast()).value();
        (function.equals("set_add") ? adds : deletes).add(new Update.Amount(path, elements));
    }

    private Operand operand() {
        if (terms.isValue()) {
            return terms.literal();
        }
        StatementToken first = tokens.peek();
        if (first.kind() == StatementToken.Kind.WORD && tokens.isAhead(1, "(")) {
            String function = first.text().toLowerCase(Locale.ROOT);
            if (!function.equals("list_append")) {
                throw StatementErrors.unknownFunction(function, tokens.place(first));
            }
            tokens.next();
            tokens.next();
            depth++;
            if (depth > DEPTH_MAX) {
                throw StatementErrors.tooDeep();
            }
            List<Operand> arguments = new ArrayList<>();
            do {
                arguments.add(operand());
            } while (tokens.take(","));
            depth--;
            tokens.require(")", "RIGHT_PAREN");
            if (arguments.size() != 2) {
                throw StatementErrors.operands(function, arguments.size());
            }
            return new Operand.Call(function, arguments);
        }
        return new Operand.Attribute(terms.path());
    }
}
