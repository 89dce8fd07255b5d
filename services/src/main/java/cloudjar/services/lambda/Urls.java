package cloudjar.services.lambda;

import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Tx;
import cloudjar.services.lambda.LambdaTables.Part;

/** Addresses of functions, as the store keeps them. */
final class Urls {
    private Urls() {}

    static void delete(Tx tx, LambdaTables tables, Row<Part, Url> row) {
        boolean unused = tables.urls.delete(tx, row.key());
    }
}
