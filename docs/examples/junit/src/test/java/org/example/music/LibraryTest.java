package org.example.music;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloudjar.junit.Cloudjar;
import cloudjar.junit.PreparedWorld;
import cloudjar.kernel.clock.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** In this JVM: every test has a fork of the prepared world, and they run in parallel. */
@Cloudjar
@PreparedWorld(MusicWorld.class)
class LibraryTest {
    private DynamoDbClient dynamo;
    private SqsClient sqs;
    private Library library;

    @PreparedWorld
    static void aSong(DynamoDbClient dynamo, SqsClient sqs) {
        new Library(dynamo, sqs).add("Nina Simone", "Feeling Good");
    }

    @BeforeEach
    void library() {
        library = new Library(dynamo, sqs);
    }

    @Test
    void findsWhatWasPrepared() {
        assertEquals(Optional.of("Feeling Good"), library.songOf("Nina Simone"));
    }

    @Test
    void replacesASongInItsOwnForkOnly() {
        library.add("Nina Simone", "Sinnerman");
        assertEquals(Optional.of("Sinnerman"), library.songOf("Nina Simone"));
    }

    @Test
    void tellsOfASongAfterHalfAMinute(Clock clock) {
        assertEquals(List.of(), arrivals());
        clock.advance(Duration.ofSeconds(30));
        assertEquals(List.of("Nina Simone: Feeling Good"), arrivals());
    }

    private List<String> arrivals() {
        String url = sqs.getQueueUrl(get -> get.queueName(Library.QUEUE)).queueUrl();
        return sqs.receiveMessage(receive -> receive.queueUrl(url)).messages().stream()
                .map(Message::body)
                .toList();
    }
}
