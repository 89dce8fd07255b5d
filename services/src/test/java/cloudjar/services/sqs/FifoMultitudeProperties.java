package cloudjar.services.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.api.sqs.DeleteMessageBatchRequest;
import cloudjar.api.sqs.DeleteMessageBatchRequestEntry;
import cloudjar.api.sqs.Message;
import cloudjar.api.sqs.SendMessageBatchRequest;
import cloudjar.api.sqs.SendMessageBatchRequestEntry;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.MemoryEngine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** A FIFO queue of so many messages in so many groups that its rows are a deep tree, which grows and shrinks at random. */
class FifoMultitudeProperties {
    private static final int MESSAGES = 40_000;
    private static final int GROUPS = 10_000;

    /** The most that are not yet deleted. */
    private static final int WAITING_MAX = 15_000;

    private static final int BATCH = 10;

    @Property(tries = 1, shrinking = ShrinkingMode.OFF)
    void everyMessageComesOnceAndInTheOrderOfItsGroup(@ForAll long seed) {
        try (TestCloud cloud = new TestCloud(new MemoryEngine(), LimitProfile.CURRENT)) {
            Multitude multitude = new Multitude(cloud, new Random(seed));
            while (multitude.sent < MESSAGES) {
                multitude.step();
            }
            multitude.end();
        }
    }

    private static final class Multitude {
        private final TestCloud cloud;
        private final Random random;
        private final String url;
        private final Map<String, Deque<String>> waiting = new HashMap<>();
        private int sent;
        private int there;

        /** Whether there are more and more of them, or fewer and fewer. */
        private boolean growing = true;

        Multitude(TestCloud cloud, Random random) {
            this.cloud = cloud;
            this.random = random;
            url = cloud.queue(
                    "q.fifo",
                    Map.of(
                            "FifoQueue", "true",
                            "DeduplicationScope", "messageGroup",
                            "FifoThroughputLimit", "perMessageGroupId"));
        }

        void step() {
            if (there >= WAITING_MAX) {
                growing = false;
            } else if (there == 0) {
                growing = true;
            }
            boolean asUsual = random.nextInt(4) > 0;
            if (asUsual != growing) {
                receive();
            } else {
                send();
            }
            if (random.nextInt(100) == 0) {
                cloud.advanceSeconds(random.nextInt(400));
            }
        }

        /** Receives all that is left. */
        void end() {
            while (there > 0) {
                receive();
            }
            assertThat(waiting).isEmpty();
            assertThat(cloud.receive(url, BATCH)).isEmpty();
            assertThat(cloud.counts(url)).containsExactly("0", "0", "0");
        }

        private void send() {
            List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
            for (int i = 0; i < BATCH; i++) {
                String group = "g" + random.nextInt(GROUPS);
                String body = "m" + sent++;
                waiting.computeIfAbsent(group, unused -> new ArrayDeque<>()).add(body);
                entries.add(SendMessageBatchRequestEntry.builder()
                        .id(body)
                        .messageBody(body)
                        .messageGroupId(group)
                        .messageDeduplicationId(body)
                        .build());
            }
            there += BATCH;
            var answer = cloud.sqs.sendMessageBatch(
                    SendMessageBatchRequest.builder()
                            .queueUrl(url)
                            .entries(entries)
                            .build(),
                    cloud.call());
            assertThat(answer.successful()).hasSize(BATCH);
        }

        private void receive() {
            List<Message> received = cloud.receive(url, BATCH);
            assertThat(received).hasSize(Math.min(BATCH, there));
            List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
            for (Message message : received) {
                String group = message.attributes().get("MessageGroupId");
                Deque<String> inGroup = waiting.getOrDefault(group, new ArrayDeque<>());
                assertThat(message.body()).isEqualTo(inGroup.poll());
                if (inGroup.isEmpty()) {
                    waiting.remove(group);
                }
                entries.add(DeleteMessageBatchRequestEntry.builder()
                        .id(String.valueOf(message.body()))
                        .receiptHandle(message.receiptHandle())
                        .build());
            }
            there -= received.size();
            if (!entries.isEmpty()) {
                var answer = cloud.sqs.deleteMessageBatch(
                        DeleteMessageBatchRequest.builder()
                                .queueUrl(url)
                                .entries(entries)
                                .build(),
                        cloud.call());
                assertThat(answer.successful()).hasSize(entries.size());
            }
        }
    }
}
