package cloudjar.services.dynamodb.expression;

import static cloudjar.services.dynamodb.expression.Items.item;
import static cloudjar.services.dynamodb.expression.Items.l;
import static cloudjar.services.dynamodb.expression.Items.m;
import static cloudjar.services.dynamodb.expression.Items.n;
import static cloudjar.services.dynamodb.expression.Items.ns;
import static cloudjar.services.dynamodb.expression.Items.s;
import static cloudjar.services.dynamodb.expression.Items.ss;
import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.api.dynamodb.AttributeValue;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationTest {
    private static final Map<String, AttributeValue> ITEM = item(
            "title", s("hello"),
            "amount", n("10"),
            "tags", ss("red", "blue"),
            "primes", ns("2", "3.0"),
            "steps", l(s("one"), n("2"), m("deep", s("down"))),
            "nested", m("a", n("1"), "b", s("two")));

    private static final Map<String, AttributeValue> VALUES = item(
            ":hello", s("hello"),
            ":he", s("he"),
            ":ten", n("1E1"),
            ":nine", n("9"),
            ":eleven", n("11"),
            ":red", s("red"),
            ":three", n("3"),
            ":colours", ss("blue", "red"),
            ":five", n("5"),
            ":S", s("S"),
            ":down", s("down"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            title = :hello                          | true
            title = :ten                            | false
            title <> :ten                           | true
            absent = :ten                         | false
            absent <> :ten                        | true
            absent < :ten                         | false
            NOT absent < :ten                     | true
            amount = :ten                          | true
            amount > :nine                         | true
            amount > :hello                        | false
            amount BETWEEN :nine AND :eleven       | true
            amount BETWEEN :nine AND :nine         | false
            amount IN (:nine, :ten)                | true
            amount IN (:nine, :hello)              | false
            tags = :colours                        | true
            contains(tags, :red)                   | true
            contains(primes, :three)               | true
            contains(title, :he)                    | true
            contains(steps, :three)                | false
            begins_with(title, :he)                 | true
            begins_with(amount, :he)               | false
            size(title) = :five                     | true
            size(steps) = :three                   | true
            size(amount) = :five                   | false
            attribute_type(title, :S)               | true
            attribute_type(amount, :S)             | false
            attribute_exists(steps[2].deep)        | true
            attribute_exists(steps[3])             | false
            attribute_not_exists(nested.c)          | true
            steps[2].deep = :down                  | true
            amount = :nine OR title = :hello AND amount = :ten | true
            (amount = :nine OR title = :hello) AND amount = :nine | false
            """)
    void conditionsHoldOrNot(String text, boolean holds) {
        Condition condition =
                Expressions.condition("FilterExpression", text.strip(), Placeholders.of(Map.of(), VALUES));
        assertThat(new Evaluation(ITEM).holds(condition)).isEqualTo(holds);
    }
}
