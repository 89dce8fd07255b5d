package cloudjar.kernel.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An immutable value of a structure or union: one slot per member of its {@link Schema}, null where the member is absent.
 * Generated classes add getters and a builder; codecs and validators need only the schema.
 */
public abstract class Structure {
    private final @Nullable Object[] values;

    /** Takes ownership of {@code values}, whose length is the schema's member count. */
    protected Structure(@Nullable Object[] values) {
        this.values = values;
    }

    public abstract Schema schema();

    /** The value of the member at {@code index}, or null where it is absent. */
    public final @Nullable Object get(int index) {
        return values[index];
    }

    /** The value of the member, which belongs to this structure's schema, or null where it is absent. */
    public final @Nullable Object get(Member member) {
        return values[member.index()];
    }

    /** The value of the member with this model name; null where it is absent or the schema has no such member. */
    public final @Nullable Object get(String memberName) {
        Member member = schema().member(memberName);
        return member == null ? null : values[member.index()];
    }

    /**
     * The value of a member that the model requires.
     *
     * @throws IllegalStateException where it is absent nevertheless
     */
    public final Object required(int index) {
        Object value = values[index];
        if (value == null) {
            throw new IllegalStateException(schema().name() + " lacks its member "
                    + schema().member(index).name());
        }
        return value;
    }

    /** The value of a list member, empty where it is absent. The caller names the type that the schema gives it. */
    @SuppressWarnings("unchecked")
    public final <T> List<T> list(int index) {
        Object value = values[index];
        return value == null ? List.of() : (List<T>) value;
    }

    /** The value of a map member, empty where it is absent. The caller names the type that the schema gives it. */
    @SuppressWarnings("unchecked")
    public final <T> Map<String, T> map(int index) {
        Object value = values[index];
        return value == null ? Map.of() : (Map<String, T>) value;
    }

    /** A list that cannot change, with the same elements; null for null. */
    public static <T> @Nullable List<T> unmodifiable(@Nullable List<T> list) {
        if (list == null) {
            return null;
        }
        // Not List.copyOf: a sparse list holds nulls.
        return Collections.unmodifiableList(new ArrayList<>(list));
    }

    /** A map that cannot change, with the same entries in the same order; null for null. */
    public static <T> @Nullable Map<String, T> unmodifiable(@Nullable Map<String, T> map) {
        return map == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** A copy of the slots, for building a changed structure. */
    public final @Nullable Object[] slots() {
        return values.clone();
    }

    /** For a union: the member that is set, or null where none is. */
    public final @Nullable Member variant() {
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null) {
                return schema().member(i);
            }
        }
        return null;
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof Structure that
                && schema().name().equals(that.schema().name())
                && Arrays.equals(values, that.values);
    }

    @Override
    public final int hashCode() {
        return Arrays.hashCode(values);
    }

    /** The members that are set; sensitive ones are masked. */
    @Override
    public final String toString() {
        StringBuilder out = new StringBuilder(schema().name()).append('{');
        int start = out.length();
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null) {
                Member member = schema().member(i);
                if (out.length() > start) {
                    out.append(", ");
                }
                boolean sensitive = member.target().traits().has(ShapeTraits.SENSITIVE);
                out.append(member.name()).append('=').append(sensitive ? "***" : values[i]);
            }
        }
        return out.append('}').toString();
    }
}
