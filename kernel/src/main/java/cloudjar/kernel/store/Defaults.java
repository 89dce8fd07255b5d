package cloudjar.kernel.store;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** What a record component is when nothing was written for it. */
final class Defaults {
    private static final Map<Class<?>, Object> VALUES = Map.ofEntries(
            Map.entry(boolean.class, false),
            Map.entry(byte.class, (byte) 0),
            Map.entry(short.class, (short) 0),
            Map.entry(int.class, 0),
            Map.entry(long.class, 0L),
            Map.entry(char.class, (char) 0),
            Map.entry(float.class, 0f),
            Map.entry(double.class, 0d),
            Map.entry(List.class, List.of()),
            Map.entry(Set.class, Set.of()),
            Map.entry(Map.class, Map.of()),
            Map.entry(SortedSet.class, Collections.emptySortedSet()),
            Map.entry(SortedMap.class, Collections.emptySortedMap()));

    private Defaults() {}

    static @Nullable Object of(Class<?> type) {
        return VALUES.get(type);
    }
}
