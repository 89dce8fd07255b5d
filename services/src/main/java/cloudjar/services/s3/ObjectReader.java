package cloudjar.services.s3;

import cloudjar.api.s3.ChecksumMode;
import cloudjar.api.s3.GetObjectOutput;
import cloudjar.api.s3.GetObjectRequest;
import cloudjar.api.s3.HeadObjectOutput;
import cloudjar.api.s3.HeadObjectRequest;
import cloudjar.kernel.blob.BlobGoneException;
import cloudjar.kernel.call.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads an object, or what is known of it, as one request wants it. */
final class ObjectReader {
    private static final String BYTES = "bytes";
    private static final int PARTIAL = 206;
    private static final int NOT_MODIFIED = 304;

    private final GetObjectRequest in;
    private final Call call;

    ObjectReader(GetObjectRequest in, Call call) {
        this.in = in;
        this.call = call;
    }

    /** The object with its content. */
    GetObjectOutput get() {
        Optional<GetObjectOutput> answer = Optional.empty();
        while (answer.isEmpty()) {
            answer = get(row());
        }
        return answer.get();
    }

    /** The answer; nothing where another request has put something else in the object's place, which is to be found. */
    private Optional<GetObjectOutput> get(StoredObject object) {
        if (conditions().notModified(object, call.time())) {
            return Optional.of(GetObjectOutput.builder()
                    .statusCode(NOT_MODIFIED)
                    .eTag(object.quotedETag())
                    .lastModified(object.lastModified())
                    .build());
        }
        object.requireReadable();
        Extent extent = extent(object);
        try {
            return Optional.of(described(object, extent)
                    .body(ObjectBody.of(object, extent.range(), call.world().blobs()))
                    .build());
        } catch (BlobGoneException replaced) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("content could not be opened", e);
        }
    }

    /** What a HEAD request is answered: what GET would be, without content. */
    static HeadObjectOutput head(HeadObjectRequest in, Call call) {
        return new ObjectReader(asGet(in), call).head();
    }

    private HeadObjectOutput head() {
        StoredObject object = row();
        if (conditions().notModified(object, call.time())) {
            return HeadObjectOutput.builder()
                    .statusCode(NOT_MODIFIED)
                    .eTag(object.quotedETag())
                    .lastModified(object.lastModified())
                    .build();
        }
        GetObjectOutput get = described(object, extent(object)).build();
        return HeadObjectOutput.builder()
                .statusCode(get.statusCode())
                .acceptRanges(get.acceptRanges())
                .lastModified(get.lastModified())
                .contentLength(get.contentLength())
                .contentRange(get.contentRange())
                .partsCount(get.partsCount())
                .eTag(get.eTag())
                .contentType(get.contentType())
                .cacheControl(get.cacheControl())
                .contentDisposition(get.contentDisposition())
                .contentEncoding(get.contentEncoding())
                .contentLanguage(get.contentLanguage())
                .expires(get.expires())
                .websiteRedirectLocation(get.websiteRedirectLocation())
                .storageClass(get.storageClass())
                .metadata(get.metadata())
                .tagCount(get.tagCount())
                .serverSideEncryption(get.serverSideEncryption())
                .checksumType(get.checksumType())
                .checksumCRC32(get.checksumCRC32())
                .checksumCRC32C(get.checksumCRC32C())
                .checksumCRC64NVME(get.checksumCRC64NVME())
                .checksumSHA1(get.checksumSHA1())
                .checksumSHA256(get.checksumSHA256())
                .build();
    }

    private static GetObjectRequest asGet(HeadObjectRequest in) {
        return GetObjectRequest.builder()
                .bucket(in.bucket())
                .key(in.key())
                .expectedBucketOwner(in.expectedBucketOwner())
                .versionId(in.versionId())
                .ifMatch(in.ifMatch())
                .ifNoneMatch(in.ifNoneMatch())
                .ifModifiedSince(in.ifModifiedSince())
                .ifUnmodifiedSince(in.ifUnmodifiedSince())
                .range(in.range())
                .partNumber(in.partNumber())
                .checksumMode(in.checksumMode())
                .responseCacheControl(in.responseCacheControl())
                .responseContentDisposition(in.responseContentDisposition())
                .responseContentEncoding(in.responseContentEncoding())
                .responseContentLanguage(in.responseContentLanguage())
                .responseContentType(in.responseContentType())
                .responseExpires(in.responseExpires())
                .sseCustomerAlgorithm(in.sseCustomerAlgorithm())
                .sseCustomerKey(in.sseCustomerKey())
                .sseCustomerKeyMD5(in.sseCustomerKeyMD5())
                .build();
    }

    private StoredObject row() {
        ObjectWrites.requireNoCustomerKey(in.sseCustomerAlgorithm(), in.sseCustomerKey(), in.sseCustomerKeyMD5());
        return call.read(snapshot -> {
            S3Bucket bucket = S3Tables.bucket(snapshot, call, in.bucket(), in.expectedBucketOwner());
            Versions.requireCurrent(in.versionId());
            return S3Tables.object(snapshot, bucket, in.key());
        });
    }

    private Conditions conditions() {
        return new Conditions("", in.ifMatch(), in.ifNoneMatch(), in.ifModifiedSince(), in.ifUnmodifiedSince());
    }

    /**
     * What of the content is wanted.
     *
     * @param part its index where a part is wanted, else -1
     * @param partial whether the answer says that it is a range
     */
    private record Extent(ByteRange range, int part, boolean partial) {}

    private Extent extent(StoredObject object) {
        Integer part = in.partNumber();
        if (part != null) {
            if (in.range() != null) {
                throw ObjectErrors.rangeAndPartNumber();
            }
            if (part < 1 || part > object.partCount()) {
                throw ObjectErrors.invalidPartNumber(part, object.partCount());
            }
            return new Extent(object.partRange(part - 1), part - 1, true);
        }
        Optional<ByteRange> range = ByteRange.of(in.range(), object.length());
        return new Extent(range.orElse(new ByteRange(0, object.length())), -1, range.isPresent());
    }

    private GetObjectOutput.Builder described(StoredObject object, Extent extent) {
        ObjectProperties properties = object.properties();
        GetObjectOutput.Builder out = GetObjectOutput.builder()
                .statusCode(extent.partial() ? PARTIAL : null)
                .acceptRanges(BYTES)
                .lastModified(object.lastModified())
                .contentLength(extent.range().length())
                .contentRange(extent.partial() ? extent.range().contentRange(object.length()) : null)
                .partsCount(extent.part() >= 0 && !object.parts().isEmpty() ? object.partCount() : null)
                .eTag(object.quotedETag())
                .contentType(first(in.responseContentType(), properties.contentType()))
                .cacheControl(first(in.responseCacheControl(), properties.cacheControl()))
                .contentDisposition(first(in.responseContentDisposition(), properties.contentDisposition()))
                .contentEncoding(first(in.responseContentEncoding(), properties.contentEncoding()))
                .contentLanguage(first(in.responseContentLanguage(), properties.contentLanguage()))
                .expires(expires(properties))
                .websiteRedirectLocation(properties.websiteRedirectLocation())
                .storageClass(properties.unusualStorageClass())
                .metadata(properties.metadata())
                .tagCount(object.tags().isEmpty() ? null : object.tags().size())
                .serverSideEncryption(Encryption.AES256);
        checksum(object, extent).ifPresent(checksum -> {
            out.checksumType(checksum.type());
            checksum.set(
                    out::checksumCRC32,
                    out::checksumCRC32C,
                    out::checksumCRC64NVME,
                    out::checksumSHA1,
                    out::checksumSHA256);
        });
        return out;
    }

    /** The checksum of what is answered, if there is one and it is wanted: none of a range. */
    private Optional<ObjectChecksum> checksum(StoredObject object, Extent extent) {
        if (!ChecksumMode.ENABLED.equalsIgnoreCase(in.checksumMode() == null ? "" : in.checksumMode())) {
            return Optional.empty();
        }
        if (extent.part() >= 0 && !object.parts().isEmpty()) {
            return Optional.ofNullable(object.parts().get(extent.part()).checksum());
        }
        return extent.range().length() == object.length() ? Optional.ofNullable(object.checksum()) : Optional.empty();
    }

    private @Nullable Instant expires(ObjectProperties properties) {
        return in.responseExpires() == null ? properties.expires() : in.responseExpires();
    }

    private static @Nullable String first(@Nullable String override, @Nullable String own) {
        return override == null ? own : override;
    }
}
