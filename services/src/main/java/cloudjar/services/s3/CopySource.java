package cloudjar.services.s3;

import org.jspecify.annotations.Nullable;

/** What the header {@code x-amz-copy-source} names: a bucket and a key, percent-encoded, and perhaps a version. */
record CopySource(String bucket, String key, @Nullable String versionId) {
    private static final String VERSION = "?versionId=";

    static CopySource parse(String header) {
        int version = header.lastIndexOf(VERSION);
        String path = version < 0 ? header : header.substring(0, version);
        String decoded = PercentCoding.decode(path);
        if (decoded == null) {
            throw ObjectErrors.invalidCopySource();
        }
        String plain = decoded.startsWith("/") ? decoded.substring(1) : decoded;
        int slash = plain.indexOf('/');
        if (slash <= 0 || slash == plain.length() - 1) {
            throw ObjectErrors.invalidCopySource();
        }
        return new CopySource(
                plain.substring(0, slash),
                plain.substring(slash + 1),
                version < 0 ? null : header.substring(version + VERSION.length()));
    }
}
