package org.example.music;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloudjar.junit.container.CloudjarContainer;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** In a container, where there is Docker: mvn test -Dcloudjar.jar=PATH/cloudjar.jar */
@EnabledIfSystemProperty(named = "cloudjar.jar", matches = ".+")
class LibraryContainerTest {
    @Test
    void keepsASong() {
        try (CloudjarContainer cloud = new CloudjarContainer(Path.of(System.getProperty("cloudjar.jar")))) {
            cloud.start();
            var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
            try (DynamoDbClient dynamo = DynamoDbClient.builder()
                            .endpointOverride(cloud.endpoint())
                            .region(Region.US_EAST_1)
                            .credentialsProvider(credentials)
                            .build();
                    SqsClient sqs = SqsClient.builder()
                            .endpointOverride(cloud.endpoint())
                            .region(Region.US_EAST_1)
                            .credentialsProvider(credentials)
                            .build()) {
                MusicWorld.make(dynamo, sqs);
                Library library = new Library(dynamo, sqs);
                library.add("Nina Simone", "Feeling Good");
                assertEquals(Optional.of("Feeling Good"), library.songOf("Nina Simone"));
            }
        }
    }
}
