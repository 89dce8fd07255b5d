package cloudjar.services.dax.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lists of attributes' names, each with a number by which both sides know it. A number is made of the names, so that clients who
 * know one from before a start are never told others' names. Thread-safe.
 */
public final class AttributeLists {
    /** The list without names. */
    public static final long EMPTY = 1;

    /** The most lists, and how long all their names may be: beyond, those who bring new ones are refused. */
    private static final int LISTS_MAX = 1 << 16;

    private static final long CHARACTERS_MAX = 16L << 20;

    private final Map<Long, List<String>> byId = new HashMap<>(Map.of(EMPTY, List.of()));
    private long characters;

    /** The number of a list. */
    public synchronized long id(List<String> names) throws WireException {
        if (names.isEmpty()) {
            return EMPTY;
        }
        long id = names.hashCode() & 0x7fffffffL;
        while (id <= EMPTY || !byId.getOrDefault(id, names).equals(names)) {
            id = id + 1 & 0x7fffffffL;
        }
        if (!byId.containsKey(id)) {
            long more = names.stream().mapToLong(String::length).sum();
            if (byId.size() >= LISTS_MAX || characters + more > CHARACTERS_MAX) {
                throw new WireException("more lists of attributes than are kept");
            }
            characters += more;
            byId.put(id, List.copyOf(names));
        }
        return id;
    }

    /** The list of a number. */
    public synchronized List<String> names(long id) throws WireException {
        List<String> names = byId.get(id);
        if (names == null) {
            throw new WireException("no list of attributes has the number " + id);
        }
        return names;
    }
}
