package cloudjar.services.dynamodb;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Units that an operation consumes in a table and its indexes.
 *
 * @param table in the table itself
 * @param local in its local indexes, by their names
 * @param global in its global indexes, by their names
 */
record Units(double table, Map<String, Double> local, Map<String, Double> global) {
    static final Units NONE = new Units(0, Map.of(), Map.of());

    static Units ofTable(double units) {
        return new Units(units, Map.of(), Map.of());
    }

    static Units ofIndex(TableIndex index, double units) {
        return index.local()
                ? new Units(0, Map.of(index.name(), units), Map.of())
                : new Units(0, Map.of(), Map.of(index.name(), units));
    }

    Units plus(Units more) {
        return new Units(table + more.table, sum(local, more.local), sum(global, more.global));
    }

    /** As transactions consume: twice as much. */
    Units doubled() {
        return plus(this);
    }

    double total() {
        return table + sum(local) + sum(global);
    }

    private static double sum(Map<String, Double> units) {
        return units.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static Map<String, Double> sum(Map<String, Double> a, Map<String, Double> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.isEmpty() ? b : a;
        }
        Map<String, Double> both = new LinkedHashMap<>(a);
        b.forEach((name, units) -> both.merge(name, units, Double::sum));
        return both;
    }
}
