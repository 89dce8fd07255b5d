package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeValue;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The attributes of an item that has few, side by side: looked through instead of hashed. Cannot be changed. */
final class FewAttributes extends AbstractMap<String, AttributeValue> {
    /** From how many on it pays to hash. */
    static final int MOST = 12;

    private final String[] names;
    private final AttributeValue[] values;

    /** Takes ownership of the arrays, which are of one length. */
    FewAttributes(String[] names, AttributeValue[] values) {
        this.names = names;
        this.values = values;
    }

    @Override
    public int size() {
        return names.length;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return place(name) >= 0;
    }

    @Override
    public @Nullable AttributeValue get(@Nullable Object name) {
        int place = place(name);
        return place < 0 ? null : values[place];
    }

    private int place(@Nullable Object name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public Set<Map.Entry<String, AttributeValue>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return names.length;
            }

            @Override
            public Iterator<Map.Entry<String, AttributeValue>> iterator() {
                return entries();
            }
        };
    }

    private Iterator<Map.Entry<String, AttributeValue>> entries() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < names.length;
            }

            @Override
            public Map.Entry<String, AttributeValue> next() {
                if (next == names.length) {
                    throw new NoSuchElementException();
                }
                Map.Entry<String, AttributeValue> entry = Map.entry(names[next], values[next]);
                next++;
                return entry;
            }
        };
    }
}
