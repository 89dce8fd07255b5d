package cloudjar.services.dax.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.api.dynamodb.AttributeValue;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Trees of functions become expressions that mean the same. */
class ExpressionTextTest {
    private static CborWriter expression(int parts) {
        return new CborWriter().array(parts).integer(1);
    }

    private static CborWriter path(CborWriter out, String name) {
        return out.array(2).integer(18).text(name);
    }

    private static CborWriter variable(CborWriter out, int number) {
        return out.array(2).integer(17).integer(number);
    }

    @Test
    void whatBelongsTogetherStaysTogether() throws IOException {
        // (a = :0 OR b < :0) AND NOT attribute_exists(c[3].d)
        CborWriter tree = expression(3).array(3).integer(6).array(3).integer(7);
        variable(path(tree.array(3).integer(0), "a"), 0);
        variable(path(tree.array(3).integer(2), "b.with dot"), 0);
        tree.array(2).integer(8).array(2).integer(11);
        tree.array(4).integer(18).text("c").tag(3324).integer(3).text("d");
        tree.array(1).text("x");
        ExpressionText text = new ExpressionText();
        assertThat(text.condition(tree.toBytes()))
                .isEqualTo("(#n0 = :v0x0 OR #n1 < :v0x0) AND NOT attribute_exists(#n2[3].#n3)");
        assertThat(text.names()).isEqualTo(Map.of("#n0", "a", "#n1", "b.with dot", "#n2", "c", "#n3", "d"));
        assertThat(text.values())
                .isEqualTo(Map.of(":v0x0", AttributeValue.builder().s("x").build()));
    }

    @Test
    void updatesComeByTheirClauses() throws IOException {
        CborWriter tree = expression(3).array(3);
        path(tree.array(3).integer(19), "a").array(3).integer(25);
        variable(path(tree, "a"), 0);
        path(tree.array(2).integer(22), "b");
        variable(path(tree.array(3).integer(20), "c"), 0);
        tree.array(1).integer(5);
        assertThat(new ExpressionText().update(tree.toBytes()))
                .isEqualTo("SET #n0 = #n0 + :v0x0 REMOVE #n1 ADD #n2 :v0x0");
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new ExpressionText()
                        .condition(expression(3).array(1).integer(99).toBytes()))
                .isInstanceOf(IOException.class);
        CborWriter deep = expression(3);
        for (int i = 0; i < 1000; i++) {
            deep.array(2).integer(8);
        }
        assertThatThrownBy(() -> new ExpressionText().condition(deep.toBytes()))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("too deep");
        assertThatThrownBy(() -> new AttributeLists().names(77)).isInstanceOf(WireException.class);
    }

    @Test
    void listsOfNamesHaveNumbersThatLast() throws IOException {
        AttributeLists lists = new AttributeLists();
        long id = lists.id(List.of("a", "b"));
        assertThat(lists.id(List.of("a", "b"))).isEqualTo(id);
        assertThat(new AttributeLists().id(List.of("a", "b")))
                .as("after a start")
                .isEqualTo(id);
        assertThat(lists.names(id)).containsExactly("a", "b");
        assertThat(lists.id(List.of())).isEqualTo(AttributeLists.EMPTY);
    }
}
