package cloudjar.kernel.store.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who must have come before whom, and why; there is a serial order exactly when nobody comes before himself. */
final class DependencyGraph {
    /** Why one transaction comes before another. */
    enum Why {
        /** The other wrote what follows the version that this one wrote. */
        WW,
        /** The other read what this one wrote. */
        WR,
        /** The other wrote what follows the version that this one read. */
        RW,
        /** This one had ended when the other began. */
        TIME
    }

    private record Edge(Transaction to, Why why) {}

    private final Map<Transaction, List<Edge>> edges = new LinkedHashMap<>();

    void add(Transaction from, Transaction to, Why why) {
        if (!from.equals(to)) {
            edges.computeIfAbsent(from, t -> new ArrayList<>()).add(new Edge(to, why));
        }
    }

    /** The plainest cycle there is, with the name of its kind. */
    Optional<String> cycle() {
        if (isAcyclic()) {
            return Optional.empty();
        }
        return named("G0", EnumSet.of(Why.WW))
                .or(() -> named("G1c", EnumSet.of(Why.WW, Why.WR)))
                .or(() -> withOne(Why.RW, "G-single", EnumSet.of(Why.WW, Why.WR)))
                .or(() -> named("G2", EnumSet.of(Why.WW, Why.WR, Why.RW)))
                .or(() -> named("out of the order of time", EnumSet.allOf(Why.class)));
    }

    /** Takes away whatever nothing comes before; in a cycle everything has something before it. */
    private boolean isAcyclic() {
        Map<Transaction, Integer> before = new HashMap<>();
        edges.forEach((from, out) -> {
            before.putIfAbsent(from, 0);
            out.forEach(edge -> before.merge(edge.to(), 1, Integer::sum));
        });
        Deque<Transaction> free = new ArrayDeque<>();
        before.forEach((transaction, count) -> {
            if (count == 0) {
                free.add(transaction);
            }
        });
        int taken = 0;
        while (!free.isEmpty()) {
            taken++;
            for (Edge edge : edges.getOrDefault(free.remove(), List.of())) {
                if (before.merge(edge.to(), -1, Integer::sum) == 0) {
                    free.add(edge.to());
                }
            }
        }
        return taken == before.size();
    }

    /** A cycle of edges of these kinds. */
    private Optional<String> named(String name, Set<Why> kinds) {
        for (Map.Entry<Transaction, List<Edge>> from : edges.entrySet()) {
            for (Edge edge : from.getValue()) {
                if (kinds.contains(edge.why())) {
                    Optional<String> path = path(edge.to(), from.getKey(), kinds);
                    if (path.isPresent()) {
                        return path.map(rest -> describe(name, from.getKey(), edge, rest));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** A cycle of one edge of a kind and others of other kinds. */
    private Optional<String> withOne(Why one, String name, Set<Why> others) {
        for (Map.Entry<Transaction, List<Edge>> from : edges.entrySet()) {
            for (Edge edge : from.getValue()) {
                if (edge.why() == one) {
                    Optional<String> path = path(edge.to(), from.getKey(), others);
                    if (path.isPresent()) {
                        return path.map(rest -> describe(name, from.getKey(), edge, rest));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static String describe(String name, Transaction from, Edge edge, String rest) {
        return name + ": " + from.id() + " " + edge.why() + " " + rest;
    }

    /** The shortest way from one to another. */
    private Optional<String> path(Transaction from, Transaction to, Set<Why> kinds) {
        Map<Transaction, String> reached = new HashMap<>();
        Deque<Transaction> next = new ArrayDeque<>(Collections.singleton(from));
        reached.put(from, from.id());
        while (!next.isEmpty() && !reached.containsKey(to)) {
            Transaction here = next.remove();
            for (Edge edge : edges.getOrDefault(here, List.of())) {
                if (kinds.contains(edge.why()) && !reached.containsKey(edge.to())) {
                    reached.put(
                            edge.to(),
                            reached.get(here) + " " + edge.why() + " "
                                    + edge.to().id());
                    next.add(edge.to());
                }
            }
        }
        return Optional.ofNullable(reached.get(to));
    }
}
