package cloudjar.kernel.shape;

import org.jspecify.annotations.Nullable;

/** A member of a {@link Schema}: what it targets and how it is named and placed in each protocol. */
public final class Member {
    /** The member must be present. */
    public static final int REQUIRED = 1;
    /** A list or map whose elements stand directly in the parent, in XML and query protocols. */
    public static final int FLATTENED = 1 << 1;
    /** An XML attribute instead of an element. */
    public static final int XML_ATTRIBUTE = 1 << 2;
    /** Replaces a label in the operation's host prefix. */
    public static final int HOST_LABEL = 1 << 3;
    /** The client fills in a random token when it is absent. */
    public static final int IDEMPOTENCY_TOKEN = 1 << 4;
    /** A JSON value that travels base64-encoded when it is in a header. */
    public static final int JSON_VALUE = 1 << 5;

    private final SchemaSource source;
    private final int targetIndex;
    private @Nullable Schema target;

    private final String name;
    private final int index;
    private final int flags;
    private final Location location;
    private final String wireName;
    private final String jsonName;
    private final String xmlName;
    private final String queryName;
    private final String ec2Name;
    private final @Nullable XmlNamespace xmlNamespace;
    private final @Nullable TimestampFormat timestampFormat;
    private final @Nullable Object defaultValue;

    Member(
            SchemaSource source,
            int targetIndex,
            String name,
            int index,
            int flags,
            Location location,
            String wireName,
            String jsonName,
            String xmlName,
            String queryName,
            String ec2Name,
            @Nullable XmlNamespace xmlNamespace,
            @Nullable TimestampFormat timestampFormat,
            @Nullable Object defaultValue) {
        this.source = source;
        this.targetIndex = targetIndex;
        this.name = name;
        this.index = index;
        this.flags = flags;
        this.location = location;
        this.wireName = wireName;
        this.jsonName = jsonName;
        this.xmlName = xmlName;
        this.queryName = queryName;
        this.ec2Name = ec2Name;
        this.xmlNamespace = xmlNamespace;
        this.timestampFormat = timestampFormat;
        this.defaultValue = defaultValue;
    }

    /** The model's name, such as {@code QueueUrl}. */
    public String name() {
        return name;
    }

    /** The position in the parent, and the slot in a {@link Structure}. */
    public int index() {
        return index;
    }

    /** The shape of this member's value. */
    public Schema target() {
        Schema known = target;
        if (known == null) {
            // Schemas are immutable, so two threads that race here store equal things.
            target = known = source.shape(targetIndex);
        }
        return known;
    }

    public boolean required() {
        return (flags & REQUIRED) != 0;
    }

    public boolean flattened() {
        return (flags & FLATTENED) != 0;
    }

    public boolean xmlAttribute() {
        return (flags & XML_ATTRIBUTE) != 0;
    }

    public boolean hostLabel() {
        return (flags & HOST_LABEL) != 0;
    }

    public boolean idempotencyToken() {
        return (flags & IDEMPOTENCY_TOKEN) != 0;
    }

    public boolean jsonValue() {
        return (flags & JSON_VALUE) != 0;
    }

    /** Where the member travels in the protocols with HTTP bindings (and in event messages); the others ignore it. */
    public Location location() {
        return location;
    }

    /** The name of the header, header prefix, query parameter or label, where {@link #location()} is one of them. */
    public String wireName() {
        return wireName;
    }

    /** The key in JSON bodies of the REST protocol; awsJson and CBOR use {@link #name()}. */
    public String jsonName() {
        return jsonName;
    }

    /**
     * The element or attribute name in XML, including a prefix such as {@code xsi:}. For a list's member, the name of
     * each element; for a map's key and value, theirs.
     */
    public String xmlName() {
        return xmlName;
    }

    /** The name in requests of the awsQuery protocol. */
    public String queryName() {
        return queryName;
    }

    /** The name in requests of the ec2Query protocol. */
    public String ec2Name() {
        return ec2Name;
    }

    public @Nullable XmlNamespace xmlNamespace() {
        return xmlNamespace;
    }

    /** The format given at the member or its target, or null where the protocol's default holds. */
    public @Nullable TimestampFormat timestampFormat() {
        return timestampFormat != null ? timestampFormat : target().traits().timestampFormat();
    }

    /** The value that an absent member stands for, or null where it has none. */
    public @Nullable Object defaultValue() {
        return defaultValue;
    }

    @Override
    public String toString() {
        return name;
    }
}
