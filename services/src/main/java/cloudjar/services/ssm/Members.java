package cloudjar.services.ssm;

import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.Structure;
import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.StructureCodec;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Structures that say the same in other shapes: what was asked for, what is kept of it, what is shown of that. */
final class Members {
    private Members() {}

    /** The second structure with those members of the first that it has by the same names. */
    @SuppressWarnings("unchecked")
    static <S extends Structure> S shared(Structure from, S to) {
        @Nullable Object[] slots = to.slots();
        for (Member member : to.schema().members()) {
            Object value = from.get(member.name());
            if (value != null) {
                slots[member.index()] = value;
            }
        }
        return (S) to.getClass().cast(to.schema().create(slots));
    }

    /** The codec of structures like this empty one. */
    static <S extends Structure> Codec<S> codec(Class<S> type, Supplier<S> empty) {
        return StructureCodec.of(type, () -> empty.get().schema());
    }
}
