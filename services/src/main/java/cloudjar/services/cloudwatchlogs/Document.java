package cloudjar.services.cloudwatchlogs;

import cloudjar.kernel.json.Json;
import cloudjar.kernel.shape.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * What receivers of subscription filters get: a compressed JSON document.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html">Its members</a>
 */
final class Document {
    private Document() {}

    /** Some events of a stream. */
    static Bytes data(Ingestion.Kept kept, String filter, List<Integer> passed) {
        List<Object> events = new ArrayList<>();
        for (int index : passed) {
            Map<String, Object> event = new LinkedHashMap<>();
            event.put("id", kept.id(index).text());
            event.put("timestamp", kept.events().get(index).timestamp());
            event.put("message", kept.events().get(index).message());
            events.add(event);
        }
        Group group = kept.group();
        return packed(
                "DATA_MESSAGE", group.account(), group.name(), kept.stream().name(), List.of(filter), events);
    }

    /** What is sent to find out whether a receiver can be reached. */
    static Bytes control(long millis) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("id", "");
        event.put("timestamp", millis);
        event.put("message", "CWL CONTROL MESSAGE: Checking health of destination");
        return packed("CONTROL_MESSAGE", "CloudwatchLogs", "", "", List.of(), List.of(event));
    }

    private static Bytes packed(
            String type, String owner, String group, String stream, List<String> filters, List<Object> events) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("messageType", type);
        document.put("owner", owner);
        document.put("logGroup", group);
        document.put("logStream", stream);
        document.put("subscriptionFilters", filters);
        document.put("logEvents", events);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(Json.write(document).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("in memory", e);
        }
        return Bytes.wrap(out.toByteArray());
    }
}
