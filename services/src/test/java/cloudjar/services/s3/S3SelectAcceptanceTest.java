package cloudjar.services.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompressionType;
import software.amazon.awssdk.services.s3.model.FileHeaderInfo;
import software.amazon.awssdk.services.s3.model.InputSerialization;
import software.amazon.awssdk.services.s3.model.JSONType;
import software.amazon.awssdk.services.s3.model.OutputSerialization;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.SelectObjectContentEventStream;
import software.amazon.awssdk.services.s3.model.SelectObjectContentResponse;
import software.amazon.awssdk.services.s3.model.SelectObjectContentResponseHandler;

/** AWS's SDK for Java on queries over objects. */
class S3SelectAcceptanceTest {
    private static final String BUCKET = "bucket";
    private static final String PEOPLE = "Name,Country\nAnn,United States\nBob,France\nCy,The United States of A\n";

    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    /** What was answered. */
    private static final class Answer implements SelectObjectContentResponseHandler {
        private final StringBuilder rows = new StringBuilder();
        private final List<String> kinds = new ArrayList<>();
        private long scanned;
        private @Nullable CompletableFuture<Void> subscribed;

        @Override
        public void responseReceived(SelectObjectContentResponse response) {}

        @Override
        public void onEventStream(SdkPublisher<SelectObjectContentEventStream> publisher) {
            subscribed = publisher.subscribe(event -> {
                kinds.add(event.sdkEventType().toString());
                event.accept(Visitor.builder()
                        .onRecords(records -> rows.append(records.payload().asUtf8String()))
                        .onStats(stats -> scanned = stats.details().bytesScanned())
                        .build());
            });
        }

        @Override
        public void exceptionOccurred(Throwable failure) {}

        @Override
        public void complete() {
            assertThat(subscribed).isNotNull();
        }
    }

    private static S3Client bucket(TestWorld world) {
        S3Client s3 = world.client(S3Client.builder().forcePathStyle(true));
        s3.createBucket(create -> create.bucket(BUCKET));
        return s3;
    }

    private static Answer select(
            TestWorld world,
            String query,
            Consumer<InputSerialization.Builder> input,
            Consumer<OutputSerialization.Builder> output) {
        Answer answer = new Answer();
        try (S3AsyncClient s3 = S3AsyncClient.builder()
                .endpointOverride(world.endpoint())
                .region(TestWorld.REGION)
                .forcePathStyle(true)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(TestWorld.ACCOUNT, "test")))
                .build()) {
            s3.selectObjectContent(
                            select -> select.bucket(BUCKET)
                                    .key("key")
                                    .expressionType("SQL")
                                    .expression(query)
                                    .requestProgress(progress -> progress.enabled(true))
                                    .inputSerialization(input)
                                    .outputSerialization(output),
                            answer)
                    .join();
        }
        return answer;
    }

    private static byte[] zipped(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** [S3-24] The query of the notes, over plain and compressed CSV. */
    @Test
    void rowsOfCsvAreSelected(TestWorld world) {
        S3Client s3 = bucket(world);
        String query = "select * from s3object s where s.\"Country\" like '%United States%'";
        s3.putObject(put -> put.bucket(BUCKET).key("key"), RequestBody.fromString(PEOPLE));
        Answer plain = select(
                world, query, in -> in.csv(csv -> csv.fileHeaderInfo(FileHeaderInfo.USE)), out -> out.csv(csv -> {}));
        assertThat(plain.rows.toString()).isEqualTo("Ann,United States\nCy,The United States of A\n");
        assertThat(plain.kinds).containsExactly("Records", "Progress", "Stats", "End");
        assertThat(plain.scanned).isEqualTo(PEOPLE.length());
        s3.putObject(put -> put.bucket(BUCKET).key("key"), RequestBody.fromBytes(zipped(PEOPLE)));
        Answer compressed = select(
                world,
                query,
                in -> in.compressionType(CompressionType.GZIP).csv(csv -> csv.fileHeaderInfo(FileHeaderInfo.USE)),
                out -> out.json(json -> {}));
        assertThat(compressed.rows.toString())
                .startsWith("{\"Name\":\"Ann\",\"Country\":\"United States\"}\n")
                .hasLineCount(2);
    }

    /** [S3-24] JSON, more of it than goes into one event. */
    @Test
    void rowsOfJsonAreSelected(TestWorld world) {
        S3Client s3 = bucket(world);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            lines.append("{\"n\":").append(i).append(",\"t\":[\"x\"]}\n");
        }
        s3.putObject(put -> put.bucket(BUCKET).key("key"), RequestBody.fromString(lines.toString()));
        Answer answer = select(
                world,
                "select s.n, s.t[0] t from S3Object s where s.n >= 10000",
                in -> in.json(json -> json.type(JSONType.LINES)),
                out -> out.json(json -> json.recordDelimiter(";")));
        assertThat(answer.rows.toString().split(";")).hasSize(10_000).contains("{\"n\":12345,\"t\":\"x\"}");
        assertThat(answer.kinds.stream().filter("Records"::equals)).hasSizeGreaterThan(2);
    }

    @Test
    void wrongQueriesAreRefused(TestWorld world) {
        S3Client s3 = bucket(world);
        s3.putObject(put -> put.bucket(BUCKET).key("key"), RequestBody.fromString(PEOPLE));
        assertThatThrownBy(() -> select(world, "select from", in -> in.csv(csv -> {}), out -> out.csv(csv -> {})))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(S3Exception.class, refused -> assertThat(
                                refused.awsErrorDetails().errorCode())
                        .startsWith("Parse"));
        assertThatThrownBy(() -> select(
                        world,
                        "select * from s3object",
                        in -> in.compressionType(CompressionType.BZIP2).csv(csv -> {}),
                        out -> out.csv(csv -> {})))
                .hasMessageContaining("not in a supported compression format");
    }
}
