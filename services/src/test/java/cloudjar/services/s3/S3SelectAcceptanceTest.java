package cloudjar.services.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
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
import software.amazon.awssdk.services.s3.model.ScanRange;
import software.amazon.awssdk.services.s3.model.SelectObjectContentEventStream;
import software.amazon.awssdk.services.s3.model.SelectObjectContentResponse;
import software.amazon.awssdk.services.s3.model.SelectObjectContentResponseHandler;

/** AWS's SDK for Java on queries over objects. */
class S3SelectAcceptanceTest {
    private static final String BUCKET = "bucket";
    private static final String PEOPLE = "Name,Country\nAnn,United States\nBob,France\nCy,The United States of A\n";

    private static final Map<URI, S3AsyncClient> CLIENTS = new ConcurrentHashMap<>();

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

    private static S3AsyncClient client(URI endpoint) {
        return S3AsyncClient.builder()
                .endpointOverride(endpoint)
                .region(TestWorld.REGION)
                .forcePathStyle(true)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(TestWorld.ACCOUNT, "test")))
                .build();
    }

    @AfterAll
    static void closeClients() {
        CLIENTS.values().forEach(S3AsyncClient::close);
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
        return select(world, query, input, output, null);
    }

    private static Answer select(
            TestWorld world,
            String query,
            Consumer<InputSerialization.Builder> input,
            Consumer<OutputSerialization.Builder> output,
            @Nullable ScanRange range) {
        Answer answer = new Answer();
        CLIENTS.computeIfAbsent(world.endpoint(), S3SelectAcceptanceTest::client)
                .selectObjectContent(
                        select -> select.bucket(BUCKET)
                                .key("key")
                                .expressionType("SQL")
                                .expression(query)
                                .requestProgress(progress -> progress.enabled(true))
                                .inputSerialization(input)
                                .scanRange(range)
                                .outputSerialization(output),
                        answer)
                .join();
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

    private static byte[] resource(String name) {
        try (InputStream in = S3SelectAcceptanceTest.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** [S3-24] The query of the notes, over Parquet as another program wrote it. */
    @Test
    void parquetIsQueried(TestWorld world) {
        S3Client s3 = bucket(world);
        s3.putObject(put -> put.bucket(BUCKET).key("key"), RequestBody.fromBytes(resource("sales-snappy.parquet")));
        Consumer<InputSerialization.Builder> parquet = input -> input.parquet(columns -> {});
        Answer count = select(
                world,
                "select count(*), sum(s.amount), max(s.price) from s3object s where s.\"Country\" like '%United States%'",
                parquet,
                output -> output.csv(csv -> {}));
        assertThat(count.rows.toString()).isEqualTo("104,153.54,74.25\n");
        assertThat(count.scanned).isPositive();
        Answer rows = select(
                world, "select * from s3object s where s.id in (3, 4)", parquet, output -> output.json(json -> {}));
        assertThat(rows.rows.toString())
                .isEqualTo(
                        "{\"id\":3,\"Country\":\"United States\",\"price\":0.75,\"sold\":false,\"day\":\"2026-01-04\","
                                + "\"at\":\"2026-01-01T00:00:03Z\",\"amount\":0.03,\"note\":null,\"tags\":[\"a\",\"b3\"],"
                                + "\"place\":{\"city\":\"c3\",\"zip\":3}}\n"
                                + "{\"id\":4,\"Country\":\"Chile\",\"price\":1,\"sold\":true,\"day\":\"2026-01-05\","
                                + "\"at\":\"2026-01-01T00:00:04Z\",\"amount\":0.04,\"note\":\"n4\",\"tags\":[\"a\",\"b4\"],"
                                + "\"place\":{\"city\":\"c4\",\"zip\":4}}\n");
        Answer inner = select(
                world,
                "select s.place.city from s3object s where s.place.zip = 299",
                parquet,
                output -> output.csv(csv -> {}));
        assertThat(inner.rows.toString()).isEqualTo("c299\n");
        Answer second = select(
                world,
                "select min(s.id), max(s.id) from s3object s",
                parquet,
                output -> output.csv(csv -> {}),
                ScanRange.builder().start(10L).end(6000L).build());
        assertThat(second.rows.toString()).isEqualTo("100,199\n");
        s3.putObject(put -> put.bucket(BUCKET).key("key"), RequestBody.fromBytes(resource("sales-gzip.parquet")));
        assertThat(select(world, "select s.id from s3object s limit 1", parquet, output -> output.csv(csv -> {}))
                        .rows
                        .toString())
                .isEqualTo("0\n");
        s3.putObject(put -> put.bucket(BUCKET).key("key"), RequestBody.fromBytes(resource("sales-zstd.parquet")));
        assertThatThrownBy(() -> select(world, "select * from s3object s", parquet, output -> output.csv(csv -> {})))
                .hasMessageContaining("The specified Parquet compression codec is not supported.");
        s3.putObject(put -> put.bucket(BUCKET).key("key"), RequestBody.fromString(PEOPLE));
        assertThatThrownBy(() -> select(world, "select * from s3object s", parquet, output -> output.csv(csv -> {})))
                .hasMessageContaining("Error parsing Parquet file.");
    }

    /** [S3-24] A range has the records that begin in it. */
    @Test
    void aRangeIsQueried(TestWorld world) {
        S3Client s3 = bucket(world);
        s3.putObject(put -> put.bucket(BUCKET).key("key"), RequestBody.fromString("id,n\n1,one\n2,two\n3,three\n"));
        Consumer<InputSerialization.Builder> csv = input -> input.csv(form -> form.fileHeaderInfo("USE"));
        String query = "select s.n from s3object s";
        // Records begin at 5, 11 and 17.
        assertThat(ranged(world, query, csv, 0L, 4L)).isEmpty();
        assertThat(ranged(world, query, csv, 0L, 5L)).isEqualTo("one\n");
        assertThat(ranged(world, query, csv, 5L, 11L)).isEqualTo("one\ntwo\n");
        assertThat(ranged(world, query, csv, 6L, 16L)).isEqualTo("two\n");
        assertThat(ranged(world, query, csv, 12L, null)).isEqualTo("three\n");
        assertThat(ranged(world, query, csv, null, 9L)).isEqualTo("three\n");
        assertThat(ranged(world, query, csv, 100L, null)).isEmpty();
        assertThatThrownBy(() -> ranged(world, query, csv, 9L, 3L)).hasMessageContaining("scan range is not valid");
        assertThatThrownBy(() ->
                        ranged(world, query, input -> input.csv(form -> {}).compressionType("GZIP"), 0L, 3L))
                .hasMessageContaining("Scan range queries are not supported");
        s3.putObject(put -> put.bucket(BUCKET).key("key"), RequestBody.fromString("{\"n\":1}\n{\"n\":2}\n{\"n\":3}"));
        assertThat(ranged(world, query, input -> input.json(json -> json.type("LINES")), 3L, 8L))
                .isEqualTo("2\n");
    }

    private static String ranged(
            TestWorld world,
            String query,
            Consumer<InputSerialization.Builder> input,
            @Nullable Long start,
            @Nullable Long end) {
        ScanRange range = ScanRange.builder().start(start).end(end).build();
        return select(world, query, input, output -> output.csv(csv -> {}), range)
                .rows
                .toString();
    }
}
