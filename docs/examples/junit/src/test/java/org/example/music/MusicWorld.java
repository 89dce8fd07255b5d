package org.example.music;

import cloudjar.junit.CloudWorld;
import cloudjar.junit.WorldPreparation;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The table and the queue, made once for all test classes. */
public class MusicWorld implements WorldPreparation {
    @Override
    public void prepare(CloudWorld world) {
        make(world.client(DynamoDbClient.class), world.client(SqsClient.class));
    }

    static void make(DynamoDbClient dynamo, SqsClient sqs) {
        dynamo.createTable(table -> table.tableName(Library.TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("artist")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName("artist")
                        .keyType(KeyType.HASH)
                        .build()));
        dynamo.waiter().waitUntilTableExists(describe -> describe.tableName(Library.TABLE));
        sqs.createQueue(queue -> queue.queueName(Library.QUEUE));
    }
}
