package cloudjar.modelgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.kernel.shape.Validator;
import cloudjar.modelgen.model.MemberModel;
import cloudjar.modelgen.model.ServiceModel;
import cloudjar.modelgen.schema.SchemaComparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole archive, with our overlays. */
class ServiceModelsTest {
    private static final Path OVERLAYS = Path.of("src/main/overlays");

    private static ServiceModels services;
    private static Map<String, ServiceModel> byId;

    @BeforeAll
    static void readTheArchive() throws IOException {
        services = new ServiceModels(ModelJars.find(), OVERLAYS);
        byId = services.all().stream()
                .collect(Collectors.toMap(model -> model.facts().id(), Function.identity()));
    }

    @AfterAll
    static void closeTheArchive() throws IOException {
        services.close();
    }

    @Test
    void everyServiceSurvivesWritingAndReading() {
        assertThat(byId).hasSizeGreaterThan(370);
        byId.values().forEach(SchemaComparison::assertRoundTrip);
    }

    @Test
    void everyPatternCanBeReadByTheValidator() {
        List<String> unreadable = byId.values().stream()
                .flatMap(model -> model.shapes().values().stream()
                        .filter(shape -> shape.pattern != null && !Validator.isReadable(shape.pattern))
                        .map(shape -> model.facts().id() + " " + shape.name + " " + shape.pattern))
                .sorted()
                .toList();

        assertThat(unreadable).as("patterns that the validator passes over").isEmpty();
    }

    @Test
    void sqsIsServedInBothProtocolsWithTheNamesOfEach() {
        ServiceModel sqs = service("sqs");

        assertThat(sqs.facts().protocols()).containsExactly(ProtocolKind.AWS_JSON_1_0, ProtocolKind.AWS_QUERY);
        MemberModel attributes = sqs.shape("SendMessageRequest").member("MessageAttributes");
        assertThat(attributes).isNotNull();
        assertThat(attributes.queryName).isEqualTo("MessageAttribute");
        assertThat(attributes.flags & Member.FLATTENED).isNotZero();
        assertThat(attributes.jsonName).isNull();
        assertThat(sqs.operation("ReceiveMessage").resultWrapper).isEqualTo("ReceiveMessageResult");
        assertThat(sqs.shape("QueueDoesNotExist").error)
                .satisfies(error -> assertThat(error.queryCode()).isEqualTo("AWS.SimpleQueueService.NonExistentQueue"));
    }

    @Test
    void s3IsReadFromItsOwnArchive() {
        ServiceModel s3 = service("s3");

        assertThat(s3.operations()).containsKeys("PutObject", "ListObjectsV2", "PostObject");
        assertThat(s3.operations()).doesNotContainKey("GetBucketLifecycle");
        assertThat(s3.shape("ListObjectsV2Output").members.getFirst().name).isEqualTo("Name");
        assertThat(s3.groups()).containsKeys("Buckets", "Objects", "Multipart");
    }

    @Test
    void documentationIsReadOnDemand() {
        assertThat(service("sqs").operation("SendMessage").documentation).isEmpty();
        assertThat(services.documented("sqs").operation("SendMessage").documentation)
                .contains("Delivers a message");
        assertThat(services.documented("s3").operation("GetBucketPolicy").documentation)
                .contains("Returns the policy");
    }

    @Test
    void servicesThatShareATargetNeedAnOverlayThatSaysHowToTellThemApart(@TempDir Path none) {
        assertThatThrownBy(() -> new ServiceModels(ModelJars.find(), none))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("AWSEvents");
    }

    @Test
    void anOverlayOfNoServiceIsRefused(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("nosuchservice.overlay"), "omit-service # a slip of the pen\n");

        assertThatThrownBy(() -> new ServiceModels(ModelJars.find(), directory))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nosuchservice");
    }

    private static ServiceModel service(String id) {
        ServiceModel model = byId.get(id);
        assertThat(model).as(id).isNotNull();
        return model;
    }
}
