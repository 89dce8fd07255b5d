package cloudjar.services.cloudtrail;

import cloudjar.kernel.clock.Ids;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a trail's files.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-examples.html">File names</a>
 */
record FileName(String key) {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int UNIQUE = 16;

    /** A file of events. */
    static FileName of(StoredTrail trail, String region, Instant time, Ids ids) {
        String account = trail.account();
        return new FileName(root(trail.settings().prefix(), account) + "CloudTrail/" + region + "/" + DAY.format(time)
                + "/" + account + "_CloudTrail_" + region + "_" + MINUTE.format(time) + "_" + ids.alphanumeric(UNIQUE)
                + ".json.gz");
    }

    /** A digest. */
    static FileName digest(StoredTrail trail, String region, Instant end) {
        String account = trail.account();
        return new FileName(root(trail.settings().prefix(), account) + "CloudTrail-Digest/" + region + "/"
                + DAY.format(end) + "/" + account + "_CloudTrail-Digest_" + region + "_" + trail.name() + "_"
                + trail.homeRegion() + "_" + SECOND.format(end) + ".json.gz");
    }

    /** What the keys of an account's files begin with. */
    static String root(@Nullable String prefix, String account) {
        return (prefix == null || prefix.isEmpty() ? "" : prefix + "/") + "AWSLogs/" + account + "/";
    }
}
