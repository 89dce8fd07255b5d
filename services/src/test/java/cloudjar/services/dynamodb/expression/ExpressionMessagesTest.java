package cloudjar.services.dynamodb.expression;

import static cloudjar.services.dynamodb.expression.Items.item;
import static cloudjar.services.dynamodb.expression.Items.l;
import static cloudjar.services.dynamodb.expression.Items.n;
import static cloudjar.services.dynamodb.expression.Items.s;
import static cloudjar.services.dynamodb.expression.Items.ss;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.api.dynamodb.ValidationException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What AWS says of expressions that are wrong. */
class ExpressionMessagesTest {
    private static final Map<String, AttributeValue> VALUES =
            item(":a", s("a"), ":b", s("b"), ":n", n("1"), ":l", l(), ":ss", ss("x"));

    private static Placeholders placeholders() {
        return Placeholders.of(Map.of("#n", "name"), VALUES);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                             | The expression can not be empty;
            foo                            | Syntax error; token: "<EOF>", near: "foo"
            a = :a AND                     | Syntax error; token: "<EOF>", near: "AND"
            attribute_not_exists(          | Syntax error; token: "<EOF>", near: "("
            a = 'x'                        | Syntax error; token: "'", near: "= 'x"
            user-id = :a                   | Syntax error; token: "-", near: "user-id"
            a = : a                        | Syntax error; token: ":", near: "= : a"
            (a) AND b = :b                 | Syntax error; token: "AND", near: ") AND b"
            (a = :a) = :b                  | Syntax error; token: "=", near: ") = :b"
            ((a = :a))                     | The expression has redundant parentheses;
            ((a)) = :a                     | The expression has redundant parentheses;
            abort = :a                     | Attribute name is a reserved keyword; reserved keyword: abort
            a.Value = :a                   | Attribute name is a reserved keyword; reserved keyword: Value
            #x = :a                        | An expression attribute name used in the document path is not defined; attribute name: #x
            a = :x                         | An expression attribute value used in expression is not defined; attribute value: :x
            foo(a)                         | Invalid function name; function: foo
            if_not_exists(a, :a)           | The function is not allowed in a condition expression; function: if_not_exists
            size(a)                        | The function is not allowed to be used this way in an expression; function: size
            attribute_exists(a) = :a       | The function is not allowed to be used this way in an expression; function: attribute_exists
            attribute_exists(a, b)         | Incorrect number of operands for operator or function; operator or function: attribute_exists, number of operands: 2
            attribute_exists(:a)           | Operator or function requires a document path; operator or function: attribute_exists
            attribute_type(a, :a)          | Invalid attribute type name found; type: a, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}
            attribute_type(a, :n)          | Incorrect operand type for operator or function; operator or function: attribute_type, operand type: N
            begins_with(a, :n)             | Incorrect operand type for operator or function; operator or function: begins_with, operand type: N
            size(:n) = :n                  | Incorrect operand type for operator or function; operator or function: size, operand type: N
            a = a                          | The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [a]
            a.b[1] < a.b[1]                | The first operand must be distinct from the remaining operands for this operator or function; operator: <, first operand: [a, b, [1]]
            a BETWEEN :b AND :a            | The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {S:b}, upper bound operand: AttributeValue: {S:a}
            a BETWEEN :a AND :n            | The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: AttributeValue: {S:a}, upper bound operand: AttributeValue: {N:1}
            """)
    void conditions(String text, String message) {
        assertThatThrownBy(() -> Expressions.condition("FilterExpression", text, placeholders()))
                .isInstanceOf(ValidationException.class)
                .hasMessage("Invalid FilterExpression: " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                             | The expression can not be empty;
            INVALID SYNTAX HERE            | Syntax error; token: "INVALID", near: "INVALID SYNTAX"
            SET                            | Syntax error; token: "<EOF>", near: "SET"
            SET a = :a,                    | Syntax error; token: "<EOF>", near: ","
            ADD hits : incr                | Syntax error; token: ":", near: "hits : incr"
            SET a = :a SET b = :b          | The "SET" section can only be used once in an update expression;
            SET a = :a REMOVE a            | Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]
            SET a.b = :a REMOVE a[1]       | Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, b], path two: [a, [1]]
            SET a = size(b)                | The function is not allowed in an update expression; function: size
            SET a = foo(b)                 | Invalid function name; function: foo
            SET a = if_not_exists(b)       | Incorrect number of operands for operator or function; operator or function: if_not_exists, number of operands: 1
            SET a = if_not_exists(:a, :b)  | Operator or function requires a document path; operator or function: if_not_exists
            SET a = list_append(b, :a)     | Incorrect operand type for operator or function; operator or function: list_append, operand type: S
            SET a = b + :a                 | Incorrect operand type for operator or function; operator or function: +, operand type: S
            SET a = :x                     | An expression attribute value used in expression is not defined; attribute value: :x
            SET comment = :a               | Attribute name is a reserved keyword; reserved keyword: comment
            ADD a :a                       | Incorrect operand type for operator or function; operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND
            DELETE a :n                    | Incorrect operand type for operator or function; operator: DELETE, operand type: NUMBER, typeSet: ALLOWED_FOR_DELETE_OPERAND
            """)
    void updates(String text, String message) {
        assertThatThrownBy(() -> Expressions.update(text, placeholders()))
                .isInstanceOf(ValidationException.class)
                .hasMessage("Invalid UpdateExpression: " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            !!                             | Syntax error; token: "!", near: "!!"
            a, a                           | Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]
            a[0], a.b                      | Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, [0]], path two: [a, b]
            a,                             | Syntax error; token: "<EOF>", near: ","
            a[99999999999]                 | List index is not within the allowable range; index: [99999999999]
            """)
    void projections(String text, String message) {
        assertThatThrownBy(() -> Expressions.projection(text, placeholders()))
                .hasMessage("Invalid ProjectionExpression: " + message);
    }

    @Test
    void placeholdersAreCheckedAndMustBeUsed() {
        assertThatThrownBy(() -> Placeholders.of(Map.of("a", "b"), Map.of()))
                .hasMessage("ExpressionAttributeNames contains invalid key: Syntax error; key: \"a\"");
        assertThatThrownBy(() -> Placeholders.of(Map.of(), Map.of("a", s("b"))))
                .hasMessage("ExpressionAttributeValues contains invalid key: Syntax error; key: \"a\"");
        Placeholders placeholders =
                Placeholders.of(Map.of("#n", "name"), item(":a", s("a"), ":b", s("b"), ":c", s("c")));
        Expressions.condition("ConditionExpression", "#n = :b", placeholders);
        assertThatThrownBy(placeholders::requireAllUsed)
                .hasMessage("Value provided in ExpressionAttributeValues unused in expressions: keys: {:a, :c}");
    }

    @Test
    void hugeExpressionsAreRefusedAndDeepOnesEnd() {
        String deep = "(".repeat(2000) + "a = :a" + ")".repeat(2000);
        assertThatThrownBy(() -> Expressions.condition("FilterExpression", deep, placeholders()))
                .hasMessageContaining("redundant parentheses");
        String open = "NOT (".repeat(800);
        assertThatThrownBy(() -> Expressions.condition("FilterExpression", open, placeholders()))
                .hasMessageContaining("too many operators");
        assertThatThrownBy(() -> Expressions.condition("FilterExpression", "a".repeat(4097), placeholders()))
                .hasMessageContaining("Expression size has exceeded the maximum allowed size; expression size: 4097");
        assertThatThrownBy(() -> Expressions.update("SET a = " + "(".repeat(2000), placeholders()))
                .isInstanceOf(ValidationException.class);
        assertThatThrownBy(() -> Expressions.projection("a" + ".b".repeat(40), placeholders()))
                .hasMessageContaining("too many nesting elements");
    }

    @Test
    void whatIsRightIsTaken() {
        assertThatCode(() -> Expressions.condition(
                        "FilterExpression",
                        "not (a = :a or #n.x[2] between :a and :b) and b in (:a, :n) and size(c) >= :n"
                                + " and (begins_with(d, :a) OR contains(e, :b)) and attribute_type(f, :a2)",
                        Placeholders.of(
                                Map.of("#n", "name"), item(":a", s("a"), ":b", s("b"), ":n", n("1"), ":a2", s("SS")))))
                .doesNotThrowAnyException();
        assertThat(Expressions.update("set a.b = :a, c = c + :n remove #n add d :n, e :ss delete f :ss", placeholders())
                        .paths())
                .extracting(Path::shown)
                .containsExactly("[a, b]", "[c]", "[name]", "[d]", "[e]", "[f]");
    }
}
