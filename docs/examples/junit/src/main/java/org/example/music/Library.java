package org.example.music;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The code under test: it knows AWS's clients and nothing of cloudjar. */
public final class Library {
    static final String TABLE = "music";
    static final String QUEUE = "arrivals";

    private final DynamoDbClient dynamo;
    private final SqsClient sqs;

    public Library(DynamoDbClient dynamo, SqsClient sqs) {
        this.dynamo = dynamo;
        this.sqs = sqs;
    }

    /** Keeps a song, and tells of it half a minute later. */
    public void add(String artist, String song) {
        dynamo.putItem(put -> put.tableName(TABLE)
                .item(Map.of("artist", AttributeValue.fromS(artist), "song", AttributeValue.fromS(song))));
        String url = sqs.getQueueUrl(get -> get.queueName(QUEUE)).queueUrl();
        sqs.sendMessage(send -> send.queueUrl(url).messageBody(artist + ": " + song).delaySeconds(30));
    }

    /** The song of an artist. */
    public Optional<String> songOf(String artist) {
        var found = dynamo.getItem(
                get -> get.tableName(TABLE).key(Map.of("artist", AttributeValue.fromS(artist))));
        return found.hasItem() ? Optional.of(found.item().get("song").s()) : Optional.empty();
    }
}
