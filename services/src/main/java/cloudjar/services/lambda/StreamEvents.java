package cloudjar.services.lambda;

import cloudjar.api.dynamodbstreams.AttributeValue;
import cloudjar.api.dynamodbstreams.DynamoDbStreamsRecord;
import cloudjar.api.dynamodbstreams.StreamRecord;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.tenancy.Arn;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Changes of items as functions are told of them. */
final class StreamEvents {
    private StreamEvents() {}

    /** What an event has besides its items, about; items are written longer than they are counted. */
    private static final int AROUND = 1_000;

    private static final int WRITTEN = 2;

    static StreamedRecord of(DynamoDbStreamsRecord record, Arn stream) {
        StreamRecord change = record.dynamodb();
        Map<String, Object> event = record(record, stream);
        return new StreamedRecord(
                change == null ? "" : String.valueOf(change.sequenceNumber()),
                change == null || change.approximateCreationDateTime() == null
                        ? Instant.MAX
                        : change.approximateCreationDateTime(),
                change == null ? "" : change.keys().toString(),
                event,
                event,
                AROUND
                        + (change == null || change.sizeBytes() == null
                                ? 0
                                : Math.toIntExact(change.sizeBytes()) * WRITTEN));
    }

    private static Map<String, Object> record(DynamoDbStreamsRecord record, Arn stream) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("eventID", String.valueOf(record.eventID()));
        event.put("eventName", String.valueOf(record.eventName()));
        event.put("eventVersion", String.valueOf(record.eventVersion()));
        event.put("eventSource", "aws:dynamodb");
        event.put("awsRegion", stream.region());
        StreamRecord change = record.dynamodb();
        if (change != null) {
            event.put("dynamodb", change(change));
        }
        if (record.userIdentity() != null) {
            Map<String, Object> identity = new LinkedHashMap<>();
            identity.put("principalId", String.valueOf(record.userIdentity().principalId()));
            identity.put("type", String.valueOf(record.userIdentity().type()));
            event.put("userIdentity", identity);
        }
        event.put("eventSourceARN", stream.toString());
        return event;
    }

    private static Map<String, Object> change(StreamRecord change) {
        Map<String, Object> shown = new LinkedHashMap<>();
        if (change.approximateCreationDateTime() != null) {
            shown.put(
                    "ApproximateCreationDateTime",
                    change.approximateCreationDateTime().getEpochSecond());
        }
        shown.put("Keys", item(change.keys()));
        if (change.hasNewImage()) {
            shown.put("NewImage", item(change.newImage()));
        }
        if (change.hasOldImage()) {
            shown.put("OldImage", item(change.oldImage()));
        }
        shown.put("SequenceNumber", String.valueOf(change.sequenceNumber()));
        shown.put("SizeBytes", change.sizeBytes() == null ? 0L : change.sizeBytes());
        shown.put("StreamViewType", String.valueOf(change.streamViewType()));
        return shown;
    }

    private static Map<String, Object> item(Map<String, AttributeValue> attributes) {
        Map<String, Object> item = new LinkedHashMap<>();
        attributes.forEach((name, value) -> item.put(name, value(value)));
        return item;
    }

    private static Map<String, Object> value(AttributeValue value) {
        if (value.s() != null) {
            return Map.of("S", value.s());
        }
        if (value.n() != null) {
            return Map.of("N", value.n());
        }
        if (value.b() != null) {
            return Map.of("B", value.b().toBase64());
        }
        if (value.bool() != null) {
            return Map.of("BOOL", value.bool());
        }
        if (value.hasM()) {
            return Map.of("M", item(value.m()));
        }
        if (value.hasL()) {
            return Map.of("L", value.l().stream().map(StreamEvents::value).toList());
        }
        if (value.hasSs()) {
            return Map.of("SS", value.ss());
        }
        if (value.hasNs()) {
            return Map.of("NS", value.ns());
        }
        return value.hasBs()
                ? Map.of("BS", value.bs().stream().map(Bytes::toBase64).toList())
                : Map.of("NULL", true);
    }
}
