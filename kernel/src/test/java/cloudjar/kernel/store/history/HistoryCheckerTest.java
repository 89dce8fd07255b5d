package cloudjar.kernel.store.history;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.store.history.Transaction.Deed;
import cloudjar.kernel.store.history.Transaction.Deed.Append;
import cloudjar.kernel.store.history.Transaction.Deed.Read;
import cloudjar.kernel.store.history.Transaction.Deed.ReadList;
import cloudjar.kernel.store.history.Transaction.Deed.Write;
import cloudjar.kernel.store.history.Transaction.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ListAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The checker finds what is known to be wrong, and nothing in what is right. */
class HistoryCheckerTest {
    private final List<Transaction> history = new ArrayList<>();

    @Test
    void whatRanOneAfterTheOtherIsRight() {
        one("a", append("x", "1"), append("y", "2"));
        one("b", list("x", "1"), append("x", "3"), list("x", "1", "3"), append("y", "4"));
        one("c", read("r", null), write("r", "5"), read("r", "5"));
        one("d", read("r", "5"), write("r", "6"), write("r", "7"), list("y", "2", "4"));
        one("e", read("r", "7"), list("x", "1", "3"));

        problems().isEmpty();
    }

    @Test
    void whatRanBesideEachOtherIsRightInAnyOrder() {
        beside("a", append("x", "1"), list("y"));
        beside("b", append("y", "2"), list("x", "1"));
        beside("c", list("x"), list("y"));
        end("x", "1");
        end("y", "2");

        problems().isEmpty();
    }

    @Test
    void writesInTwoOrders() {
        beside("a", append("x", "1"), append("y", "1y"));
        beside("b", append("x", "2"), append("y", "2y"));
        end("x", "1", "2");
        end("y", "2y", "1y");

        problems().singleElement().asString().startsWith("G0: b WW a WW b");
    }

    @Test
    void valueOfATransactionThatFailed() {
        history.add(new Transaction("a", List.of(append("x", "1")), Outcome.FAILED, 0, 100));
        beside("b", list("x", "1"));
        end("x", "1");

        problems().anyMatch(problem -> problem.startsWith("G1a: b read 1 of a"));
    }

    @Test
    void valueThatWasWrittenOver() {
        beside("a", append("x", "1"), append("x", "2"));
        beside("b", list("x", "1"));
        end("x", "1", "2");

        problems().singleElement().asString().startsWith("G1b: b read 1");
    }

    @Test
    void eachReadWhatTheOtherWrote() {
        beside("a", append("x", "1"), list("y", "2"));
        beside("b", append("y", "2"), list("x", "1"));
        end("x", "1");
        end("y", "2");

        problems().singleElement().asString().startsWith("G1c: b WR a WR b");
    }

    @Test
    void halfOfATransactionSeen() {
        beside("a", append("x", "1"), append("y", "2"));
        beside("b", list("x"), list("y", "2"));
        end("x", "1");
        end("y", "2");

        problems().singleElement().asString().startsWith("G-single: b RW a WR b");
    }

    @Test
    void eachMissedWhatTheOtherWrote() {
        beside("a", list("x"), append("y", "2"));
        beside("b", list("y"), append("x", "1"));
        end("x", "1");
        end("y", "2");

        problems().singleElement().asString().startsWith("G2: a RW b RW a");
    }

    @Test
    void skewOverThreeRegisters() {
        beside("a", read("p", null), read("q", null), write("q", "1"));
        beside("b", read("q", null), read("r", null), write("r", "2"));
        beside("c", read("r", null), read("p", null), write("p", "3"));

        problems().singleElement().asString().startsWith("G2: ");
    }

    @Test
    void addedToTheSameVersionTwice() {
        beside("a", read("r", null), write("r", "1"));
        beside("b", read("r", null), write("r", "2"));

        problems().anyMatch(problem -> problem.startsWith("lost: 1 and 2 were both written over null"));
    }

    @Test
    void appendedAndGone() {
        one("a", append("x", "1"));
        one("b", append("x", "2"));
        end("x", "2");

        problems().singleElement().asString().startsWith("lost: 1 of a");
    }

    @Test
    void listsThatContinueDifferently() {
        beside("a", append("x", "1"));
        beside("b", append("x", "2"));
        beside("c", list("x", "2"));
        end("x", "1", "2");

        problems().anyMatch(problem -> problem.startsWith("c read [2], which is no beginning of [1, 2]"));
    }

    @Test
    void readingThatDoesNotRepeat() {
        beside("a", append("x", "1"));
        beside("b", list("x"), list("x", "1"));
        end("x", "1");

        problems().singleElement().asString().startsWith("b saw x change from null to 1");
    }

    @Test
    void ownWriteNotSeen() {
        one("a", append("x", "1"), list("x"));
        end("x", "1");

        problems().singleElement().asString().startsWith("a saw x change from 1 to null");
    }

    @Test
    void valueFromNowhere() {
        one("a", read("r", "7"));

        problems().singleElement().asString().startsWith("a read 7, which nobody wrote");
    }

    @Test
    void readingOfWhatWasLongOver() {
        one("a", append("x", "1"));
        one("b", append("x", "2"));
        one("c", list("x", "1"));
        end("x", "1", "2");

        problems()
                .singleElement()
                .asString()
                .contains("out of the order of time")
                .contains("c RW b TIME c");
    }

    @Test
    void whatNobodyKnowsOfMayHaveHappenedOrNot() {
        history.add(new Transaction("a", List.of(append("x", "1")), Outcome.UNKNOWN, 0, 100));
        history.add(new Transaction("b", List.of(append("x", "2"), append("y", "3")), Outcome.UNKNOWN, 0, 100));
        end("x", "2");
        problems().anyMatch(problem -> problem.startsWith("lost: 3 of b"));

        end("y", "3");
        problems().isEmpty();
    }

    private ListAssert<String> problems() {
        return assertThat(HistoryChecker.problems(history));
    }

    /** Runs after all before it. */
    private void one(String id, Deed... deeds) {
        int tick = 200 + history.size() * 2;
        history.add(new Transaction(id, List.of(deeds), Outcome.COMMITTED, tick, tick + 1));
    }

    /** Runs beside all others that do. */
    private void beside(String id, Deed... deeds) {
        history.add(new Transaction(id, List.of(deeds), Outcome.COMMITTED, 0, 100));
    }

    private void end(String list, String... elements) {
        one("end of " + list, list(list, elements));
    }

    private static Append append(String list, String element) {
        return new Append(list, element);
    }

    private static ReadList list(String list, String... elements) {
        return new ReadList(list, List.of(elements));
    }

    private static Read read(String register, @Nullable String value) {
        return new Read(register, value);
    }

    private static Write write(String register, String value) {
        return new Write(register, value);
    }
}
