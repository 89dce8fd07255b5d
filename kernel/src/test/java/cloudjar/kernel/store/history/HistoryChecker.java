package cloudjar.kernel.store.history;

import cloudjar.kernel.store.history.DependencyGraph.Why;
import cloudjar.kernel.store.history.Transaction.Deed;
import cloudjar.kernel.store.history.Transaction.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is wrong with a history, if anything is: it is right when its transactions could have run one after the other, and
 * each after those that had ended when it began.
 *
 * <p>Every version of a list or register has one writer, since values are unique. In which order the versions came is told by
 * the longest reading of a list, and by what its writer read before it wrote of a register. That gives a graph: writer before
 * the writer of the next version (ww), writer before reader (wr), reader before the writer of the next version (rw), and who
 * ended before who began. Kinds of faults bear their names in the literature (Adya: G0 to G2).
 */
public final class HistoryChecker {
    /** A key's versions in their order. */
    private record Versions(List<String> order, Map<@Nullable String, Integer> places) {
        static Versions of(List<String> order) {
            Map<@Nullable String, Integer> places = new HashMap<>();
            places.put(null, -1);
            for (int i = 0; i < order.size(); i++) {
                places.put(order.get(i), i);
            }
            return new Versions(order, places);
        }
    }

    private final List<Transaction> all;
    private final Set<String> problems = new LinkedHashSet<>();
    private final Map<String, Transaction> writers = new HashMap<>();
    private final DependencyGraph graph = new DependencyGraph();

    private HistoryChecker(List<Transaction> all) {
        this.all = all;
    }

    /** What is wrong; nothing when the history is right. Its last transactions must have read every list. */
    public static List<String> problems(History history) {
        return problems(history.transactions());
    }

    /** As the other. */
    public static List<String> problems(List<Transaction> transactions) {
        return new HistoryChecker(transactions).check();
    }

    private List<String> check() {
        findWriters();
        List<Transaction> effective = all.stream().filter(this::tookEffect).toList();
        Map<String, Versions> versions = new LinkedHashMap<>();
        longestLists(effective).forEach((list, order) -> versions.put(list, Versions.of(order)));
        registerOrders(effective).forEach((register, order) -> versions.put(register, Versions.of(order)));
        for (Transaction transaction : effective) {
            checkReads(transaction, versions);
            checkKept(transaction, versions);
        }
        if (problems.isEmpty()) {
            effective.forEach(transaction -> relate(transaction, versions));
            relateInTime(effective);
            graph.cycle().ifPresent(problems::add);
        }
        return List.copyOf(problems);
    }

    private void findWriters() {
        for (Transaction transaction : all) {
            for (Deed deed : transaction.deeds()) {
                String written = written(deed);
                Transaction other = written == null ? null : writers.put(written, transaction);
                // A body that was abandoned may have been run before, with the same values.
                if (other != null
                        && !(other.outcome() == Outcome.FAILED && other.id().equals(transaction.id()))) {
                    problems.add("written twice: " + written);
                }
            }
        }
    }

    private static @Nullable String written(Deed deed) {
        return switch (deed) {
            case Deed.Append append -> append.element();
            case Deed.Write write -> write.value();
            case Deed.Read read -> null;
            case Deed.ReadList read -> null;
        };
    }

    /** What nobody knows of took effect when somebody has seen it. */
    private boolean tookEffect(Transaction transaction) {
        return switch (transaction.outcome()) {
            case COMMITTED -> true;
            case FAILED -> false;
            case UNKNOWN ->
                transaction.deeds().stream().anyMatch(deed -> {
                    String written = written(deed);
                    return written != null && seen(written, transaction);
                });
        };
    }

    private boolean seen(String value, Transaction writer) {
        return all.stream()
                .filter(other -> !other.equals(writer))
                .flatMap(other -> other.deeds().stream())
                .anyMatch(deed -> switch (deed) {
                    case Deed.ReadList read -> read.elements().contains(value);
                    case Deed.Read read -> value.equals(read.value());
                    case Deed.Append append -> false;
                    case Deed.Write write -> false;
                });
    }

    private static Map<String, List<String>> longestLists(List<Transaction> transactions) {
        Map<String, List<String>> longest = new LinkedHashMap<>();
        for (Transaction transaction : transactions) {
            for (Deed deed : transaction.deeds()) {
                if (deed instanceof Deed.ReadList read) {
                    longest.merge(read.key(), read.elements(), (a, b) -> a.size() >= b.size() ? a : b);
                }
            }
        }
        return longest;
    }

    /** Follows what was written over what, from the beginning of each register on. */
    private Map<String, List<String>> registerOrders(List<Transaction> transactions) {
        Map<String, Map<@Nullable String, String>> next = new LinkedHashMap<>();
        for (Transaction transaction : transactions) {
            Map<String, @Nullable String> current = new HashMap<>();
            for (Deed deed : transaction.deeds()) {
                if (deed instanceof Deed.Read read) {
                    current.put(read.key(), read.value());
                } else if (deed instanceof Deed.Write write) {
                    String before = current.put(write.key(), write.value());
                    String other = next.computeIfAbsent(write.key(), k -> new HashMap<>())
                            .put(before, write.value());
                    if (other != null) {
                        problems.add("lost: " + other + " and " + write.value() + " were both written over " + before);
                    }
                }
            }
        }
        Map<String, List<String>> orders = new LinkedHashMap<>();
        next.forEach((register, following) -> {
            List<String> order = new ArrayList<>();
            String value = following.get(null);
            while (value != null && order.size() <= following.size()) {
                order.add(value);
                value = following.get(value);
            }
            orders.put(register, order);
        });
        return orders;
    }

