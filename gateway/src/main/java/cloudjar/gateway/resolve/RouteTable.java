package cloudjar.gateway.resolve;

import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.ServiceSchema;
import cloudjar.kernel.shape.UriPattern;
import cloudjar.kernel.shape.UriPattern.Segment;
import cloudjar.protocols.HttpRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The templates of one service's operations as a tree of path segments: a literal goes before a label, a label before a
 * greedy one, from left to right; among operations with one template the one that demands most of the request.
 */
final class RouteTable {
    /** Where a path may lead to from here. */
    private static final class Node {
        final Map<String, Node> literals = new HashMap<>();
        final Map<String, List<Route>> routes = new HashMap<>();

        /** Operations whose template has segments behind a greedy label here. */
        final List<OperationSchema> beyondGreedy = new ArrayList<>();

        @Nullable
        Node label;

        @Nullable
        Node greedy;
    }

    /**
     * An operation that fits a path.
     *
     * @param rank how specific it is: two bits for each segment, the first ones weigh most
     */
    record Match(OperationSchema operation, long rank) {}

    private static final int RANK_BITS = 60;
    private static final long LITERAL = 3;
    private static final long LABEL = 2;
    private static final long GREEDY = 1;

    private final Node root = new Node();

    private RouteTable() {}

    static RouteTable of(ServiceSchema schema) {
        RouteTable table = new RouteTable();
        for (OperationSchema operation : schema.operations()) {
            table.add(operation);
        }
        sort(table.root);
        return table;
    }

    private void add(OperationSchema operation) {
        UriPattern uri = operation.uri();
        Node node = root;
        for (Segment segment : uri.segments()) {
            switch (segment.kind()) {
                case LITERAL -> node = node.literals.computeIfAbsent(segment.text(), unused -> new Node());
                case LABEL -> {
                    if (node.label == null) {
                        node.label = new Node();
                    }
                    node = node.label;
                }
                case GREEDY -> {
                    if (uri.greedy() < uri.segments().size() - 1) {
                        node.beyondGreedy.add(operation);
                        return;
                    }
                    if (node.greedy == null) {
                        node.greedy = new Node();
                    }
                    node = node.greedy;
                }
            }
        }
        node.routes
                .computeIfAbsent(operation.method(), unused -> new ArrayList<>())
                .add(Route.of(operation));
    }

    private static void sort(@Nullable Node node) {
        if (node != null) {
            node.routes.values().forEach(routes -> routes.sort(Route.MOST_DEMANDING_FIRST));
            node.literals.values().forEach(RouteTable::sort);
            sort(node.label);
            sort(node.greedy);
        }
    }

    /** The operation that fits best; null where none does. */
    @Nullable
    Match match(String rawPath, HttpRequest request) {
        return match(root, rawPath, 1, request, 0, RANK_BITS);
    }

    /** @param start of the segment that {@code node} looks at; behind the path's end where there is none left */
    private static @Nullable Match match(Node node, String path, int start, HttpRequest request, long rank, int shift) {
        if (start > path.length()) {
            return leaf(node, request, rank);
        }
        int slash = path.indexOf('/', start);
        int end = slash < 0 ? path.length() : slash;
        int next = Math.max(0, shift - 2);
        if (!node.literals.isEmpty()) {
            Node literal = node.literals.get(path.substring(start, end));
            Match match = literal == null ? null : match(literal, path, end + 1, request, rank | LITERAL << next, next);
            if (match != null) {
                return match;
            }
        }
        if (node.label != null && end > start) {
            Match match = match(node.label, path, end + 1, request, rank | LABEL << next, next);
            if (match != null) {
                return match;
            }
        }
        for (OperationSchema operation : node.beyondGreedy) {
            if (operation.method().equals(request.method()) && operation.uri().match(path) != null) {
                return new Match(operation, rank | GREEDY << next);
            }
        }
        boolean nothingLeft = start == path.length();
        return node.greedy == null || nothingLeft ? null : leaf(node.greedy, request, rank | GREEDY << next);
    }

    private static @Nullable Match leaf(Node node, HttpRequest request, long rank) {
        List<Route> routes = node.routes.get(request.method());
        if (routes == null) {
            return null;
        }
        String query = request.rawQuery();
        Route incomplete = null;
        for (int i = 0; i < routes.size(); i++) {
            Route route = routes.get(i);
            if (incomplete != null
                    && route.literals().size() < incomplete.literals().size()) {
                break;
            }
            if (route.fitsTemplate(query)) {
                if (route.fitsMembers(query, request)) {
                    return new Match(route.operation(), rank);
                }
                // Without its required members it is still meant where nothing as specific fits: validation will tell.
                incomplete = route;
            }
        }
        return incomplete == null ? null : new Match(incomplete.operation(), rank);
    }
}
