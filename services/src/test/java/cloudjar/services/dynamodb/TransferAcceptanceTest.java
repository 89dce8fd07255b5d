package cloudjar.services.dynamodb;

import static cloudjar.services.dynamodb.Songs.n;
import static cloudjar.services.dynamodb.Songs.s;
import static cloudjar.services.dynamodb.Songs.tenSongs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ExportDescription;
import software.amazon.awssdk.services.dynamodb.model.ImportTableDescription;
import software.amazon.awssdk.services.dynamodb.model.InputFormat;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryUnavailableException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** AWS's SDK for Java against DynamoDB in process: tables to S3 and from there. */
class TransferAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static S3Client bucket(TestWorld world) {
        world.clock().freeze();
        S3Client s3 = world.client(S3Client.builder().forcePathStyle(true));
        s3.createBucket(create -> create.bucket("files"));
        return s3;
    }

    private static DynamoDbClient recoverable(TestWorld world) {
        DynamoDbClient dynamo = tenSongs(world);
        dynamo.updateContinuousBackups(update -> update.tableName("songs")
                .pointInTimeRecoverySpecification(recovery -> recovery.pointInTimeRecoveryEnabled(true)));
        return dynamo;
    }

    private static String arn(DynamoDbClient dynamo) {
        return dynamo.describeTable(describe -> describe.tableName("songs"))
                .table()
                .tableArn();
    }

    private static ExportDescription export(TestWorld world, DynamoDbClient dynamo, String format, String to) {
        String arn = dynamo.exportTableToPointInTime(
                        export -> export.tableArn(arn(dynamo)).s3Bucket(to).exportFormat(format))
                .exportDescription()
                .exportArn();
        world.clock().advance(Duration.ofSeconds(1));
        return dynamo.describeExport(describe -> describe.exportArn(arn)).exportDescription();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ION", "DYNAMODB_JSON"})
    void whatIsExportedCanBeImported(String format, TestWorld world) {
        S3Client s3 = bucket(world);
        DynamoDbClient dynamo = recoverable(world);
        dynamo.putItem(put -> put.tableName("songs")
                .item(Map.of(
                        "artist", s("Ni\"na\n"),
                        "yr", n(1),
                        "list", AttributeValue.fromL(List.of(s("ä"), AttributeValue.fromBool(true))),
                        "set", AttributeValue.fromSs(List.of("a", "b")),
                        "nothing", AttributeValue.fromNul(true))));
        ExportDescription done = export(world, dynamo, format, "files");
        assertThat(done.exportStatusAsString()).isEqualTo("COMPLETED");
        assertThat(done.itemCount()).isEqualTo(11);
        String folder = done.exportManifest().replace("manifest-summary.json", "");
        assertThat(s3.listObjectsV2(list -> list.bucket("files").prefix(folder)).contents())
                .extracting(S3Object::key)
                .contains(folder + "_started", folder + "manifest-files.json", folder + "manifest-files.md5");
        ImportTableDescription imported =
                importing(world, dynamo, InputFormat.fromValue(format), folder + "data/", "GZIP");
        assertThat(imported.importedItemCount()).isEqualTo(11);
        assertThat(imported.errorCount()).isZero();
        assertThat(dynamo.scan(scan -> scan.tableName("copy")).items())
                .containsExactlyInAnyOrderElementsOf(
                        dynamo.scan(scan -> scan.tableName("songs")).items());
    }

    private static ImportTableDescription importing(
            TestWorld world, DynamoDbClient dynamo, InputFormat format, String prefix, String compression) {
        String arn = dynamo.importTable(load -> load.inputFormat(format)
                        .inputCompressionType(compression)
                        .s3BucketSource(source -> source.s3Bucket("files").s3KeyPrefix(prefix))
                        .tableCreationParameters(table -> table.tableName("copy")
                                .billingMode("PAY_PER_REQUEST")
                                .attributeDefinitions(
                                        Songs.attribute("artist", ScalarAttributeType.S),
                                        Songs.attribute("yr", ScalarAttributeType.N))
                                .keySchema(Songs.key("artist", KeyType.HASH), Songs.key("yr", KeyType.RANGE))))
                .importTableDescription()
                .importArn();
        world.clock().advance(Duration.ofSeconds(1));
        assertThat(dynamo.listImports(list -> list.pageSize(5)).importSummaryList())
                .hasSize(1);
        return dynamo.describeImport(describe -> describe.importArn(arn)).importTableDescription();
    }

    @Test
    void linesThatAreNoItemsAreCountedAndLeftOut(TestWorld world) {
        S3Client s3 = bucket(world);
        DynamoDbClient dynamo = world.client(DynamoDbClient.builder());
        s3.putObject(
                put -> put.bucket("files").key("in/a.csv"),
                RequestBody.fromString("artist,yr,title\nNina,1,\"So, what\"\nOtis,2,\nno year,,x\n"));
        ImportTableDescription done = importing(world, dynamo, InputFormat.CSV, "in/", "NONE");
        assertThat(done.importStatusAsString()).isEqualTo("COMPLETED");
        assertThat(done.processedItemCount()).isEqualTo(3);
        assertThat(done.importedItemCount()).isEqualTo(2);
        assertThat(dynamo.scan(scan -> scan.tableName("copy")).items())
                .containsExactlyInAnyOrder(
                        Map.of("artist", s("Nina"), "yr", n(1), "title", s("So, what")),
                        Map.of("artist", s("Otis"), "yr", n(2)));
    }

    @Test
    void tagsThatATableGetsDuringItsImportStay(TestWorld world) {
        S3Client s3 = bucket(world);
        DynamoDbClient dynamo = world.client(DynamoDbClient.builder());
        s3.putObject(put -> put.bucket("files").key("in/a"), RequestBody.fromString("artist,yr\nNina,1\n"));
        String arn = dynamo.importTable(load -> load.inputFormat(InputFormat.CSV)
                        .s3BucketSource(source -> source.s3Bucket("files").s3KeyPrefix("in/"))
                        .tableCreationParameters(table -> table.tableName("songs")
                                .billingMode("PAY_PER_REQUEST")
                                .attributeDefinitions(Songs.attribute("artist", ScalarAttributeType.S))
                                .keySchema(Songs.key("artist", KeyType.HASH))))
                .importTableDescription()
                .tableArn();
        dynamo.tagResource(tag ->
                tag.resourceArn(arn).tags(Tag.builder().key("owner").value("us").build()));
        world.clock().advance(Duration.ofSeconds(1));
        assertThat(dynamo.scan(scan -> scan.tableName("songs")).count()).isEqualTo(1);
        assertThat(dynamo.listTagsOfResource(list -> list.resourceArn(arn)).tags())
                .extracting(Tag::key)
                .containsExactly("owner");
    }

    @Test
    void whatZstdCompressedIsRead(TestWorld world) throws IOException {
        S3Client s3 = bucket(world);
        DynamoDbClient dynamo = world.client(DynamoDbClient.builder());
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZstdOutputStream out = new ZstdOutputStream(packed)) {
            out.write("artist,yr\nNina,1\n".getBytes(StandardCharsets.UTF_8));
        }
        s3.putObject(put -> put.bucket("files").key("in/a"), RequestBody.fromBytes(packed.toByteArray()));
        assertThat(importing(world, dynamo, InputFormat.CSV, "in/", "ZSTD").importedItemCount())
                .isEqualTo(1);
    }

    @Test
    void whatZstdDidNotCompressFailsTheImport(TestWorld world) {
        S3Client s3 = bucket(world);
        DynamoDbClient dynamo = world.client(DynamoDbClient.builder());
        s3.putObject(put -> put.bucket("files").key("in/a"), RequestBody.fromString("artist,yr\nNina,1\n"));
        ImportTableDescription failed = importing(world, dynamo, InputFormat.CSV, "in/", "ZSTD");
        assertThat(failed.importStatusAsString()).isEqualTo("FAILED");
        assertThat(failed.failureCode()).isEqualTo("S3ReadFailure");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ION", "DYNAMODB_JSON"})
    void aBucketThatIsNotThereFailsTheExport(String format, TestWorld world) {
        bucket(world);
        DynamoDbClient dynamo = recoverable(world);
        ExportDescription failed = export(world, dynamo, format, "nowhere");
        assertThat(failed.exportStatusAsString()).isEqualTo("FAILED");
        assertThat(failed.failureCode()).isEqualTo("S3NoSuchBucket");
        assertThat(export(world, dynamo, format, "files").exportStatusAsString())
                .isEqualTo("COMPLETED");
        assertThat(dynamo.listExports(list -> list.tableArn(arn(dynamo)).maxResults(1))
                        .nextToken())
                .isNotNull();
    }

    @Test
    void anExportNeedsRecovery(TestWorld world) {
        bucket(world);
        DynamoDbClient dynamo = tenSongs(world);
        assertThatThrownBy(() -> dynamo.exportTableToPointInTime(
                        export -> export.tableArn(arn(dynamo)).s3Bucket("files")))
                .isInstanceOf(PointInTimeRecoveryUnavailableException.class)
                .hasMessageContaining("Point in time recovery is not enabled for table 'songs'");
    }
}
