package cloudjar.services.dynamodb.partiql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.services.dynamodb.expression.Condition;
import cloudjar.services.dynamodb.expression.Operand;
import cloudjar.services.dynamodb.expression.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementParserTest {
    private static Statement parse(String text, AttributeValue... parameters) {
        return StatementParser.parse(text, List.of(parameters), value -> value);
    }

    private static AttributeValue s(String text) {
        return AttributeValue.builder().s(text).build();
    }

    private static Condition where(String condition) {
        Statement.Select select = (Statement.Select) parse("SELECT * FROM t WHERE " + condition);
        assertThat(select.where()).isNotNull();
        return java.util.Objects.requireNonNull(select.where());
    }

    @Test
    void aSelectNamesItsTableIndexColumnsAndOrder() {
        Statement.Select select = (Statement.Select)
                parse("select a, \"b c\".d[0], e['f'] from \"T\".\"by-x\" where x = 'it''s' order by y desc;");
        assertThat(select.table()).isEqualTo("T");
        assertThat(select.index()).isEqualTo("by-x");
        assertThat(select.columns()).extracting(Statement.Column::name).containsExactly("a", "d[0]", "f");
        assertThat(select.orders()).containsExactly(new Statement.Order("y", true));
        assertThat(select.where())
                .isEqualTo(new Condition.Comparison(
                        new Operand.Attribute(Path.of("x")), "=", new Operand.Literal(s("it's"))));
    }

    @Test
    void andBindsCloserThanOrAndNotCloserStill() {
        assertThat(where("a = 1 OR b = 2 AND NOT c = 3"))
                .isInstanceOfSatisfying(Condition.Or.class, or -> assertThat(or.right())
                        .isInstanceOfSatisfying(Condition.And.class, and -> assertThat(and.right())
                                .isInstanceOf(Condition.Not.class)));
    }

    @Test
    void anInsertHoldsValuesOfEveryType() {
        AttributeValue one = AttributeValue.builder().n("1").build();
        AttributeValue list = AttributeValue.builder().l(List.of(one, s("p"))).build();
        Statement.Insert insert = (Statement.Insert) parse(
                "INSERT INTO t VALUE {'s': 'x', 'n': -1.5e3, 'b': true, 'z': null, 'l': [1, ?],"
                        + " 'm': {'k': 'v'}, 'ss': <<'a', 'b'>>, 'ns': <<1, 2>>}",
                s("p"));
        assertThat(insert.item())
                .containsEntry("n", AttributeValue.builder().n("-1.5e3").build());
        assertThat(insert.item())
                .containsEntry(
                        "ss", AttributeValue.builder().ss(List.of("a", "b")).build());
        assertThat(insert.item())
                .containsEntry(
                        "m", AttributeValue.builder().m(Map.of("k", s("v"))).build());
        assertThat(insert.item()).containsEntry("l", list);
    }

    @Test
    void anUpdateSetsRemovesAndSaysWhatItWantsBack() {
        Statement.Update update =
                (Statement.Update) parse("UPDATE t SET a = a + 1, b = list_append(b, ['x']) SET c = set_add(c, <<1>>)"
                        + " REMOVE d.e[2] WHERE k = 'x' RETURNING MODIFIED NEW *");
        assertThat(update.update().sets()).hasSize(2);
        assertThat(update.update().adds()).hasSize(1);
        assertThat(update.update().removes()).hasSize(1);
        assertThat(update.returning()).isEqualTo(Statement.Returning.MODIFIED_NEW);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SLECT * FROM t | Statement wasn't well formed, can't be processed: Expected data manipulation",
                "SELECT * FROM t WHERE a = 1 garbage | Statement wasn't well formed, can't be processed: Unexpected"
                        + " token after expression",
                "SELECT * FROM \"t\".\"\" | Path component cannot be an empty string",
                "SELECT * FROM a.b.c | A path may contain at most 2 components in the FROM clause",
                "SELECT m.inner FROM t | Statement wasn't well formed, can't be processed: Invalid path dot component",
                "SELECT l[-1] FROM t | List index is not within the allowable range; index: [-1] at 1:9:1",
                "SELECT size(a) FROM t | Unexpected path component at 1:8:4",
                "SELECT * FROM t WHERE EXISTS(a) | Unrecognized function: exists at 1:23:6",
                "SELECT * FROM t WHERE attribute_exists('a') | Operator or function requires a document path; operator"
                        + " or function: attribute_exists",
                "SELECT * FROM t WHERE attribute_exists(a, b) | Incorrect number of operands for operator or function;"
                        + " operator or function: attribute_exists, number of operands: 2",
                "SELECT * FROM t WHERE a < true | Incorrect operand type for operator or function; operator or"
                        + " function: <, operand type: BOOL",
                "UPDATE t SET a = set_add(b, <<1>>) WHERE k = 1 | The first argument to SET_ADD must equal the"
                        + " assignment value at 1:18:7",
                "UPDATE t SET a = set_add(a, 'x') WHERE k = 1 | The second argument to SET_ADD must be a value with"
                        + " type SET at 1:26:1",
                "UPDATE t SET a = set_delete(a) WHERE k = 1 | SET_DELETE must have exactly two arguments at 1:18:10",
                "UPDATE t SET a = <<>> WHERE k = 1 | Empty bags are not supported",
                "INSERT INTO t VALUE {'a': set_add(1, 2)} | Unsupported data type: set_add under key root at 1:27:7",
                "DELETE FROM t WHERE a = 1 RETURNING ALL NEW * | Invalid returning clause: RETURNING ALL NEW *. Only"
                        + " RETURNING ALL OLD * is allowed in DELETE statements.",
                "SELECT * FROM t WHERE a = ? | Number of parameters in request and statement don't match.",
            })
    void whatIsWrongIsSaidInAwsWords(String statement, String message) {
        assertThatThrownBy(() -> parse(statement)).hasMessage(message);
    }

    @Test
    void everyParameterMustBeUsed() {
        assertThatThrownBy(() -> parse("SELECT * FROM t", s("x")))
                .hasMessage("Number of parameters in request and statement don't match.");
    }
}
