package cloudjar.services.sns;

import cloudjar.kernel.tenancy.Arn;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A topic.
 *
 * @param serial tells it from others of its name, before and after
 * @param attributes those that were set, as they were
 * @param dataProtectionPolicy null where it has none
 */
record Topic(
        String account,
        String region,
        String name,
        long serial,
        Map<String, String> attributes,
        Map<String, String> tags,
        @Nullable String dataProtectionPolicy,
        long createdAtMillis) {
    /** How the names of FIFO topics end. */
    static final String FIFO_SUFFIX = ".fifo";

    /** {@code arn:aws:sns:region:account:name}. */
    String arn() {
        return Arn.of("sns", region, account, name).toString();
    }

    boolean isFifo() {
        return is(TopicAttributes.FIFO_TOPIC);
    }

    /** Whether messages without a deduplication id are told apart by what they say. */
    boolean deduplicatesByContent() {
        return is(TopicAttributes.CONTENT_BASED_DEDUPLICATION);
    }

    /** Whether a deduplication id counts in its message group alone. */
    boolean deduplicatesInGroups() {
        return "MessageGroup".equals(attributes.get(TopicAttributes.FIFO_THROUGHPUT_SCOPE));
    }

    /** Whether signatures are made with SHA-256. */
    boolean signsWithSha256() {
        return "2".equals(attributes.get(TopicAttributes.SIGNATURE_VERSION));
    }

    /** Who may do what; a topic that was given no policy has the one that AWS gives. */
    String policy() {
        String set = attributes.get(TopicAttributes.POLICY);
        return set != null ? set : TopicPolicy.initial(arn(), account);
    }

    boolean hasOwnPolicy() {
        return attributes.containsKey(TopicAttributes.POLICY);
    }

    DeliveryPolicy deliveryPolicy() {
        String set = attributes.get(TopicAttributes.DELIVERY_POLICY);
        return set == null ? DeliveryPolicy.NONE : DeliveryPolicy.ofTopic(set);
    }

    /** For how many days messages are kept; 0 where they are not. */
    int archiveDays() {
        String set = attributes.get(TopicAttributes.ARCHIVE_POLICY);
        return set == null ? 0 : ArchivePolicy.days(set);
    }

    private boolean is(String attribute) {
        return "true".equals(attributes.get(attribute));
    }

    Topic withAttributes(Map<String, String> changed) {
        return new Topic(account, region, name, serial, changed, tags, dataProtectionPolicy, createdAtMillis);
    }

    Topic withTags(Map<String, String> changed) {
        return new Topic(account, region, name, serial, attributes, changed, dataProtectionPolicy, createdAtMillis);
    }

    Topic withDataProtection(@Nullable String policy) {
        return new Topic(account, region, name, serial, attributes, tags, policy, createdAtMillis);
    }
}
