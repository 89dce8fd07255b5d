package cloudjar.services.lambda;

import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Snapshot;

/** What an account uses in a region. */
final class Usage {
    private Usage() {}

    static long codeSize(Snapshot snapshot, LambdaTables tables) {
        long functions = tables.versions.rows(snapshot, Range.all()).stream()
                .mapToLong(row -> row.value().code().size())
                .sum();
        long layers = tables.layerVersions.rows(snapshot, Range.all()).stream()
                .mapToLong(row -> row.value().code().size())
                .sum();
        return functions + layers;
    }

    /** How many invocations at once are kept for single functions. */
    static int reserved(Snapshot snapshot, LambdaTables tables, String butFor) {
        return tables.functions.rows(snapshot, Range.all()).stream()
                .map(row -> row.value())
                .filter(function -> !function.name().equals(butFor) && function.reserved() != null)
                .mapToInt(function -> function.reserved() == null ? 0 : function.reserved())
                .sum();
    }
}
