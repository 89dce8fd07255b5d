package cloudjar.services.dynamodb;

import cloudjar.kernel.store.ByteReader;
import org.jspecify.annotations.Nullable;

/**
 * The names of the attributes of items that are read one after the other: mostly they are those of the item before, which are
 * taken again instead of made anew. Used by one thread.
 */
final class ItemNames {
    private final @Nullable String[] last = new String[FewAttributes.MOST];

    /** Reads the name of an attribute. */
    String next(int place, ByteReader in) {
        String name = in.readString(last[place]);
        last[place] = name;
        return name;
    }
}
