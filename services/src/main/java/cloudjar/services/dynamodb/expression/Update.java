package cloudjar.services.dynamodb.expression;

import cloudjar.api.dynamodb.AttributeValue;
import java.util.ArrayList;
import java.util.List;

/**
 * What an update changes.
 *
 * @param sets values that are put
 * @param removes paths that are taken away
 * @param adds what is added to numbers and sets
 * @param deletes what is taken from sets
 */
public record Update(List<Put> sets, List<Path> removes, List<Amount> adds, List<Amount> deletes) {
    /** A value for a path. */
    public record Put(Path path, Operand value) {}

    /** A number or a set that is added to, or taken from, what lies at a path. */
    public record Amount(Path path, AttributeValue value) {}

    /** Copies the lists. */
    public Update {
        sets = List.copyOf(sets);
        removes = List.copyOf(removes);
        adds = List.copyOf(adds);
        deletes = List.copyOf(deletes);
    }

    /** Every path that it changes. */
    public List<Path> paths() {
        List<Path> paths = new ArrayList<>();
        sets.forEach(put -> paths.add(put.path()));
        paths.addAll(removes);
        adds.forEach(amount -> paths.add(amount.path()));
        deletes.forEach(amount -> paths.add(amount.path()));
        return paths;
    }
}
