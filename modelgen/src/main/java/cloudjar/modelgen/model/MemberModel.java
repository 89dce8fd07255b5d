package cloudjar.modelgen.model;

import cloudjar.kernel.shape.Location;
import cloudjar.kernel.shape.TimestampFormat;
import cloudjar.kernel.shape.XmlNamespace;
import org.jspecify.annotations.Nullable;

/** One member; the fields mean what they mean in {@code Member}. A null name stands for the member's own. */
public final class MemberModel {
    public final String name;
    public String target;
    /** Flags of {@code Member}. */
    public int flags;

    public Location location = Location.BODY;
    public @Nullable String wireName;
    public @Nullable String jsonName;
    public @Nullable String xmlName;
    public @Nullable String queryName;
    public @Nullable String ec2Name;
    public @Nullable XmlNamespace xmlNamespace;
    public @Nullable TimestampFormat timestampFormat;
    public DefaultValue defaultValue = DefaultValue.NONE;
    public String documentation = "";

    public MemberModel(String name, String target) {
        this.name = name;
        this.target = target;
    }
}
