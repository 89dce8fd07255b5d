package cloudjar.services.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cloudjar.api.s3.AbortMultipartUploadRequest;
import cloudjar.api.s3.CompleteMultipartUploadOutput;
import cloudjar.api.s3.CompleteMultipartUploadRequest;
import cloudjar.api.s3.CompletedMultipartUpload;
import cloudjar.api.s3.CompletedPart;
import cloudjar.api.s3.CreateMultipartUploadRequest;
import cloudjar.api.s3.EntityTooSmall;
import cloudjar.api.s3.GetObjectOutput;
import cloudjar.api.s3.GetObjectRequest;
import cloudjar.api.s3.InvalidPart;
import cloudjar.api.s3.InvalidPartOrder;
import cloudjar.api.s3.InvalidRequest;
import cloudjar.api.s3.ListMultipartUploadsOutput;
import cloudjar.api.s3.ListMultipartUploadsRequest;
import cloudjar.api.s3.ListPartsRequest;
import cloudjar.api.s3.MultipartUpload;
import cloudjar.api.s3.NoSuchUpload;
import cloudjar.api.s3.Part;
import cloudjar.api.s3.UploadPartCopyRequest;
import cloudjar.api.s3.UploadPartRequest;
import cloudjar.kernel.checksum.ChecksumAlgorithm;
import cloudjar.kernel.checksum.RunningChecksum;
import cloudjar.kernel.shape.Body;
import cloudjar.kernel.shape.Bytes;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MultipartTest {
    private static final int PART = 5 << 20;
    private static final byte[] CONTENT = new byte[PART + 1000];

    static {
        new Random(3).nextBytes(CONTENT);
    }

    private final TestCloud cloud = TestCloud.withBucket();

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void partsMakeAnObject() {
        String upload = create("k", null, null);
        String first = put("k", upload, 1, Arrays.copyOf(CONTENT, PART));
        String last = put("k", upload, 7, Arrays.copyOfRange(CONTENT, PART, CONTENT.length));
        CompleteMultipartUploadOutput done = complete("k", upload, part(1, first), part(7, last));
        assertThat(done.eTag()).endsWith("-2\"");
        assertThat(done.checksumCRC64NVME()).isEqualTo(checksum(ChecksumAlgorithm.CRC64NVME));
        assertThat(done.checksumType()).isEqualTo("FULL_OBJECT");
        assertThat(TestCloud.bytes(cloud.get("k"))).isEqualTo(CONTENT);
        assertThatExceptionOfType(NoSuchUpload.class).isThrownBy(() -> complete("k", upload, part(1, first)));
    }

    @Test
    void aRangeReachesOverParts() {
        String upload = create("k", null, null);
        String first = put("k", upload, 1, Arrays.copyOf(CONTENT, PART));
        String last = put("k", upload, 2, Arrays.copyOfRange(CONTENT, PART, CONTENT.length));
        complete("k", upload, part(1, first), part(2, last));
        assertThat(TestCloud.bytes(get("k", "bytes=" + (PART - 10) + "-" + (PART + 9), null)))
                .isEqualTo(Arrays.copyOfRange(CONTENT, PART - 10, PART + 10));
        GetObjectOutput part = get("k", null, 2);
        assertThat(part.partsCount()).isEqualTo(2);
        assertThat(TestCloud.bytes(part)).hasSize(1000);
    }

    @Test
    void theChecksumOfTheWholeFollowsFromTheParts() {
        String upload = create("k", "CRC32", "FULL_OBJECT");
        String first = put("k", upload, 1, Arrays.copyOf(CONTENT, PART));
        String last = put("k", upload, 2, Arrays.copyOfRange(CONTENT, PART, CONTENT.length));
        assertThat(complete("k", upload, part(1, first), part(2, last)).checksumCRC32())
                .isEqualTo(checksum(ChecksumAlgorithm.CRC32));
    }

    @Test
    void partsThatAreMissingSmallOrOutOfOrderAreRefused() {
        String upload = create("k", null, null);
        String first = put("k", upload, 1, new byte[10]);
        String second = put("k", upload, 2, new byte[10]);
        assertThatExceptionOfType(InvalidPart.class).isThrownBy(() -> complete("k", upload, part(3, first)));
        assertThatExceptionOfType(InvalidPartOrder.class)
                .isThrownBy(() -> complete("k", upload, part(2, second), part(1, first)));
        assertThatExceptionOfType(EntityTooSmall.class)
                .isThrownBy(() -> complete("k", upload, part(1, first), part(2, second)))
                .satisfies(e -> assertThat(e.proposedSize()).isEqualTo(10))
                .satisfies(e -> assertThat(e.minSizeAllowed()).isEqualTo(PART));
        assertThatExceptionOfType(InvalidRequest.class)
                .isThrownBy(() -> complete("k", upload))
                .withMessage("You must specify at least one part");
        assertThat(parts("k", upload)).extracting(Part::partNumber).containsExactly(1, 2);
    }

    @Test
    void anAbortedUploadLeavesNothing() {
        String upload = create("k", null, null);
        put("k", upload, 1, CONTENT);
        cloud.s3.abortMultipartUpload(
                AbortMultipartUploadRequest.builder()
                        .bucket(TestCloud.BUCKET)
                        .key("k")
                        .uploadId(upload)
                        .build(),
                cloud.call());
        assertThatExceptionOfType(NoSuchUpload.class).isThrownBy(() -> parts("k", upload));
        assertThat(uploads(null, null, 10).uploads()).isEmpty();
    }

    @Test
    void aPartIsCopiedFromARangeOfAnObject() {
        cloud.put("source", Bytes.copyOf(CONTENT));
        String upload = create("k", null, null);
        UploadPartCopyRequest copy = UploadPartCopyRequest.builder()
                .bucket(TestCloud.BUCKET)
                .key("k")
                .uploadId(upload)
                .partNumber(1)
                .copySource(TestCloud.BUCKET + "/source")
                .copySourceRange("bytes=100-50099")
                .build();
        String eTag = Objects.requireNonNull(
                        cloud.s3.uploadPartCopy(copy, cloud.call()).copyPartResult())
                .eTag();
        complete("k", upload, part(1, eTag));
        assertThat(TestCloud.bytes(cloud.get("k"))).isEqualTo(Arrays.copyOfRange(CONTENT, 100, 50_100));
    }

    @Test
    void uploadsAreListedByKeyThenByAgePageByPage() {
        String b1 = create("b", null, null);
        cloud.world.clock().advance(Duration.ofSeconds(1));
        String a1 = create("a", null, null);
        cloud.world.clock().advance(Duration.ofSeconds(1));
        String a2 = create("a", null, null);
        ListMultipartUploadsOutput first = uploads(null, null, 2);
        assertThat(first.uploads()).extracting(MultipartUpload::uploadId).containsExactly(a1, a2);
        assertThat(first.isTruncated()).isTrue();
        ListMultipartUploadsOutput second = uploads(first.nextKeyMarker(), first.nextUploadIdMarker(), 2);
        assertThat(second.uploads()).extracting(MultipartUpload::uploadId).containsExactly(b1);
        assertThat(second.isTruncated()).isFalse();
    }

    private ListMultipartUploadsOutput uploads(@Nullable String key, @Nullable String id, int max) {
        return cloud.s3.listMultipartUploads(
                ListMultipartUploadsRequest.builder()
                        .bucket(TestCloud.BUCKET)
                        .keyMarker(key)
                        .uploadIdMarker(id)
                        .maxUploads(max)
                        .build(),
                cloud.call());
    }

    private String create(String key, @Nullable String algorithm, @Nullable String type) {
        CreateMultipartUploadRequest request = CreateMultipartUploadRequest.builder()
                .bucket(TestCloud.BUCKET)
                .key(key)
                .checksumAlgorithm(algorithm)
                .checksumType(type)
                .build();
        return Objects.requireNonNull(
                cloud.s3.createMultipartUpload(request, cloud.call()).uploadId());
    }

    private String put(String key, String upload, int number, byte[] content) {
        UploadPartRequest request = UploadPartRequest.builder()
                .bucket(TestCloud.BUCKET)
                .key(key)
                .uploadId(upload)
                .partNumber(number)
                .body(Body.of(Bytes.copyOf(content)))
                .build();
        return Objects.requireNonNull(cloud.s3.uploadPart(request, cloud.call()).eTag());
    }

    private CompleteMultipartUploadOutput complete(String key, String upload, CompletedPart... parts) {
        CompleteMultipartUploadRequest request = CompleteMultipartUploadRequest.builder()
                .bucket(TestCloud.BUCKET)
                .key(key)
                .uploadId(upload)
                .multipartUpload(
                        CompletedMultipartUpload.builder().parts(List.of(parts)).build())
                .build();
        return cloud.s3.completeMultipartUpload(request, cloud.call());
    }

    private List<Part> parts(String key, String upload) {
        return cloud.s3
                .listParts(
                        ListPartsRequest.builder()
                                .bucket(TestCloud.BUCKET)
                                .key(key)
                                .uploadId(upload)
                                .build(),
                        cloud.call())
                .parts();
    }

    private GetObjectOutput get(String key, @Nullable String range, @Nullable Integer part) {
        return cloud.s3.getObject(
                GetObjectRequest.builder()
                        .bucket(TestCloud.BUCKET)
                        .key(key)
                        .range(range)
                        .partNumber(part)
                        .build(),
                cloud.call());
    }

    private static CompletedPart part(int number, @Nullable String eTag) {
        return CompletedPart.builder().partNumber(number).eTag(eTag).build();
    }

    private static String checksum(ChecksumAlgorithm algorithm) {
        RunningChecksum running = algorithm.start();
        running.update(CONTENT, 0, CONTENT.length);
        return Base64.getEncoder().encodeToString(running.digest());
    }
}
