package cloudjar.services.s3;

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
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.InventoryFormat;
import software.amazon.awssdk.services.s3.model.InventoryFrequency;
import software.amazon.awssdk.services.s3.model.InventoryIncludedObjectVersions;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.MFADelete;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** AWS's SDK for Java on what S3 tells of buckets by the clock, and on what wants a device's code. */
class S3ReportAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static S3Client buckets(TestWorld world) {
        S3Client s3 = world.client(S3Client.builder().forcePathStyle(true));
        s3.createBucket(create -> create.bucket("source"));
        s3.createBucket(create -> create.bucket("reports"));
        return s3;
    }

    private static List<String> keys(S3Client s3) {
        return s3.listObjectsV2(list -> list.bucket("reports")).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    private static void inventory(S3Client s3) {
        s3.putBucketInventoryConfiguration(
                put -> put.bucket("source").id("all").inventoryConfiguration(inventory -> inventory
                        .id("all")
                        .isEnabled(true)
                        .includedObjectVersions(InventoryIncludedObjectVersions.CURRENT)
                        .schedule(when -> when.frequency(InventoryFrequency.DAILY))
                        .optionalFieldsWithStrings(
                                "Size",
                                "ReplicationStatus",
                                "EncryptionStatus",
                                "ObjectOwner",
                                "ObjectAccessControlList",
                                "LifecycleExpirationDate")
                        .destination(to -> to.s3BucketDestination(bucket -> bucket.bucket("arn:aws:s3:::reports")
                                .format(InventoryFormat.CSV)
                                .prefix("inv")))));
    }

    /** [S3-28] A list of what is there comes each midnight. */
    @Test
    void anInventoryComesEachDay(TestWorld world) throws IOException {
        S3Client s3 = buckets(world);
        Instant started = world.clock().now();
        s3.putBucketLifecycleConfiguration(put -> put.bucket("source")
                .lifecycleConfiguration(rules -> rules.rules(LifecycleRule.builder()
                        .status(ExpirationStatus.ENABLED)
                        .filter(filter -> filter.prefix(""))
                        .expiration(after -> after.days(30))
                        .build())));
        for (int i = 0; i < 3; i++) {
            String key = "key " + i;
            s3.putObject(put -> put.bucket("source").key(key), RequestBody.fromString("content"));
        }
        inventory(s3);
        world.clock().advance(Duration.ofDays(1));
        List<String> keys = keys(s3);
        assertThat(keys)
                .anyMatch(key -> key.matches("inv/source/all/\\d{4}-\\d\\d-\\d\\dT00-00Z/manifest.json"))
                .anyMatch(key -> key.endsWith("/manifest.checksum"))
                .anyMatch(key -> key.matches("inv/source/all/hive/dt=.*/symlink.txt"));
        String data =
                keys.stream().filter(key -> key.endsWith(".csv.gz")).findFirst().orElseThrow();
        byte[] zipped =
                s3.getObjectAsBytes(get -> get.bucket("reports").key(data)).asByteArray();
        String owner = s3.getBucketAcl(get -> get.bucket("source")).owner().id();
        String list = "{\"version\":\"2022-11-10\",\"status\":\"AVAILABLE\",\"grants\":[{\"canonicalId\":\"" + owner
                + "\",\"permission\":\"FULL_CONTROL\",\"type\":\"CanonicalUser\"}]}";
        String access = Base64.getEncoder().encodeToString(list.getBytes(StandardCharsets.UTF_8));
        String expiry = started.truncatedTo(ChronoUnit.DAYS)
                .plus(Duration.ofDays(31))
                .toString()
                .replace("Z", ".000Z");
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines())
                    .hasSize(3)
                    .first()
                    .isEqualTo("\"source\",\"key+0\",\"7\",\"\",\"SSE-S3\",\"" + owner + "\",\"" + access + "\",\""
                            + expiry + "\"");
        }
        world.clock().advance(Duration.ofDays(1));
        assertThat(keys(s3)).filteredOn(key -> key.endsWith(".csv.gz")).hasSize(2);
    }

    /** [S3-16] Requests are written down in another bucket; one that logs to itself never comes to an end. */
    @Test
    void requestsAreWrittenDown(TestWorld world) {
        S3Client s3 = buckets(world);
        s3.putBucketLogging(put -> put.bucket("source")
                .bucketLoggingStatus(status ->
                        status.loggingEnabled(to -> to.targetBucket("reports").targetPrefix("log/"))));
        s3.putObject(put -> put.bucket("source").key("a b"), RequestBody.fromString("content"));
        assertThatThrownBy(() -> s3.getObjectAsBytes(get -> get.bucket("source").key("none")))
                .isInstanceOf(S3Exception.class);
        s3.putObject(put -> put.bucket("reports").key("unlogged"), RequestBody.fromString("content"));
        world.clock().advance(Duration.ofHours(1));
        List<String> logs =
                keys(s3).stream().filter(key -> key.startsWith("log/")).toList();
        assertThat(logs).singleElement().asString().matches("log/\\d{4}-\\d\\d-\\d\\d-\\d\\d-00-00-[0-9A-F]{16}");
        assertThat(s3.getObjectAsBytes(get -> get.bucket("reports").key(logs.getFirst()))
                        .asUtf8String())
                .contains(" source [", " REST.PUT.OBJECT a%20b ", " REST.GET.OBJECT none ", " 404 NoSuchKey ")
                .doesNotContain("unlogged");
        s3.putBucketLogging(put -> put.bucket("reports")
                .bucketLoggingStatus(status ->
                        status.loggingEnabled(to -> to.targetBucket("reports").targetPrefix("own/"))));
        s3.putObject(put -> put.bucket("reports").key("first"), RequestBody.fromString("content"));
        world.clock().advance(Duration.ofHours(5));
        assertThat(keys(s3)).filteredOn(key -> key.startsWith("own/")).hasSizeGreaterThanOrEqualTo(5);
    }

    /** [S3-7] Who has no device cannot ask for codes. */
    @Test
    void codesAreAskedFor(TestWorld world) {
        S3Client s3 = buckets(world);
        assertThatThrownBy(() -> s3.putBucketVersioning(put -> put.bucket("source")
                        .mfa("arn:aws:iam::000000000000:mfa/root-account-mfa-device 123456")
                        .versioningConfiguration(
                                versioning -> versioning.status("Enabled").mfaDelete(MFADelete.ENABLED))))
                .isInstanceOf(S3Exception.class)
                .hasMessageContaining("Mfa Authentication must be used for this request");
        assertThat(s3.getBucketVersioning(get -> get.bucket("source")).mfaDelete())
                .isNull();
    }
}
