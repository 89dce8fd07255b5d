package cloudjar.kernel.shape;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One shape of an AWS API model: its kind, its members, the constraints on its values, and the traits that say how it
 * travels. Immutable; members resolve their targets on first use, so that recursive shapes need no second phase.
 *
 * <p>Values that belong to each {@link ShapeType}: {@code Boolean}; {@code Integer} (BYTE, SHORT and INTEGER);
 * {@code Long}; {@code Float}; {@code Double}; {@code BigInteger}; {@code BigDecimal}; {@code String} (enums too);
 * {@link Bytes}, or {@link Body} where {@link #streaming()}; {@code Instant}; {@link Document}; an immutable
 * {@code List}; an immutable {@code Map} with {@code String} keys in wire order; a {@link Structure} (unions too, with
 * exactly one member set), or {@link EventStream} where {@link #eventStream()}.
 */
public final class Schema {
    private final SchemaSource source;
    private final int index;
    private final String name;
    private final ShapeType type;
    private final Member[] members;
    private final Constraints constraints;
    private final ShapeTraits traits;
    private volatile @Nullable Map<String, Member> byName;

    Schema(
            SchemaSource source,
            int index,
            String name,
            ShapeType type,
            Member[] members,
            Constraints constraints,
            ShapeTraits traits) {
        this.source = source;
        this.index = index;
        this.name = name;
        this.type = type;
        this.members = members;
        this.constraints = constraints;
        this.traits = traits;
    }

    /** The shape's name in the model, such as {@code SendMessageRequest}. */
    public String name() {
        return name;
    }

    public ShapeType type() {
        return type;
    }

    /** This shape's number within its service; generated code refers to shapes by it. */
    public int index() {
        return index;
    }

    /**
     * Members in model order; a list has one ({@code member}), a map two ({@code key}, {@code value}), a scalar none.
     */
    public List<Member> members() {
        return Arrays.asList(members);
    }

    public int memberCount() {
        return members.length;
    }

    /** The member at {@code index}, from 0 to {@link #memberCount()} - 1. */
    public Member member(int index) {
        return members[index];
    }

    /** The member with this model name, or null. */
    public @Nullable Member member(String memberName) {
        Map<String, Member> map = byName;
        if (map == null) {
            map = HashMap.newHashMap(members.length);
            for (Member member : members) {
                map.put(member.name(), member);
            }
            byName = map;
        }
        return map.get(memberName);
    }

    /** The element schema of a list. */
    public Schema listMember() {
        return members[0].target();
    }

    /** The key schema of a map. */
    public Schema mapKey() {
        return members[0].target();
    }

    /** The value schema of a map. */
    public Schema mapValue() {
        return members[1].target();
    }

    public Constraints constraints() {
        return constraints;
    }

    public ShapeTraits traits() {
        return traits;
    }

    /** True for a structure or a union. */
    public boolean isStructural() {
        return type == ShapeType.STRUCTURE || type == ShapeType.UNION;
    }

    /** True for a blob (or string) whose content is streamed and never held whole in memory. */
    public boolean streaming() {
        return traits.has(ShapeTraits.STREAMING);
    }

    /** True for a union whose values arrive as a sequence of event messages. */
    public boolean eventStream() {
        return traits.has(ShapeTraits.EVENT_STREAM);
    }

    /**
     * A structure of this schema over {@code values}, which has one slot per member and is owned by the structure from
     * now on: the generated class where there is one, otherwise an untyped view.
     */
    public Structure create(@Nullable Object[] values) {
        return source.create(this, values);
    }

    @Override
    public String toString() {
        return name + ":" + type;
    }
}
