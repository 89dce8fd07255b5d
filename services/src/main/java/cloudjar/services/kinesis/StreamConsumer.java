package cloudjar.services.kinesis;

import cloudjar.api.kinesis.Consumer;
import cloudjar.api.kinesis.ConsumerDescription;
import cloudjar.api.kinesis.ConsumerStatus;
import java.time.Instant;

/**
 * A consumer to whom records are pushed.
 *
 * @param status a {@link ConsumerStatus}
 */
record StreamConsumer(String name, String arn, Instant created, String status) {
    /** What stands between the ARN of a stream and what tells its consumer. */
    static final String MARK = "/consumer/";

    static String arn(DataStream stream, String name, Instant created) {
        return stream.arn() + MARK + name + ":" + created.getEpochSecond();
    }

    boolean isActive() {
        return status.equals(ConsumerStatus.ACTIVE);
    }

    StreamConsumer passing(String other) {
        return new StreamConsumer(name, arn, created, other);
    }

    Consumer shown() {
        return Consumer.builder()
                .consumerName(name)
                .consumerARN(arn)
                .consumerStatus(status)
                .consumerCreationTimestamp(created)
                .build();
    }

    ConsumerDescription described(DataStream stream) {
        return ConsumerDescription.builder()
                .consumerName(name)
                .consumerARN(arn)
                .consumerStatus(status)
                .consumerCreationTimestamp(created)
                .streamARN(stream.arn())
                .build();
    }
}
