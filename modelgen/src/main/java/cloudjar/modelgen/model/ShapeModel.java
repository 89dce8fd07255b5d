package cloudjar.modelgen.model;

import cloudjar.kernel.shape.ErrorTraits;
import cloudjar.kernel.shape.ShapeType;
import cloudjar.kernel.shape.TimestampFormat;
import cloudjar.kernel.shape.XmlNamespace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One shape; the fields mean what they mean in {@code Schema}, {@code Constraints} and {@code ShapeTraits}. A list has the
 * one member {@code member}, a map the members {@code key} and {@code value}.
 */
public final class ShapeModel {
    public final String name;
    public ShapeType type;
    public final List<MemberModel> members = new ArrayList<>();
    public @Nullable Double min;
    public @Nullable Double max;
    public @Nullable String pattern;
    public List<String> enumValues = List.of();
    public boolean uniqueItems;
    /** Flags of {@code ShapeTraits}. */
    public int flags;

    public @Nullable ErrorTraits error;
    public @Nullable TimestampFormat timestampFormat;
    public @Nullable String mediaType;
    public @Nullable String xmlName;
    public @Nullable XmlNamespace xmlNamespace;
    public String documentation = "";

    public ShapeModel(String name, ShapeType type) {
        this.name = name;
        this.type = type;
    }

    /** The member with this name, or null. */
    public @Nullable MemberModel member(String memberName) {
        for (MemberModel member : members) {
            if (member.name.equals(memberName)) {
                return member;
            }
        }
        return null;
    }
}
