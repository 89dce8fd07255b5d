package cloudjar.services.s3;

import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.Structure;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Members that the requests, or the answers, of several operations share: the model gives them the same names and types,
 * though the structures have nothing else in common.
 */
final class Members {
    private Members() {}

    /** The text of a member; null where it is absent or the structure has none of that name. */
    static @Nullable String text(Structure structure, String member) {
        return (String) structure.get(member);
    }

    /** The text of a member that the model requires. */
    static String required(Structure structure, String member) {
        String text = text(structure, member);
        if (text == null) {
            throw new IllegalStateException(structure.schema().name() + " lacks its member " + member);
        }
        return text;
    }

    /** The texts of a member that is a map; empty where it is absent. */
    static Map<String, String> texts(Structure structure, String member) {
        Member found = structure.schema().member(member);
        return found == null ? Map.of() : structure.map(found.index());
    }

    /** The structure with these values of members that it has. */
    static <S extends Structure> S with(S structure, Map<String, Object> values) {
        @Nullable Object[] slots = structure.slots();
        values.forEach((name, value) -> {
            Member member = structure.schema().member(name);
            if (member == null) {
                throw new IllegalArgumentException(structure.schema().name() + " has no member " + name);
            }
            slots[member.index()] = value;
        });
        return made(structure, slots);
    }

    /** The second structure with the members of the first that it has by the same names. */
    static <S extends Structure> S shared(Structure from, S to) {
        @Nullable Object[] slots = to.slots();
        for (Member member : to.schema().members()) {
            Object value = from.get(member.name());
            if (value != null) {
                slots[member.index()] = value;
            }
        }
        return made(to, slots);
    }

    @SuppressWarnings("unchecked")
    private static <S extends Structure> S made(S like, @Nullable Object[] slots) {
        return (S) like.getClass().cast(like.schema().create(slots));
    }
}
