package cloudjar.services.sns;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A message that was published.
 *
 * @param id that its publisher was given
 * @param topicArn empty for a message to one endpoint
 * @param structure the texts for each way; empty where {@code message} is for all
 * @param group of a FIFO topic, or for fair queues
 * @param deduplicationId of a FIFO topic
 * @param sequence in a FIFO topic; 0 in others
 * @param baseUrl by which its publisher reached us: links in it begin so
 * @param traceHeader of its publisher; null where it sent none
 * @param seal how its texts are encrypted in the store; null where they are not
 */
record Publication(
        String id,
        String topicArn,
        String message,
        @Nullable String subject,
        Map<String, String> structure,
        Map<String, MessageAttribute> attributes,
        @Nullable String group,
        @Nullable String deduplicationId,
        long sequence,
        long publishedAtMillis,
        String baseUrl,
        @Nullable String traceHeader,
        @Nullable Seal seal) {
    /** What it says on a way. */
    String text(Protocol way) {
        return structure.isEmpty() ? message : MessageStructure.text(structure, way.wireName());
    }

    /** What it says to the devices of a platform. */
    String textForPlatform(String platform) {
        return structure.isEmpty() ? message : MessageStructure.text(structure, platform);
    }

    /** The number that is shown of a message of a FIFO topic: 20 digits. */
    String sequenceNumber() {
        String digits = Long.toString(sequence);
        return "1" + "0".repeat(16 - digits.length()) + digits + "000";
    }

    /** Its attributes as filter policies see them. */
    String attributesAsEvent() {
        StringBuilder event = new StringBuilder("{");
        attributes.forEach((name, attribute) -> {
            String value = attribute.toJson();
            if (value != null) {
                event.append(event.length() == 1 ? "" : ",")
                        .append('"')
                        .append(name)
                        .append("\":")
                        .append(value);
            }
        });
        return event.append('}').toString();
    }

    Publication withSequence(long number) {
        return with(message, structure, number, seal);
    }

    Publication withMessage(String changed) {
        return with(changed, structure, sequence, seal);
    }

    Publication sealedBy(@Nullable Seal by) {
        return with(message, structure, sequence, by);
    }

    /** With each of its texts changed. */
    Publication withTexts(UnaryOperator<String> change) {
        Map<String, String> changed = new LinkedHashMap<>(structure);
        changed.replaceAll((way, text) -> change.apply(text));
        return with(change.apply(message), changed, sequence, seal);
    }

    private Publication with(
            String nowMessage, Map<String, String> nowStructure, long nowSequence, @Nullable Seal nowSeal) {
        return new Publication(
                id,
                topicArn,
                nowMessage,
                subject,
                nowStructure,
                attributes,
                group,
                deduplicationId,
                nowSequence,
                publishedAtMillis,
                baseUrl,
                traceHeader,
                nowSeal);
    }
}
