package cloudjar.services.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.api.s3.AnnotationDirective;
import cloudjar.api.s3.AnnotationEntry;
import cloudjar.api.s3.AnnotationNameTooLong;
import cloudjar.api.s3.CopyObjectRequest;
import cloudjar.api.s3.DeleteObjectAnnotationRequest;
import cloudjar.api.s3.DeleteObjectRequest;
import cloudjar.api.s3.EntityTooLarge;
import cloudjar.api.s3.EntityTooSmall;
import cloudjar.api.s3.GetObjectAnnotationOutput;
import cloudjar.api.s3.GetObjectAnnotationRequest;
import cloudjar.api.s3.InvalidAnnotationName;
import cloudjar.api.s3.InvalidArgument;
import cloudjar.api.s3.ListObjectAnnotationsOutput;
import cloudjar.api.s3.ListObjectAnnotationsRequest;
import cloudjar.api.s3.NoSuchAnnotation;
import cloudjar.api.s3.NoSuchKey;
import cloudjar.api.s3.PreconditionFailed;
import cloudjar.api.s3.PutBucketVersioningRequest;
import cloudjar.api.s3.PutObjectAnnotationOutput;
import cloudjar.api.s3.PutObjectAnnotationRequest;
import cloudjar.api.s3.PutObjectRequest;
import cloudjar.api.s3.UnsupportedMediaType;
import cloudjar.api.s3.VersioningConfiguration;
import cloudjar.kernel.shape.Body;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Range;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Annotations of objects, by AWS's documentation: no answers of theirs were recorded. */
class AnnotationsTest {
    private static final String BUCKET = TestCloud.BUCKET;

    private final TestCloud cloud = TestCloud.withBucket();

    @AfterEach
    void close() {
        cloud.close();
    }

    private PutObjectAnnotationOutput annotate(String key, @Nullable String version, String name, Bytes text) {
        return cloud.s3.putObjectAnnotation(
                PutObjectAnnotationRequest.builder()
                        .bucket(BUCKET)
                        .key(key)
                        .versionId(version)
                        .annotationName(name)
                        .annotationPayload(Body.of(text))
                        .build(),
                cloud.call());
    }

    private PutObjectAnnotationOutput annotate(String key, String name, String text) {
        return annotate(key, null, name, Bytes.ofUtf8(text));
    }

    private GetObjectAnnotationOutput get(String key, @Nullable String version, String name) {
        return cloud.s3.getObjectAnnotation(
                GetObjectAnnotationRequest.builder()
                        .bucket(BUCKET)
                        .key(key)
                        .versionId(version)
                        .annotationName(name)
                        .checksumMode("ENABLED")
                        .build(),
                cloud.call());
    }

