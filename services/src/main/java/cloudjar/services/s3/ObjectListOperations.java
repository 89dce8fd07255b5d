package cloudjar.services.s3;

import cloudjar.api.s3.ListObjectVersionsOutput;
import cloudjar.api.s3.ListObjectVersionsRequest;
import cloudjar.api.s3.ListObjectsOutput;
import cloudjar.api.s3.ListObjectsRequest;
import cloudjar.api.s3.ListObjectsV2Output;
import cloudjar.api.s3.ListObjectsV2Request;
import cloudjar.api.s3.ObjectLists;
import cloudjar.api.s3.Owner;
import cloudjar.api.s3.S3Object;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Row;
import cloudjar.services.s3.Listing.Position;
import cloudjar.services.s3.Listing.Query;
import cloudjar.services.s3.S3Tables.ObjectKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operations that list objects. */
final class ObjectListOperations implements ObjectLists {
    @Override
    public ListObjectsOutput listObjects(ListObjectsRequest in, Call call) {
        S3Bucket bucket = bucket(call, in.bucket(), in.expectedBucketOwner());
        KeyText text = KeyText.of(in.encodingType());
        Query query = query(in.bucket(), in.prefix(), in.delimiter(), in.maxKeys());
        String marker = in.marker() == null ? "" : in.marker();
        Listing<ObjectKey, StoredObject> page = list(call, bucket, query, afterMarker(query, marker));
        Position last = page.last();
        boolean named = page.truncated() && query.delimiter() != null && last != null;
        return ListObjectsOutput.builder()
                .name(bucket.name())
                .prefix(text.write(query.prefix()))
                .marker(text.write(marker))
                .nextMarker(named && last != null ? text.write(last.name()) : null)
                .maxKeys(query.limit())
                .delimiter(text.writeOptional(query.delimiter()))
                .encodingType(in.encodingType())
                .isTruncated(page.truncated())
                .contents(contents(page, text, CanonicalUser.owner(bucket.account())))
                .commonPrefixes(text.writeAll(page.commonPrefixes()))
                .bucketRegion(bucket.region())
                .build();
    }

    /** A marker within a group passes the whole group over, since a page may have ended with it. */
    static Position afterMarker(Query query, String marker) {
        String group = query.group(marker);
        return group == null ? new Position(marker, false) : new Position(group, true);
    }

    @Override
    public ListObjectsV2Output listObjectsV2(ListObjectsV2Request in, Call call) {
        S3Bucket bucket = bucket(call, in.bucket(), in.expectedBucketOwner());
        KeyText text = KeyText.of(in.encodingType());
        Query query = query(in.bucket(), in.prefix(), in.delimiter(), in.maxKeys());
        String token = in.continuationToken();
        String startAfter = in.startAfter();
        Position from = token != null
                ? ListToken.decode(token, query)
                : new Position(startAfter == null ? "" : startAfter, false);
        Listing<ObjectKey, StoredObject> page = list(call, bucket, query, from);
        Position last = page.last();
        boolean withOwner = Boolean.TRUE.equals(in.fetchOwner());
        List<S3Object> contents = contents(page, text, withOwner ? CanonicalUser.owner(bucket.account()) : null);
        return ListObjectsV2Output.builder()
                .name(bucket.name())
                .prefix(text.write(query.prefix()))
                // A token says where to go on; what the first page began with is not repeated.
                .startAfter(token == null ? text.writeOptional(startAfter) : null)
                .continuationToken(token)
                .nextContinuationToken(page.truncated() && last != null ? ListToken.encode(last, query) : null)
                .keyCount(contents.size() + page.commonPrefixes().size())
                .maxKeys(query.limit())
                .delimiter(text.writeOptional(query.delimiter()))
                .encodingType(in.encodingType())
                .isTruncated(page.truncated())
                .contents(contents)
                .commonPrefixes(text.writeAll(page.commonPrefixes()))
                .bucketRegion(bucket.region())
                .build();
    }

    @Override
    public ListObjectVersionsOutput listObjectVersions(ListObjectVersionsRequest in, Call call) {
        return call.read(snapshot -> VersionListing.of(
                snapshot, S3Tables.bucket(snapshot, call, in.bucket(), in.expectedBucketOwner()), in));
    }

    private static S3Bucket bucket(Call call, String name, @Nullable String expectedOwner) {
        return call.read(snapshot -> S3Tables.bucket(snapshot, call, name, expectedOwner));
    }

    /** What a listing asks for. */
    static Query query(String bucket, @Nullable String prefix, @Nullable String delimiter, @Nullable Integer maxKeys) {
        return new Query(
                bucket,
                prefix == null ? "" : prefix,
                delimiter == null || delimiter.isEmpty() ? null : delimiter,
                limit("max-keys", maxKeys));
    }

    /** How many entries a page may have, when so many are asked for. */
    static int limit(String parameter, @Nullable Integer asked) {
        int most = Math.toIntExact(S3Limits.PAGE.current());
        if (asked == null) {
            return most;
        }
        if (asked < 0) {
            throw S3Errors.pageSize(parameter, asked);
        }
        return Math.min(asked, most);
    }

    private static Listing<ObjectKey, StoredObject> list(Call call, S3Bucket bucket, Query query, Position from) {
        return call.read(snapshot -> Listing.of(
                range -> S3Tables.objects(bucket).rows(snapshot, range), query, query.after(from), ObjectKey::key));
    }

    private static List<S3Object> contents(Listing<ObjectKey, StoredObject> page, KeyText text, @Nullable Owner owner) {
        return page.rows().stream().map(row -> listed(row, text, owner)).toList();
    }

    private static S3Object listed(Row<ObjectKey, StoredObject> row, KeyText text, @Nullable Owner owner) {
        return listed(row.key().key(), row.value(), text, owner);
    }

    /** An object as lists show it. */
    static S3Object listed(String key, StoredObject object, KeyText text, @Nullable Owner owner) {
        ObjectChecksum checksum = object.checksum();
        return S3Object.builder()
                .key(text.write(key))
                .lastModified(object.lastModified())
                .eTag(object.quotedETag())
                .checksumAlgorithm(
                        checksum == null ? null : List.of(checksum.algorithm().name()))
                .checksumType(checksum == null ? null : checksum.type())
                .size(object.length())
                .storageClass(object.properties().storageClass())
                .owner(owner)
                .build();
    }
}
