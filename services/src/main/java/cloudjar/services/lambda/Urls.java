package cloudjar.services.lambda;

import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import cloudjar.services.lambda.LambdaTables.Part;
import java.util.Optional;

/** Addresses of functions, as the store keeps them: in their account and region, and by id for who knows no more. */
final class Urls {
    private Urls() {}

    static void put(Tx tx, LambdaTables tables, Part key, Url url) {
        tables.urls.put(tx, key, url);
        LambdaTables.urlHomes().put(tx, url.id(), url.configuration().functionArn());
    }

    static void delete(Tx tx, LambdaTables tables, Row<Part, Url> row) {
        boolean deleted = tables.urls.delete(tx, row.key());
        String id = row.value().id();
        boolean its = deleted
                && LambdaTables.urlHomes()
                        .get(tx, id)
                        .filter(row.value().configuration().functionArn()::equals)
                        .isPresent();
        boolean unused = its && LambdaTables.urlHomes().delete(tx, id);
    }

    /** The address with this id, whosever it is. */
    static Optional<Url> find(Snapshot snapshot, String id) {
        return LambdaTables.urlHomes().get(snapshot, id).map(Urls::name).flatMap(name -> name.tables()
                .urls
                .get(snapshot, new Part(name.name(), name.qualifierOrLatest())));
    }

    /** What an ARN names. */
    static FunctionName name(String arn) {
        String[] parts = arn.split(":", -1);
        return new FunctionName(parts[4], parts[3], parts[6], parts.length > 7 ? parts[7] : null);
    }
}
