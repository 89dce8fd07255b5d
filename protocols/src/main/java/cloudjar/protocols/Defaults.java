package cloudjar.protocols;

import cloudjar.kernel.shape.Body;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.Schema;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** The defaults that models give to members. */
public final class Defaults {
    private static final Member[] NONE = {};
    private static final ConcurrentMap<Schema, Member[]> DEFAULTED = new ConcurrentHashMap<>();

    private Defaults() {}

    /** Puts the default into each empty slot whose member has one. */
    public static void fill(Schema schema, @Nullable Object[] slots) {
        for (Member member : DEFAULTED.computeIfAbsent(schema, Defaults::defaulted)) {
            if (slots[member.index()] == null) {
                Object value = member.defaultValue();
                slots[member.index()] =
                        member.target().streaming() && value instanceof Bytes bytes ? Body.of(bytes) : value;
            }
        }
    }

    private static Member[] defaulted(Schema schema) {
        return schema.members().stream()
                .filter(member -> member.defaultValue() != null)
                .toArray(count -> count == 0 ? NONE : new Member[count]);
    }
}
