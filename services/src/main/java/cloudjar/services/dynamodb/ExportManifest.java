package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.ExportDescription;
import cloudjar.kernel.json.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an export says of itself in its bucket.
 *
 * @param done the export's description
 * @param folder of its manifests, with a slash at its end
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3DataExport.Output.html">DynamoDB table export
 *     output format</a>
 */
record ExportManifest(ExportDescription done, String folder) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** The content of {@code manifest-summary.json}. */
    String summary() {
        return "{\"version\":\"2023-08-01\",\"exportArn\":" + text(done.exportArn()) + ",\"startTime\":"
                + time(done.startTime()) + ",\"endTime\":" + time(done.endTime()) + ",\"tableArn\":"
                + text(done.tableArn()) + ",\"tableId\":" + text(done.tableId()) + "," + times()
                + ",\"s3Bucket\":" + text(done.s3Bucket()) + ",\"s3Prefix\":"
                + text(done.s3Prefix()) + ",\"s3SseAlgorithm\":" + text(done.s3SseAlgorithm())
                + ",\"s3SseKmsKeyId\":" + text(done.s3SseKmsKeyId()) + ",\"manifestFilesS3Key\":"
                + text(folder + "manifest-files.json") + ",\"billedSizeBytes\":" + done.billedSizeBytes()
                + ",\"itemCount\":" + done.itemCount() + ",\"outputFormat\":" + text(done.exportFormat())
                + view() + ",\"exportType\":" + text(done.exportType()) + "}\n";
    }

    private String times() {
        var window = done.incrementalExportSpecification();
        return window == null
                ? "\"exportTime\":" + time(done.exportTime())
                : "\"exportFromTime\":" + time(window.exportFromTime()) + ",\"exportToTime\":"
                        + time(window.exportToTime());
    }

    private String view() {
        var window = done.incrementalExportSpecification();
        return window == null ? "" : ",\"outputView\":" + text(window.exportViewType());
    }

    private static String text(@Nullable String text) {
        return text == null ? "null" : Json.quote(text);
    }

    private static String time(@Nullable Instant time) {
        return time == null ? "null" : Json.quote(TIME.format(time));
    }
}
