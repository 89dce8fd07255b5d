package cloudjar.kernel.store.history;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.store.history.BrokenStore.Fault;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;

/** Histories of a store that is wrong on purpose are found to be wrong, and those of one that is not are not. */
class BrokenStoreTest {
    private static final Workload WORKLOAD = new Workload(2, 300, 3, 1);

    @Test
    void storeWithoutAFaultIsRight() {
        problems(Fault.NONE).isEmpty();
    }

    @Test
    void snapshotIsolationIsNotEnough() {
        problems(Fault.UNCHECKED_READS).singleElement().asString().startsWith("G2: ");
    }

    @Test
    void updatesAreLost() {
        problems(Fault.UNCHECKED_WRITES).anyMatch(problem -> problem.startsWith("lost: "));
    }

    @Test
    void whatFailedIsSeen() {
        problems(Fault.KEPT_FAILURES).anyMatch(problem -> problem.startsWith("G1a: "));
    }

    @Test
    void readersComeLate() {
        problems(Fault.LATE_READS).isNotEmpty();
    }

    /** Every transaction of the first writer has one of the second in its midst. */
    private static ListAssert<String> problems(Fault fault) {
        BrokenStore store = new BrokenStore(fault);
        History history = new History();
        Queue<Runnable> others = new ArrayDeque<>(WORKLOAD.transactions(store, history, 1));
        Runnable between = new Runnable() {
            @Override
            public void run() {
                store.between(() -> {});
                Runnable other = others.poll();
                if (other != null) {
                    other.run();
                }
                store.between(this);
            }
        };
        store.between(between);
        List<Runnable> first = WORKLOAD.transactions(store, history, 0);
        first.forEach(Runnable::run);
        store.between(() -> {});
        WORKLOAD.readAll(store, history);
        return assertThat(HistoryChecker.problems(history));
    }
}
