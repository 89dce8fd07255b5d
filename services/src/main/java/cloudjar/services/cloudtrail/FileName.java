package cloudjar.services.cloudtrail;

import cloudjar.kernel.clock.Ids;
import cloudjar.services.cloudtrail.CloudTrailTables.TrailRegion;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

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
    static FileName of(StoredTrail trail, TrailRegion place, Instant time, Ids ids) {
        String account = place.account(trail);
        String region = place.name();
        return new FileName(root(trail, account) + "CloudTrail/" + region + "/" + DAY.format(time)
                + "/" + account + "_CloudTrail_" + region + "_" + MINUTE.format(time) + "_" + ids.alphanumeric(UNIQUE)
                + ".json.gz");
    }

    /** A digest. */
    static FileName digest(StoredTrail trail, TrailRegion place, Instant end) {
        String account = place.account(trail);
        String region = place.name();
        return new FileName(root(trail, account) + "CloudTrail-Digest/" + region + "/"
                + DAY.format(end) + "/" + account + "_CloudTrail-Digest_" + region + "_" + trail.name() + "_"
                + trail.homeRegion() + "_" + SECOND.format(end) + ".json.gz");
    }

    /** What the keys of an account's files begin with. */
    static String root(StoredTrail trail, String account) {
        String prefix = trail.settings().prefix();
        String organization = trail.organization();
        return (prefix == null || prefix.isEmpty() ? "" : prefix + "/")
                + "AWSLogs/"
                + (organization == null ? "" : organization + "/")
                + account
                + "/";
    }
}
