package cloudjar.testkit.structure;

import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.Structure;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Arbitraries of structures, for property tests. */
public final class Structures {
    private Structures() {}

    /** Structures of the schema that keep its constraints. A failure is repeated by jqwik's seed; it does not shrink. */
    public static Arbitrary<Structure> of(Schema schema) {
        return Arbitraries.randomValue(random -> new RandomStructures(random.nextLong()).structure(schema));
    }
}
