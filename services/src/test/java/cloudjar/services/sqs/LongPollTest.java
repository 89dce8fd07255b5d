package cloudjar.services.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.api.sqs.Message;
import cloudjar.api.sqs.ReceiveMessageRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LongPollTest {
    private final TestCloud cloud = new TestCloud();
    private final ExecutorService consumers = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        consumers.shutdownNow();
        cloud.close();
    }

    private Future<List<Message>> poll(String url, int seconds) {
        Future<List<Message>> polling = consumers.submit(() ->
                cloud.receive(ReceiveMessageRequest.builder().queueUrl(url).waitTimeSeconds(seconds)));
        while (cloud.world.signals().topicCount() == 0) {
            Thread.onSpinWait();
        }
        return polling;
    }

    /** [SQS-11] */
    @Test
    void aMessageEndsTheWait() throws Exception {
        String url = cloud.queue("q");
        Future<List<Message>> polling = poll(url, 20);
        cloud.send(url, "a");
        assertThat(polling.get(5, TimeUnit.SECONDS)).extracting(Message::body).containsExactly("a");
    }

    @Test
    void aDelayedMessageEndsTheWaitWhenItsTimeHasCome() throws Exception {
        String url = cloud.queue("q");
        cloud.send(url, "a", 10);
        Future<List<Message>> polling = poll(url, 20);
        cloud.advanceSeconds(10);
        assertThat(polling.get(5, TimeUnit.SECONDS)).extracting(Message::body).containsExactly("a");
    }

    @Test
    void aMessageThatReturnsAsTheWaitEndsIsReceived() throws Exception {
        String url = cloud.queue("q");
        cloud.send(url, "a", 10);
        Future<List<Message>> polling = poll(url, 20);
        cloud.advanceSeconds(60);
        assertThat(polling.get(5, TimeUnit.SECONDS)).extracting(Message::body).containsExactly("a");
    }

    @Test
    void theWaitEndsOnTheWorldsClock() throws Exception {
        String url = cloud.queue("q");
        Future<List<Message>> polling = poll(url, 20);
        cloud.advanceSeconds(20);
        assertThat(polling.get(5, TimeUnit.SECONDS)).isEmpty();
    }

    /** [SQS-11] */
    @Test
    void theQueuesOwnWaitHoldsForThoseWhoNameNone() throws Exception {
        String url = cloud.queue("q", java.util.Map.of("ReceiveMessageWaitTimeSeconds", "5"));
        Future<List<Message>> polling = consumers.submit(() -> cloud.receive(url, 1));
        while (cloud.world.signals().topicCount() == 0) {
            Thread.onSpinWait();
        }
        cloud.advanceSeconds(5);
        assertThat(polling.get(5, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void aConsumerThatHangsUpReceivesNothing() throws Exception {
        String url = cloud.queue("q");
        Future<List<Message>> polling = poll(url, 20);
        polling.cancel(true);
        while (cloud.world.signals().topicCount() > 0) {
            Thread.onSpinWait();
        }
        cloud.send(url, "a");
        assertThat(cloud.receiveBodies(url, 1)).containsExactly("a");
    }

    @Test
    void aDeletedMessageOfAGroupLetsTheNextOneGoToAWaitingConsumer() throws Exception {
        String url = cloud.queue("q.fifo", java.util.Map.of("FifoQueue", "true", "ContentBasedDeduplication", "true"));
        cloud.sendToGroup(url, "g", "1");
        cloud.sendToGroup(url, "g", "2");
        Message first = cloud.receive(url, 1).getFirst();
        Future<List<Message>> polling = poll(url, 20);
        cloud.delete(url, first);
        assertThat(polling.get(5, TimeUnit.SECONDS)).extracting(Message::body).containsExactly("2");
    }

    /** [SQS-11] Counted, not timed: who waits looks once, and again only when its own queue has news. */
    @Test
    void aThousandWhoWaitAreNotWokenByOthers() throws Exception {
        String url = cloud.queue("idle");
        Queue queue = cloud.world.store().read(snapshot -> QueueAddress.of(url, cloud.call())
                .get(snapshot));
        AtomicInteger looks = new AtomicInteger();
        Semaphore looked = new Semaphore(0);
        List<Future<Reception>> waiting = new ArrayList<>();
        try (ExecutorService consumers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 1000; i++) {
                LongPoll poll = new LongPoll(
                        cloud.call(),
                        now -> {
                            looks.incrementAndGet();
                            looked.release();
                            return new Reception(queue, List.of(), false, 0, false);
                        },
                        () -> true);
                waiting.add(consumers.submit(() -> poll.upTo(Duration.ofSeconds(20), queue.topic())));
            }
            looked.acquire(1000);
            String other = cloud.queue("other");
            for (int i = 0; i < 100; i++) {
                cloud.send(other, "news");
            }
            assertThat(looks).hasValue(1000);
            cloud.advanceSeconds(20);
            for (Future<Reception> each : waiting) {
                each.get(20, TimeUnit.SECONDS);
            }
        }
        assertThat(looks.get()).isLessThanOrEqualTo(2000);
    }
}
