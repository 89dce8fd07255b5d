package cloudjar.services.s3;

import cloudjar.api.s3.ChecksumMode;
import cloudjar.api.s3.GetObjectOutput;
import cloudjar.api.s3.GetObjectRequest;
import cloudjar.api.s3.HeadObjectOutput;
import cloudjar.api.s3.HeadObjectRequest;
import cloudjar.kernel.blob.BlobGoneException;
import cloudjar.kernel.blob.Blobs;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.Body;
import cloudjar.kernel.shape.Bytes;
import cloudjar.services.s3.ObjectLock.Retention;
import cloudjar.services.s3.select.ObjectContent;
import java.io.IOException;
import java.io.InputStream;
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
    private final String method;
    private final DataKeys keys;
    private final Optional<CustomerKey> key;

    ObjectReader(GetObjectRequest in, Call call, DataKeys keys) {
        this(in, call, keys, "GET");
    }

    private ObjectReader(GetObjectRequest in, Call call, DataKeys keys, String method) {
        this.in = in;
        this.call = call;
        this.method = method;
        this.keys = keys;
        this.key = CustomerKey.ofReader(in);
    }

    /** The object with its content. */
    GetObjectOutput get() {
        Optional<GetObjectOutput> answer = Optional.empty();
        while (answer.isEmpty()) {
            answer = get(found());
        }
        return answer.get();
    }

    /** The answer; nothing where another request has put something else in the object's place, which is to be found. */
    private Optional<GetObjectOutput> get(FoundObject found) {
        StoredObject object = found.object();
        if (conditions().notModified(object, call.time())) {
            return Optional.of(notModified(found));
        }
        object.requireReadable(call.time());
        Extent extent = extent(object);
        GetObjectOutput described = described(found, extent);
        Optional<Bytes> secret = keys.open(call, object, key);
        try {
            Body body = ObjectBody.of(object, extent.range(), call.world().blobs(), secret);
            return Optional.of(described.toBuilder().body(body).build());
        } catch (BlobGoneException replaced) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("content could not be opened", e);
        }
    }

    /** The content, for a reader who goes here and there in it: if the object is deleted meanwhile, it breaks off. */
    ObjectContent content() {
        StoredObject object = found().object();
        object.requireReadable(call.time());
        Blobs blobs = call.world().blobs();
        Optional<Bytes> secret = keys.open(call, object, key);
        return new ObjectContent() {
            @Override
            public long length() {
                return object.length();
            }

            @Override
            public InputStream open(long from, long length) throws IOException {
                return ObjectBody.of(object, new ByteRange(from, length), blobs, secret)
                        .open();
            }
        };
    }

    /** What a HEAD request is answered: what GET would be, without content. */
    static HeadObjectOutput head(HeadObjectRequest in, Call call, DataKeys keys) {
        GetObjectRequest get = Members.shared(in, GetObjectRequest.builder().build());
        return new ObjectReader(get, call, keys, "HEAD").head();
    }

    private HeadObjectOutput head() {
        FoundObject found = found();
        GetObjectOutput get = conditions().notModified(found.object(), call.time())
                ? notModified(found)
                : described(found, extent(found.object()));
        return Members.shared(get, HeadObjectOutput.builder().build());
    }

    private static GetObjectOutput notModified(FoundObject found) {
        return GetObjectOutput.builder()
                .statusCode(NOT_MODIFIED)
                .eTag(found.object().quotedETag())
                .lastModified(found.object().lastModified())
                .versionId(found.versionId())
                .build();
    }

    private FoundObject found() {
        FoundObject found = FoundObject.of(call, in, method);
        Sealing.requireKey(found.object().sealing(), key);
        return found;
    }

    private Conditions conditions() {
        return Conditions.of(in);
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

    private GetObjectOutput described(FoundObject found, Extent extent) {
        StoredObject object = found.object();
        ObjectLock lock = object.settings().lock();
        ObjectProperties properties = object.properties();
        int tags = object.settings().tags().size();
        GetObjectOutput.Builder described = GetObjectOutput.builder()
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
                .tagCount(tags == 0 ? null : tags)
                .versionId(found.versionId())
                .expiration(found.expiration(call))
                .restore(object.settings()
                        .restoration()
                        .flatMap(restoration -> restoration.header(call.time()))
                        .orElse(null))
                .objectLockMode(lock.retention().map(Retention::mode).orElse(null))
                .objectLockRetainUntilDate(
                        lock.retention().map(Retention::until).orElse(null))
                .objectLockLegalHoldStatus(lock.legalHold())
                .replicationStatus(object.settings().replicationStatus());
        GetObjectOutput out = Sealing.in(described.build(), object.sealing());
        return checksum(object, extent).map(checksum -> checksum.typedIn(out)).orElse(out);
    }

    /** The checksum of what is answered, if there is one and it is wanted: none of a range. */
    private Optional<ObjectChecksum> checksum(StoredObject object, Extent extent) {
        if (!ChecksumMode.ENABLED.equalsIgnoreCase(in.checksumMode() == null ? "" : in.checksumMode())) {
            return Optional.empty();
        }
        if (extent.part() >= 0 && !object.parts().isEmpty()) {
            ObjectChecksum own = object.parts().get(extent.part()).checksum();
            if (own != null) {
                return Optional.of(own);
            }
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
