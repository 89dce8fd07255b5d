package cloudjar.gateway.resolve;

import cloudjar.kernel.shape.Location;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.UriPattern.QueryLiteral;
import cloudjar.protocols.HttpRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A REST operation among others with the same method and path: what else a request for it has.
 *
 * @param literals the query parameters in its template
 * @param queries the required members that stand in the query
 * @param headers the required members that stand in headers
 * @param givesWay whether another with the same demands goes before it
 */
record Route(
        OperationSchema operation,
        List<QueryLiteral> literals,
        List<String> queries,
        List<String> headers,
        boolean givesWay) {
    /** The most demanding first, so that the first that fits is the most specific. */
    static final Comparator<Route> MOST_DEMANDING_FIRST = Comparator.comparingInt(
                    (Route route) -> -route.literals().size())
            .thenComparingInt(route -> -route.queries().size() - route.headers().size())
            .thenComparing(Route::givesWay);

    static Route of(OperationSchema operation) {
        List<String> queries = new ArrayList<>();
        List<String> headers = new ArrayList<>();
        for (Member member : operation.input().members()) {
            if (member.required() && member.location() == Location.QUERY) {
                queries.add(member.wireName());
            } else if (member.required() && member.location() == Location.HEADER) {
                headers.add(member.wireName());
            }
        }
        Set<String> yielding = Customs.GIVE_WAY.getOrDefault(operation.service().id(), Set.of());
        return new Route(operation, operation.uri().query(), queries, headers, yielding.contains(operation.name()));
    }

    /** Whether the request has the query parameters of the template. */
    boolean fitsTemplate(@Nullable String rawQuery) {
        for (int i = 0; i < literals.size(); i++) {
            QueryLiteral literal = literals.get(i);
            if (!QueryScan.has(rawQuery, literal.name(), literal.value())) {
                return false;
            }
        }
        return true;
    }

    /** Whether the request has the required members, too. */
    boolean fitsMembers(@Nullable String rawQuery, HttpRequest request) {
        for (int i = 0; i < queries.size(); i++) {
            if (!QueryScan.has(rawQuery, queries.get(i), null)) {
                return false;
            }
        }
        for (int i = 0; i < headers.size(); i++) {
            if (request.header(headers.get(i)) == null) {
                return false;
            }
        }
        return true;
    }
}
