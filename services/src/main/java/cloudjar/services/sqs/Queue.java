package cloudjar.services.sqs;

import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.tenancy.Arn;
import java.util.Map;

/**
 * A queue.
 *
 * @param backlog the number under which its messages are kept; purging gives it another
 * @param createdAtMillis when it was created
 * @param modifiedAtMillis when its attributes were last changed
 * @param purgedAtMillis when it was last purged; 0 for never
 */
record Queue(
        String account,
        String region,
        String name,
        long backlog,
        QueueAttributes attributes,
        Map<String, String> tags,
        long createdAtMillis,
        long modifiedAtMillis,
        long purgedAtMillis) {
    Queue {
        tags = Map.copyOf(tags);
    }

    /** Whether it keeps the order of groups and drops duplicates. */
    boolean isFifo() {
        return attributes.fifo() != null;
    }

    /** Its ARN. */
    String arn() {
        return Arn.of("sqs", region, account, name).toString();
    }

    /** What is signalled when something can be received from it. */
    String topic() {
        return "sqs/" + region + "/" + account + "/" + name;
    }

    /** This queue with other attributes. */
    Queue withAttributes(QueueAttributes changed, long nowMillis) {
        return new Queue(account, region, name, backlog, changed, tags, createdAtMillis, nowMillis, purgedAtMillis);
    }

    /** This queue with other tags. */
    Queue withTags(Map<String, String> changed) {
        return new Queue(
                account, region, name, backlog, attributes, changed, createdAtMillis, modifiedAtMillis, purgedAtMillis);
    }

    /**
     * This queue with nothing in it.
     *
     * @throws cloudjar.kernel.shape.ApiException PurgeQueueInProgress within 60 seconds of the last purge
     */
    Queue purged(long newBacklog, long nowMillis, LimitProfile limits) {
        if (purgedAtMillis != 0 && nowMillis - purgedAtMillis < SqsLimits.PURGE_INTERVAL.intIn(limits) * 1000L) {
            throw SqsErrors.purgeInProgress(name);
        }
        return new Queue(
                account, region, name, newBacklog, attributes, tags, createdAtMillis, modifiedAtMillis, nowMillis);
    }

    /** The lowest sequence of a message that has not expired. */
    long firstLiveSequence(long nowMillis) {
        return Math.max(0, (nowMillis - retentionMillis() + 1) * OpenQueue.SEQUENCES_PER_MILLI);
    }

    /** How long it keeps a message. */
    long retentionMillis() {
        return attributes.messageRetentionPeriodSeconds() * 1000L;
    }
}
