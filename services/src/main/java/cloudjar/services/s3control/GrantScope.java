package cloudjar.services.s3control;

import java.util.Optional;

/**
 * Keys of a bucket, as grants name them: {@code s3://bucket/prefix*}, or {@code s3://bucket/key}.
 *
 * @param prefix with which the keys begin, or the key
 * @param object whether it is one key and no more
 */
record GrantScope(String bucket, String prefix, boolean object) {
    private static final String SCHEME = "s3://";

    /**
     * What a text means; nothing where it names no bucket. A prefix may end with an asterisk, and means no other without.
     *
     * @param object whether the text names a key
     */
    static Optional<GrantScope> parse(String text, boolean object) {
        if (!text.startsWith(SCHEME)) {
            return Optional.empty();
        }
        String path = text.substring(SCHEME.length());
        int slash = path.indexOf('/');
        String bucket = slash < 0 ? path : path.substring(0, slash);
        String rest = slash < 0 ? "" : path.substring(slash + 1);
        if (bucket.endsWith("*") && slash < 0) {
            bucket = bucket.substring(0, bucket.length() - 1);
        }
        if (bucket.isEmpty() || object && rest.isEmpty()) {
            return Optional.empty();
        }
        boolean open = !object && rest.endsWith("*");
        return Optional.of(new GrantScope(bucket, open ? rest.substring(0, rest.length() - 1) : rest, object));
    }

    /** What a grant is about that narrows a location down. */
    static Optional<GrantScope> of(String location, String subPrefix, boolean object) {
        boolean open = location.endsWith("*");
        String base = open ? location.substring(0, location.length() - 1) : location;
        boolean apart = !open && !base.endsWith("/") && !subPrefix.isEmpty();
        return parse(base + (apart ? "/" : "") + subPrefix, object);
    }

    /** Whether all that another means is meant by this. */
    boolean covers(GrantScope other) {
        if (!bucket.equals(other.bucket)) {
            return false;
        }
        return object ? other.object && prefix.equals(other.prefix) : other.prefix.startsWith(prefix);
    }

    /** As answers show it. */
    String text() {
        return SCHEME + bucket + "/" + prefix + (object ? "" : "*");
    }

    /** The keys as a policy names them. */
    String keys() {
        return prefix + (object ? "" : "*");
    }
}
