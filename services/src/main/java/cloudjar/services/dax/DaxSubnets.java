package cloudjar.services.dax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A subnet group. */
record DaxSubnets(String name, @Nullable String description, List<String> subnets) {
    /** The group of clusters that name none. */
    static final String DEFAULT = "default";

    DaxSubnets {
        subnets = List.copyOf(subnets);
    }
}
