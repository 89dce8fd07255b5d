package cloudjar.services.s3.select;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something that has a value for each row. */
sealed interface Expression {
    /** A value that is the same for all rows. */
    record Literal(@Nullable Object value) implements Expression {}

    /** A column, or something within one. */
    record Column(List<Step> path) implements Expression {
        public Column {
            path = List.copyOf(path);
        }
    }

    /** A step into a value: by name, or by number where the name is null. */
    record Step(@Nullable String name, boolean exact, int index) {
        static final int ALL = -1;

        static Step named(String name, boolean exact) {
            return new Step(name, exact, 0);
        }

        static Step element(int index) {
            return new Step(null, true, index);
        }
    }

    /** An operator and what it is applied to. */
    record Operation(String operator, List<Expression> operands) implements Expression {
        public Operation {
            operands = List.copyOf(operands);
        }
    }

    /** A call of a function. */
    record Function(String name, List<Expression> arguments) implements Expression {
        public Function {
            arguments = List.copyOf(arguments);
        }
    }

    /** A conversion. */
    record Cast(Expression value, String type) implements Expression {}

    /** The first of several that holds. */
    record Case(List<When> whens, Optional<Expression> otherwise) implements Expression {
        public Case {
            whens = List.copyOf(whens);
        }
    }

    /** A branch of a case. */
    record When(Expression condition, Expression value) {}

    /**
     * A value of all rows together.
     *
     * @param number its place among the aggregates of the query
     * @param operand null where rows themselves are counted
     */
    record Aggregate(int number, String name, @Nullable Expression operand) implements Expression {}
}