    private String text(String key, @Nullable String version, String name) {
        try (InputStream in = Objects.requireNonNull(get(key, version, name).annotationPayload())
                .open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ListObjectAnnotationsOutput list(String key, @Nullable String prefix, int most, @Nullable String token) {
        return cloud.s3.listObjectAnnotations(
                ListObjectAnnotationsRequest.builder()
                        .bucket(BUCKET)
                        .key(key)
                        .annotationPrefix(prefix)
                        .maxAnnotationResults(most)
                        .continuationToken(token)
                        .build(),
                cloud.call());
    }

    private List<String> names(String key) {
        return list(key, null, 1000, null).annotations().stream()
                .map(AnnotationEntry::annotationName)
                .toList();
    }

    @Test
    void anObjectHasAnnotationsBesideItsContent() {
        String tag = cloud.put("key", "content");
        PutObjectAnnotationOutput put = annotate("key", "labels", "{\"cat\": 1}");
        assertThat(put.serverSideEncryption()).isEqualTo("AES256");
        assertThat(put.checksumCRC64NVME()).isNotNull();
        assertThat(text("key", null, "labels")).isEqualTo("{\"cat\": 1}");
        GetObjectAnnotationOutput got = get("key", null, "labels");
        assertThat(got.eTag()).isEqualTo(put.eTag());
        assertThat(got.checksumCRC64NVME()).isEqualTo(put.checksumCRC64NVME());
        assertThat(cloud.get("key").eTag()).isEqualTo(tag);
        annotate("key", "labels", "other");
        assertThat(text("key", null, "labels")).isEqualTo("other");
        cloud.s3.deleteObjectAnnotation(
                DeleteObjectAnnotationRequest.builder()
                        .bucket(BUCKET)
                        .key("key")
                        .annotationName("labels")
                        .build(),
                cloud.call());
        assertThatThrownBy(() -> get("key", null, "labels")).isInstanceOf(NoSuchAnnotation.class);
    }

    @Test
    void pagesAreInTheOrderOfNamesAndBelongToTheirPrefix() {
        cloud.put("key", "content");
        for (String name : List.of("b2", "b1", "a", "b3")) {
            annotate("key", name, name);
        }
        ListObjectAnnotationsOutput first = list("key", "b", 2, null);
        assertThat(first.annotations())
                .extracting(AnnotationEntry::annotationName)
                .containsExactly("b1", "b2");
        assertThat(first.annotationCount()).isEqualTo(2);
        ListObjectAnnotationsOutput second = list("key", "b", 2, first.nextContinuationToken());
        assertThat(second.annotations())
                .extracting(AnnotationEntry::annotationName)
                .containsExactly("b3");
        assertThat(second.nextContinuationToken()).isNull();
        assertThatExceptionOfType(InvalidArgument.class)
                .isThrownBy(() -> list("key", "a", 2, first.nextContinuationToken()));
        assertThatExceptionOfType(InvalidArgument.class).isThrownBy(() -> list("key", null, 1001, null));
    }

    @Test
    void whatIsNoAnnotationIsRefusedAndNotKept() {
        cloud.put("key", "content");
        for (String name : List.of("awsName", "S3name", "a b", "a/b", "")) {
            assertThatExceptionOfType(InvalidAnnotationName.class).isThrownBy(() -> annotate("key", name, "text"));
        }
        assertThatExceptionOfType(AnnotationNameTooLong.class)
                .isThrownBy(() -> annotate("key", "\u00e4".repeat(257), "text"));
        assertThatExceptionOfType(EntityTooSmall.class).isThrownBy(() -> annotate("key", "name", ""));
        assertThatExceptionOfType(EntityTooLarge.class)
                .isThrownBy(() -> annotate("key", null, "name", Bytes.wrap(new byte[(1 << 20) + 1])));
        assertThatExceptionOfType(UnsupportedMediaType.class)
                .isThrownBy(() -> annotate("key", null, "name", Bytes.wrap(new byte[] {(byte) 0xc3})));
        assertThatExceptionOfType(NoSuchKey.class).isThrownBy(() -> annotate("none", "name", "text"));
        PutObjectAnnotationRequest conditional = PutObjectAnnotationRequest.builder()
                .bucket(BUCKET)
                .key("key")
                .annotationName("name")
                .annotationPayload(Body.of(Bytes.ofUtf8("text")))
                .objectIfMatch("\"other\"")
                .build();
        assertThatExceptionOfType(PreconditionFailed.class)
                .isThrownBy(() -> cloud.s3.putObjectAnnotation(conditional, cloud.call()));
        assertThat(names("key")).isEmpty();
    }

    @Test
    void annotationsBelongToAVersionAndGoWithIt() {
        cloud.s3.putBucketVersioning(
                PutBucketVersioningRequest.builder()
                        .bucket(BUCKET)
                        .versioningConfiguration(VersioningConfiguration.builder()
                                .status_("Enabled")
                                .build())
                        .build(),
                cloud.call());
        String first = version("one");
        annotate("key", "name", "of the first");
        String second = version("two");
        assertThat(names("key")).isEmpty();
        annotate("key", second, "name", Bytes.ofUtf8("of the second"));
        assertThat(text("key", first, "name")).isEqualTo("of the first");
        assertThat(text("key", null, "name")).isEqualTo("of the second");
        cloud.s3.deleteObject(
                DeleteObjectRequest.builder()
                        .bucket(BUCKET)
                        .key("key")
                        .versionId(second)
                        .build(),
                cloud.call());
        assertThat(text("key", null, "name")).isEqualTo("of the first");
    }

    private String version(String content) {
        return Objects.requireNonNull(cloud.s3
                .putObject(
                        PutObjectRequest.builder()
                                .bucket(BUCKET)
                                .key("key")
                                .body(Body.of(Bytes.ofUtf8(content)))
                                .build(),
                        cloud.call())
                .versionId());
    }

    @Test
    void whatIsWrittenAnewHasNone() {
        cloud.put("key", "one");
        annotate("key", "name", "text");
        cloud.put("key", "two");
        assertThat(names("key")).isEmpty();
        long left = cloud.world.store().read(snapshot -> S3Tables.ANNOTATIONS
                .in("000000000000", "us-east-1")
                .count(snapshot, Range.all()));
        assertThat(left).isZero();
    }

    @Test
    void aCopyTakesThemWithItUnlessItIsToldNotTo() {
        cloud.put("key", "content");
        String large = "x".repeat(1 << 20);
        annotate("key", "name", large);
        copy("copied", null);
        copy("bare", AnnotationDirective.EXCLUDE);
        cloud.s3.deleteObject(
                DeleteObjectRequest.builder().bucket(BUCKET).key("key").build(), cloud.call());
        assertThat(text("copied", null, "name")).isEqualTo(large);
        assertThat(names("bare")).isEmpty();
        assertThatExceptionOfType(InvalidArgument.class).isThrownBy(() -> copy("wrong", "MOVE"));
    }

    private void copy(String target, @Nullable String directive) {
        cloud.s3.copyObject(
                CopyObjectRequest.builder()
                        .bucket(BUCKET)
                        .key(target)
                        .copySource(BUCKET + "/" + (target.equals("wrong") ? "copied" : "key"))
                        .annotationDirective(directive)
                        .build(),
                cloud.call());
    }
}
