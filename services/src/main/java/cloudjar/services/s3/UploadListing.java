package cloudjar.services.s3;

import cloudjar.api.s3.Initiator;
import cloudjar.api.s3.ListMultipartUploadsOutput;
import cloudjar.api.s3.ListMultipartUploadsRequest;
import cloudjar.api.s3.ListPartsOutput;
import cloudjar.api.s3.MultipartUpload;
import cloudjar.api.s3.Part;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.s3.Listing.Position;
import cloudjar.services.s3.Listing.Query;
import cloudjar.services.s3.S3Tables.UploadKey;
import java.util.List;

/** Lists uploads in progress, and the parts of one. */
final class UploadListing {
    private UploadListing() {}

    /** @param found the parts behind the marker, one more than are listed where there are more */
    static ListPartsOutput parts(S3Bucket bucket, Upload upload, List<UploadedPart> found, int marker, int limit) {
        List<UploadedPart> listed = found.subList(0, Math.min(limit, found.size()));
        return ListPartsOutput.builder()
                .bucket(bucket.name())
                .key(upload.at().key())
                .uploadId(upload.at().uploadId())
                .initiator(initiator(upload))
                .owner(CanonicalUser.owner(bucket.account()))
                .storageClass(upload.properties().storageClass())
                .partNumberMarker(marker)
                .nextPartNumberMarker(listed.isEmpty() ? 0 : listed.getLast().number())
                .maxParts(limit)
                .isTruncated(found.size() > limit)
                .checksumAlgorithm(algorithm(upload))
                .checksumType(upload.checksumType())
                .parts(listed.stream().map(part -> described(part, upload)).toList())
                .build();
    }

    private static Part described(UploadedPart part, Upload upload) {
        Part.Builder out = Part.builder()
                .partNumber(part.number())
                .lastModified(part.lastModified())
                .eTag(ETag.quoted(part.eTag()))
                .size(part.length());
        return upload.algorithm() == null ? out.build() : part.checksum().in(out.build());
    }

    static ListMultipartUploadsOutput uploads(S3Bucket bucket, Snapshot snapshot, ListMultipartUploadsRequest in) {
        KeyText text = KeyText.of(in.encodingType());
        String delimiter = in.delimiter() == null || in.delimiter().isEmpty() ? null : in.delimiter();
        Query query = new Query(
                bucket.name(),
                in.prefix() == null ? "" : in.prefix(),
                delimiter,
                ObjectListOperations.limit("max-uploads", in.maxUploads()));
        String keyMarker = in.keyMarker() == null ? "" : in.keyMarker();
        // The id says nothing without the key.
        String idMarker = in.uploadIdMarker() == null || keyMarker.isEmpty() ? "" : in.uploadIdMarker();
        Listing<UploadKey, Upload> page = Listing.of(
                range -> S3Tables.uploads(bucket).rows(snapshot, range),
                query,
                after(query, keyMarker, idMarker),
                UploadKey::key);
        Position last = page.last();
        // The last page names its last upload; only a page before it can end with a group.
        boolean named = last != null && (page.truncated() || !last.group());
        String lastId = last == null || last.group() || page.rows().isEmpty()
                ? ""
                : page.rows().getLast().key().uploadId();
        return ListMultipartUploadsOutput.builder()
                .bucket(bucket.name())
                .keyMarker(text.write(keyMarker))
                .uploadIdMarker(idMarker)
                .nextKeyMarker(named && last != null ? text.write(last.name()) : "")
                .nextUploadIdMarker(lastId)
                .prefix(text.writeOptional(in.prefix()))
                .delimiter(text.writeOptional(delimiter))
                .encodingType(in.encodingType())
                .maxUploads(query.limit())
                .isTruncated(page.truncated())
                .uploads(page.rows().stream()
                        .map(row -> described(row, bucket, text))
                        .toList())
                .commonPrefixes(text.writeAll(page.commonPrefixes()))
                .build();
    }

    private static Range after(Query query, String keyMarker, String idMarker) {
        if (keyMarker.isEmpty()) {
            return query.range();
        }
        if (!idMarker.isEmpty()) {
            if (!Upload.mayBeId(idMarker, keyMarker)) {
                throw UploadErrors.uploadIdMarker(idMarker);
            }
            return query.range().after(Key.of(query.bucket(), keyMarker).then(idMarker));
        }
        String group = query.group(keyMarker);
        return query.after(group == null ? new Position(keyMarker, false) : new Position(group, true));
    }

    private static MultipartUpload described(Row<UploadKey, Upload> row, S3Bucket bucket, KeyText text) {
        Upload upload = row.value();
        return MultipartUpload.builder()
                .uploadId(row.key().uploadId())
                .key(text.write(row.key().key()))
                .initiated(upload.initiated())
                .storageClass(upload.properties().storageClass())
                .owner(CanonicalUser.owner(bucket.account()))
                .initiator(initiator(upload))
                .checksumAlgorithm(algorithm(upload))
                .checksumType(upload.checksumType())
                .build();
    }

    private static @org.jspecify.annotations.Nullable String algorithm(Upload upload) {
        return upload.algorithm() == null ? null : upload.algorithm().name();
    }

    /** AWS still names who began an upload, though no owner has a name any more. */
    private static Initiator initiator(Upload upload) {
        return Initiator.builder()
                .id(CanonicalUser.id(upload.initiator()))
                .displayName(upload.initiator())
                .build();
    }
}
