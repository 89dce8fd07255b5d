package cloudjar.services.dynamodb.expression;

import static cloudjar.services.dynamodb.expression.Items.item;
import static cloudjar.services.dynamodb.expression.Items.l;
import static cloudjar.services.dynamodb.expression.Items.m;
import static cloudjar.services.dynamodb.expression.Items.n;
import static cloudjar.services.dynamodb.expression.Items.ns;
import static cloudjar.services.dynamodb.expression.Items.s;
import static cloudjar.services.dynamodb.expression.Items.ss;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.api.dynamodb.AttributeValue;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UpdatingTest {
    private static final Map<String, AttributeValue> VALUES = item(
            ":one", n("1"),
            ":x", s("x"),
            ":list", l(s("x")),
            ":ab", ss("a", "b"),
            ":two", ns("2"));

    private static Map<String, AttributeValue> updated(Map<String, AttributeValue> item, String text) {
        return new Updating(item).after(Expressions.update(text, Placeholders.of(Map.of(), VALUES)));
    }

    @Test
    void valuesAreTakenFromTheItemAsItWas() {
        assertThat(updated(item("a", n("1"), "b", n("2")), "SET a = b, b = a"))
                .isEqualTo(item("a", n("2"), "b", n("1")));
    }

    @Test
    void numbersAreComputedExactly() {
        assertThat(updated(item("a", n("0.1")), "SET a = a + :one, b = :one - a"))
                .isEqualTo(item("a", n("1.1"), "b", n("0.9")));
        assertThat(updated(item(), "ADD a :one")).isEqualTo(item("a", n("1")));
        assertThat(updated(item("a", n("99999999999999999999999999999999999999")), "ADD b :one"))
                .containsKey("b");
        assertThatThrownBy(() -> updated(item("a", n("1E60")), "ADD a :one"))
                .hasMessage("Attempting to store more than 38 significant digits in a Number");
    }

    @Test
    void listsGrowAtTheirEndsAndCloseUp() {
        var item = item("a", l(n("0"), n("1"), n("2")));
        assertThat(updated(item, "SET a[9] = :x")).isEqualTo(item("a", l(n("0"), n("1"), n("2"), s("x"))));
        assertThat(updated(item, "REMOVE a[0], a[2]")).isEqualTo(item("a", l(n("1"))));
        assertThat(updated(item, "SET a = list_append(:list, a)"))
                .isEqualTo(item("a", l(s("x"), n("0"), n("1"), n("2"))));
        assertThat(updated(item, "SET b = list_append(if_not_exists(b, :list), :list)"))
                .containsEntry("b", l(s("x"), s("x")));
    }

    @Test
    void mapsAreChangedInside() {
        var item = item("a", m("b", m("c", n("1"))));
        assertThat(updated(item, "SET a.b.d = :x REMOVE a.b.c")).isEqualTo(item("a", m("b", m("d", s("x")))));
        assertThat(updated(item, "REMOVE z, a.b.q")).isEqualTo(item);
    }

    @Test
    void setsGainAndLoseElements() {
        assertThat(updated(item("a", ss("b", "c")), "ADD a :ab")).isEqualTo(item("a", ss("b", "c", "a")));
        assertThat(updated(item("a", ss("b", "c")), "DELETE a :ab")).isEqualTo(item("a", ss("c")));
        assertThat(updated(item("a", ns("2.0")), "DELETE a :two"))
                .as("no set is empty")
                .isEmpty();
        assertThat(updated(item(), "DELETE a :two")).isEmpty();
        assertThat(updated(item(), "ADD a :ab")).isEqualTo(item("a", ss("a", "b")));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> updated(item(), "SET a = b"))
                .hasMessage("The provided expression refers to an attribute that does not exist in the item");
        assertThatThrownBy(() -> updated(item("b", s("x")), "SET a = b + :one"))
                .hasMessage("An operand in the update expression has an incorrect data type");
        assertThatThrownBy(() -> updated(item("a", s("x")), "ADD a :one"))
                .hasMessage("An operand in the update expression has an incorrect data type");
        assertThatThrownBy(() -> updated(item(), "SET a.b = :x"))
                .hasMessage("The document path provided in the update expression is invalid for update");
        assertThatThrownBy(() -> updated(item("a", s("x")), "SET a[0] = :x"))
                .hasMessage("The document path provided in the update expression is invalid for update");
        assertThatThrownBy(() -> updated(item(), "REMOVE a.b"))
                .hasMessage("The document path provided in the update expression is invalid for update");
    }

    @Test
    void projectionsShowPartsInTheirPlaces() {
        var item = item("a", m("b", n("1"), "c", n("2")), "d", l(n("0"), n("1"), n("2")), "e", s("x"));
        Projection projection =
                Expressions.projection("d[2], a.b, d[0], absent, e.f", Placeholders.of(Map.of(), Map.of()));
        assertThat(projection.of(item)).isEqualTo(item("d", l(n("0"), n("2")), "a", m("b", n("1"))));
    }
}
