package cloudjar.services.dynamodb;

import static cloudjar.services.dynamodb.Songs.n;
import static cloudjar.services.dynamodb.Songs.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ExportDescription;
import software.amazon.awssdk.services.dynamodb.model.ExportFormat;
import software.amazon.awssdk.services.dynamodb.model.ExportType;
import software.amazon.awssdk.services.dynamodb.model.ExportViewType;
import software.amazon.awssdk.services.dynamodb.model.IncrementalExportSpecification;
import software.amazon.awssdk.services.dynamodb.model.InvalidExportTimeException;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** AWS's SDK for Java against DynamoDB in process: what changed in a table within a window, to S3. [DDB-20] */
class IncrementalExportAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final Duration QUARTER = Duration.ofMinutes(15);

    private static DynamoDbClient table(TestWorld world) {
        world.clock().freeze();
        world.client(S3Client.builder().forcePathStyle(true)).createBucket(create -> create.bucket("files"));
        DynamoDbClient dynamo = world.client(DynamoDbClient.builder());
        dynamo.createTable(create -> create.tableName("table")
                .billingMode("PAY_PER_REQUEST")
                .attributeDefinitions(Songs.attribute("id", ScalarAttributeType.S))
                .keySchema(Songs.key("id", KeyType.HASH)));
        put(dynamo, "changed", 1);
        put(dynamo, "deleted", 1);
        put(dynamo, "old", 1);
        dynamo.updateContinuousBackups(update -> update.tableName("table")
                .pointInTimeRecoverySpecification(recovery -> recovery.pointInTimeRecoveryEnabled(true)));
        return dynamo;
    }

    private static void put(DynamoDbClient dynamo, String id, int v) {
        dynamo.putItem(put -> put.tableName("table").item(Map.of("id", s(id), "v", n(v))));
    }

    private static void delete(DynamoDbClient dynamo, String id) {
        dynamo.deleteItem(delete -> delete.tableName("table").key(Map.of("id", s(id))));
    }

    /** Changes of every kind within a quarter of an hour, and one after it; returns when the quarter began. */
    private static Instant changes(TestWorld world, DynamoDbClient dynamo) {
        // The SDK sends whole milliseconds.
        Instant now = world.clock().now();
        Instant from = now.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        world.clock().advance(Duration.between(now, from));
        world.clock().advance(Duration.ofSeconds(1));
        put(dynamo, "changed", 2);
        put(dynamo, "changed", 3);
        delete(dynamo, "deleted");
        put(dynamo, "new", 1);
        put(dynamo, "short", 1);
        delete(dynamo, "short");
        world.clock().advance(QUARTER.minusSeconds(1));
        put(dynamo, "changed", 4);
        put(dynamo, "late", 1);
        world.clock().advance(Duration.ofSeconds(1));
        return from;
    }

    private static ExportDescription export(
            TestWorld world, DynamoDbClient dynamo, ExportFormat format, IncrementalExportSpecification window) {
        String table = dynamo.describeTable(describe -> describe.tableName("table"))
                .table()
                .tableArn();
        String arn = dynamo.exportTableToPointInTime(export -> export.tableArn(table)
                        .s3Bucket("files")
                        .s3Prefix("in")
                        .exportFormat(format)
                        .exportType(ExportType.INCREMENTAL_EXPORT)
                        .incrementalExportSpecification(window))
                .exportDescription()
                .exportArn();
        world.clock().advance(Duration.ofSeconds(1));
        return dynamo.describeExport(describe -> describe.exportArn(arn)).exportDescription();
    }

    private static IncrementalExportSpecification quarter(Instant from, ExportViewType view) {
        return IncrementalExportSpecification.builder()
                .exportFromTime(from)
                .exportToTime(from.plus(QUARTER))
                .exportViewType(view)
                .build();
    }

    private static List<String> lines(TestWorld world) throws IOException {
        S3Client s3 = world.client(S3Client.builder().forcePathStyle(true));
        String key = s3.listObjectsV2(list -> list.bucket("files").prefix("in/AWSDynamoDB/data/")).contents().stream()
                .map(S3Object::key)
                .findFirst()
                .orElseThrow();
        byte[] packed = s3.getObjectAsBytes(get -> get.bucket("files").key(key)).asByteArray();
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static String line(Instant at, String id, String rest) {
        return "{\"Metadata\":{\"WriteTimestampMicros\":{\"N\":\"" + at.toEpochMilli() * 1000
                + "\"}},\"Keys\":{\"id\":{\"S\":\"" + id + "\"}}" + rest + "}";
    }

    private static String image(String name, String id, int v) {
        return ",\"" + name + "\":{\"id\":{\"S\":\"" + id + "\"},\"v\":{\"N\":\"" + v + "\"}}";
    }

    @Test
    void aWindowShowsWhatBecameOfEachItem(TestWorld world) throws IOException {
        DynamoDbClient dynamo = table(world);
        Instant from = changes(world, dynamo);
        Instant at = from.plusSeconds(1);
        ExportDescription done =
                export(world, dynamo, ExportFormat.DYNAMODB_JSON, quarter(from, ExportViewType.NEW_AND_OLD_IMAGES));
        assertThat(done.exportStatusAsString()).isEqualTo("COMPLETED");
        assertThat(done.itemCount()).isEqualTo(3);
        assertThat(done.exportTime()).isNull();
        assertThat(done.incrementalExportSpecification().exportToTime()).isEqualTo(from.plus(QUARTER));
        assertThat(lines(world))
                .map(IncrementalExportAcceptanceTest::sorted)
                .containsExactlyInAnyOrder(
                        sorted(line(at, "changed", image("OldImage", "changed", 1) + image("NewImage", "changed", 3))),
                        sorted(line(at, "deleted", image("OldImage", "deleted", 1))),
                        sorted(line(at, "new", image("NewImage", "new", 1))));
        String summary = world.client(S3Client.builder().forcePathStyle(true))
                .getObjectAsBytes(get -> get.bucket("files").key(done.exportManifest()))
                .asUtf8String();
        assertThat(summary)
                .contains("\"outputView\":\"NEW_AND_OLD_IMAGES\",\"exportType\":\"INCREMENTAL_EXPORT\"")
                .contains("\"exportFromTime\":\"")
                .doesNotContain("\"exportTime\"");
    }

    /** Attributes have no order. */
    private static String sorted(String line) {
        return line.replaceAll("(\"v\":\\{\"N\":\"\\d+\"}),(\"id\":\\{\"S\":\"\\w+\"})", "$2,$1");
    }

    @Test
    void newImagesAloneLeaveOutWhatWas(TestWorld world) throws IOException {
        DynamoDbClient dynamo = table(world);
        Instant from = changes(world, dynamo);
        export(world, dynamo, ExportFormat.ION, quarter(from, ExportViewType.NEW_IMAGE));
        String micros = String.valueOf(from.plusSeconds(1).toEpochMilli() * 1000);
        assertThat(lines(world))
                .hasSize(3)
                .allMatch(line -> line.contains(",Metadata:{WriteTimestampMicros:" + micros + ".}"))
                .noneMatch(line -> line.contains("OldImage"))
                .contains("$ion_1_0 {Record:{Keys:{\"id\":\"deleted\"},Metadata:{WriteTimestampMicros:" + micros
                        + ".}}}");
    }

    @Test
    void aWindowIsBoundedAndOfThePast(TestWorld world) {
        DynamoDbClient dynamo = table(world);
        Instant from = changes(world, dynamo);
        Duration day = Duration.ofHours(24);
        world.clock().advance(day);
        List<IncrementalExportSpecification> wrong = List.of(
                IncrementalExportSpecification.builder().exportFromTime(from).build(),
                quarter(from.minusSeconds(2), ExportViewType.NEW_IMAGE),
                quarter(from, ExportViewType.NEW_IMAGE)
                        .copy(window -> window.exportToTime(from.plus(QUARTER).minusSeconds(1))),
                quarter(from.plus(day), ExportViewType.NEW_IMAGE)
                        .copy(window -> window.exportToTime(world.clock().now().plusSeconds(1))));
        wrong.forEach(window -> assertThatThrownBy(() -> export(world, dynamo, ExportFormat.DYNAMODB_JSON, window))
                .as("%s", window)
                .isInstanceOf(InvalidExportTimeException.class));
        assertThatThrownBy(() -> export(
                        world,
                        dynamo,
                        ExportFormat.DYNAMODB_JSON,
                        IncrementalExportSpecification.builder().build()))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining("ExportFromTime is required");
        assertThat(dynamo.listExports(list -> {}).exportSummaries()).isEmpty();
    }
}
