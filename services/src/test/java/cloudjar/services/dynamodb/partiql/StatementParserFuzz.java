package cloudjar.services.dynamodb.partiql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.api.dynamodb.ValidationException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class StatementParserFuzz {
    private static final int PIECES_MAX = 40;
    private static final String PIECES =
            "SELECT * FROM t \"t\" WHERE a = 1 'x' AND OR NOT ( ) [ ] { } << >> , : . IN BETWEEN IS"
                    + " MISSING NULL SET REMOVE UPDATE DELETE INSERT INTO VALUE RETURNING ALL OLD ORDER BY begins_with size"
                    + " list_append set_add - + ? -- /* '";

    private static String answer(String statement) {
        try {
            return StatementParser.parse(statement, List.of(), value -> value).table();
        } catch (ValidationException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Provide
    Arbitrary<String> almostStatements() {
        return Arbitraries.of(List.of(PIECES.split(" ")))
                .list()
                .ofMaxSize(PIECES_MAX)
                .map(pieces -> String.join(" ", pieces));
    }

    @Property(tries = 3000)
    void aStatementIsReadOrRefused(@ForAll("almostStatements") String statement) {
        assertThat(answer(statement)).isNotNull();
        assertThat(answer("SELECT * FROM t WHERE " + statement)).isNotNull();
        assertThat(answer("UPDATE t SET " + statement)).isNotNull();
    }

    @Property(tries = 1000)
    void anyTextIsReadOrRefused(@ForAll String text) {
        assertThat(answer(text)).isNotNull();
        assertThat(answer("INSERT INTO t VALUE {'a': " + text + "}")).isNotNull();
    }

    @Example
    void depthIsBounded() {
        int deep = 2000;
        for (String opening : List.of("(", "NOT ", "size(")) {
            assertThatThrownBy(() -> StatementParser.parse(
                            "SELECT * FROM t WHERE " + opening.repeat(deep), List.of(), value -> value))
                    .isInstanceOf(ValidationException.class);
        }
        for (String opening : List.of("[", "{'a':", "<<")) {
            assertThatThrownBy(() -> StatementParser.parse(
                            "INSERT INTO t VALUE {'a': " + opening.repeat(deep), List.of(), value -> value))
                    .isInstanceOf(ValidationException.class);
        }
        assertThatThrownBy(() -> StatementParser.parse(
                        "UPDATE t SET a = " + "list_append(".repeat(deep), List.of(), value -> value))
                .isInstanceOf(ValidationException.class);
    }
}
