package cloudjar.services.s3;

import cloudjar.kernel.call.Call;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The region that a host name says, such as {@code bucket.s3.eu-west-1.localhost}: buckets of other regions are not there.
 * A host name that says none, as {@code localhost}, is that of every region.
 */
final class RegionalEndpoint {
    private static final String SERVICE = "s3";
    private static final Pattern REGION =
            Pattern.compile("(^|\\.)(s3[.-](?:dualstack\\.)?)([a-z]{2}(?:-[a-z]+)+-\\d)(\\.)");

    private RegionalEndpoint() {}

    /** Sends who asks at another region's endpoint to the bucket's own. */
    static void require(Call call, S3Bucket bucket) {
        String authority = call.endpoint().authority();
        if (call.depth() > 0 || !authority.contains(SERVICE)) {
            return;
        }
        Matcher host = REGION.matcher(authority);
        if (host.find() && !host.group(3).equals(bucket.region())) {
            String service = host.group(2) + bucket.region() + authority.substring(host.end(3));
            throw BucketErrors.otherRegion(bucket, bucket.name() + "." + service);
        }
    }

    /** Whether a request came to a host name of AWS's own. */
    static boolean isOfAws(Call call) {
        String authority = call.endpoint().authority();
        int port = authority.lastIndexOf(':');
        return (port < 0 ? authority : authority.substring(0, port)).endsWith(".amazonaws.com");
    }
}