    /** Every reading shows a version that was committed, whole, and what the transaction itself has written. */
    private void checkReads(Transaction reader, Map<String, Versions> versions) {
        Map<String, @Nullable String> expected = new HashMap<>();
        for (Deed deed : reader.deeds()) {
            String key = deed.key();
            switch (deed) {
                case Deed.Append append -> expected.put(key, append.element());
                case Deed.Write write -> expected.put(key, write.value());
                case Deed.ReadList read -> {
                    List<String> order = orderOf(versions, key);
                    if (!order.subList(0, read.elements().size()).equals(read.elements())) {
                        problems.add(reader.id() + " read " + read.elements() + ", which is no beginning of " + order);
                    }
                    String last =
                            read.elements().isEmpty() ? null : read.elements().getLast();
                    checkVersion(reader, key, last, expected);
                    read.elements().forEach(element -> checkCommitted(reader, element));
                }
                case Deed.Read read -> checkVersion(reader, key, read.value(), expected);
            }
        }
    }

    private void checkVersion(
            Transaction reader, String key, @Nullable String value, Map<String, @Nullable String> expected) {
        if (expected.containsKey(key)) {
            if (!Objects.equals(expected.get(key), value)) {
                problems.add(reader.id() + " saw " + key + " change from " + expected.get(key) + " to " + value);
            }
            return;
        }
        expected.put(key, value);
        if (value == null) {
            return;
        }
        checkCommitted(reader, value);
        Transaction writer = writers.get(value);
        if (writer != null && !writer.equals(reader) && !value.equals(lastWritten(writer, key))) {
            problems.add("G1b: " + reader.id() + " read " + value + ", which " + writer.id() + " wrote over");
        }
    }

    private void checkCommitted(Transaction reader, String value) {
        Transaction writer = writers.get(value);
        if (writer == null) {
            problems.add(reader.id() + " read " + value + ", which nobody wrote");
        } else if (writer.outcome() == Outcome.FAILED) {
            problems.add("G1a: " + reader.id() + " read " + value + " of " + writer.id() + ", which failed");
        }
    }

    /** Everything written by a transaction that took effect is among the versions. */
    private void checkKept(Transaction transaction, Map<String, Versions> versions) {
        for (Deed deed : transaction.deeds()) {
            String written = written(deed);
            if (written != null && !orderOf(versions, deed.key()).contains(written)) {
                problems.add("lost: " + written + " of " + transaction.id());
            }
        }
    }

    private void relate(Transaction transaction, Map<String, Versions> versions) {
        Set<String> touched = new LinkedHashSet<>();
        for (Deed deed : transaction.deeds()) {
            Versions of = versions.getOrDefault(deed.key(), Versions.of(List.of()));
            // Later readings follow from the first, or from what the transaction wrote itself.
            if (touched.add(deed.key())) {
                switch (deed) {
                    case Deed.Read read -> relateReader(transaction, read.value(), of);
                    case Deed.ReadList read ->
                        relateReader(
                                transaction,
                                read.elements().isEmpty()
                                        ? null
                                        : read.elements().getLast(),
                                of);
                    case Deed.Append append -> {}
                    case Deed.Write write -> {}
                }
            }
            String written = written(deed);
            int place = written == null ? -1 : of.places().getOrDefault(written, -1);
            if (place > 0) {
                graph.add(writer(of.order().get(place - 1)), transaction, Why.WW);
            }
        }
    }

    private void relateReader(Transaction reader, @Nullable String version, Versions of) {
        if (version != null) {
            graph.add(writer(version), reader, Why.WR);
        }
        int next = of.places().getOrDefault(version, -1) + 1;
        if (next < of.order().size()) {
            graph.add(reader, writer(of.order().get(next)), Why.RW);
        }
    }

    /** Relates each only to those that ended last before it began: they came after the others. */
    private void relateInTime(List<Transaction> transactions) {
        List<Transaction> byBegin = transactions.stream()
                .sorted(Comparator.comparingLong(Transaction::begun))
                .toList();
        List<Transaction> byEnd = transactions.stream()
                .sorted(Comparator.comparingLong(Transaction::ended))
                .toList();
        int ended = 0;
        long latestBegin = 0;
        for (Transaction later : byBegin) {
            while (byEnd.get(ended).ended() < later.begun()) {
                latestBegin = Math.max(latestBegin, byEnd.get(ended++).begun());
            }
            for (int i = ended - 1; i >= 0 && byEnd.get(i).ended() >= latestBegin; i--) {
                graph.add(byEnd.get(i), later, Why.TIME);
            }
        }
    }

    private Transaction writer(String version) {
        Transaction writer = writers.get(version);
        if (writer == null) {
            throw new IllegalStateException("a version that nobody wrote");
        }
        return writer;
    }

    private @Nullable String lastWritten(Transaction writer, String key) {
        String last = null;
        for (Deed deed : writer.deeds()) {
            if (deed.key().equals(key) && written(deed) != null) {
                last = written(deed);
            }
        }
        return last;
    }

    private static List<String> orderOf(Map<String, Versions> versions, String key) {
        Versions known = versions.get(key);
        return known == null ? List.of() : known.order();
    }
}
