package cloudjar.kernel.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Checks that transactions which read lists and append unique elements to them could have run one after the other.
 *
 * <p>A list shows the order of its writers. With what each transaction read that gives a graph of who must have come
 * before whom: writer before the writer after it, writer before its reader, reader before the writer it did not see.
 * The history is serializable when no transaction comes before itself.
 */
final class AppendHistory {
    /** What one committed transaction read and appended. */
    static final class Transaction {
        private final String id;
        private final Map<String, String> reads = new HashMap<>();
        private final List<String[]> appends = new ArrayList<>();

        Transaction(String id) {
            this.id = id;
        }

        void read(String list, String content) {
            // What it reads after appending is told by the first reading and its own appends.
            reads.putIfAbsent(list, content);
        }

        void append(String list, String element) {
            appends.add(new String[] {list, element});
        }
    }

    private final List<Transaction> transactions = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final Map<Transaction, Set<Transaction>> before = new HashMap<>();

    synchronized void add(Transaction transaction) {
        transactions.add(transaction);
    }

    /** What is wrong with the history; nothing when it is serializable. */
    synchronized List<String> problems() {
        Map<String, Transaction> writers = new HashMap<>();
        Map<String, List<String>> longest = new TreeMap<>();
        for (Transaction transaction : transactions) {
            transaction.appends.forEach(append -> writers.put(append[1], transaction));
            transaction.reads.forEach(
                    (list, content) -> longest.merge(list, elements(content), (a, b) -> a.size() >= b.size() ? a : b));
        }
        for (Transaction transaction : transactions) {
            for (String[] append : transaction.appends) {
                if (!longest.getOrDefault(append[0], List.of()).contains(append[1])) {
                    problems.add("lost: " + append[1]);
                }
            }
            transaction.reads.forEach((list, content) ->
                    order(transaction, elements(content), longest.getOrDefault(list, List.of()), writers));
        }
        longest.values().forEach(list -> orderWriters(list, writers));
        findCycle();
        return problems;
    }

    private void order(Transaction reader, List<String> seen, List<String> all, Map<String, Transaction> writers) {
        if (!all.subList(0, seen.size()).equals(seen)) {
            problems.add(reader.id + " read " + seen + ", which is no beginning of " + all);
            return;
        }
        if (!seen.isEmpty()) {
            edge(writers.get(seen.getLast()), reader);
        }
        if (seen.size() < all.size()) {
            edge(reader, writers.get(all.get(seen.size())));
        }
    }

    private void orderWriters(List<String> list, Map<String, Transaction> writers) {
        for (int i = 1; i < list.size(); i++) {
            edge(writers.get(list.get(i - 1)), writers.get(list.get(i)));
        }
    }

    private void edge(@Nullable Transaction from, @Nullable Transaction to) {
        if (from == null || to == null) {
            problems.add("an element that no transaction committed");
        } else if (from != to) {
            before.computeIfAbsent(to, t -> new LinkedHashSet<>()).add(from);
        }
    }

    /** Takes away whatever has nothing left before it; what stays is on, or behind, a cycle. */
    private void findCycle() {
        Map<Transaction, Integer> waitingFor = new HashMap<>();
        Map<Transaction, List<Transaction>> after = new HashMap<>();
        Deque<Transaction> free = new ArrayDeque<>();
        for (Transaction transaction : transactions) {
            Set<Transaction> earlier = before.getOrDefault(transaction, Set.of());
            waitingFor.put(transaction, earlier.size());
            earlier.forEach(
                    e -> after.computeIfAbsent(e, x -> new ArrayList<>()).add(transaction));
            if (earlier.isEmpty()) {
                free.add(transaction);
            }
        }
        while (!free.isEmpty()) {
            for (Transaction next : after.getOrDefault(free.remove(), List.of())) {
                if (waitingFor.merge(next, -1, Integer::sum) == 0) {
                    free.add(next);
                }
            }
        }
        waitingFor.forEach((transaction, count) -> {
            if (count > 0) {
                problems.add("in a cycle: " + transaction.id);
            }
        });
    }

    private static List<String> elements(String content) {
        return content.isEmpty() ? List.of() : List.of(content.strip().split(" ", -1));
    }
}
