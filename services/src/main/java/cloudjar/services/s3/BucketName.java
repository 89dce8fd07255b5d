package cloudjar.services.s3;

import java.util.List;
import java.util.regex.Pattern;

/** The rules for names of general purpose buckets. */
final class BucketName {
    private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9.-]*[a-z0-9])?");
    private static final Pattern IP_ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final List<String> RESERVED_STARTS = List.of("xn--", "sthree-", "amzn-s3-demo-");
    private static final List<String> RESERVED_ENDS = List.of("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3");

    private BucketName() {}

    /** Checks the name of a bucket to be created. */
    static void require(String name) {
        if (name.length() < S3Limits.BUCKET_NAME_MIN.current()
                || name.length() > S3Limits.BUCKET_NAME_MAX.current()
                || !FORM.matcher(name).matches()
                || name.contains("..")
                || IP_ADDRESS.matcher(name).matches()
                || RESERVED_STARTS.stream().anyMatch(name::startsWith)
                || RESERVED_ENDS.stream().anyMatch(name::endsWith)) {
            throw BucketErrors.invalidBucketName(name);
        }
    }
}
