package cloudjar.services.s3;

import cloudjar.api.s3.DeleteMarkerEntry;
import cloudjar.api.s3.ListObjectVersionsOutput;
import cloudjar.api.s3.ListObjectVersionsRequest;
import cloudjar.api.s3.ObjectVersion;
import cloudjar.api.s3.Owner;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.s3.Listing.Position;
import cloudjar.services.s3.Listing.Query;
import cloudjar.services.s3.S3Tables.ObjectKey;
import cloudjar.services.s3.S3Tables.VersionKey;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists versions: keys in the order of their UTF-8 bytes, the versions of a key from the newest to the oldest. */
final class VersionListing {
    private final Snapshot snapshot;
    private final S3Bucket bucket;
    private final Query query;

    /** Where the objects that keys show, and where the other versions, go on behind the marker. */
    private final Range objectsFrom;

    private final Range versionsFrom;

    private VersionListing(Snapshot snapshot, S3Bucket bucket, Query query, String keyMarker, String versionMarker) {
        this.snapshot = snapshot;
        this.bucket = bucket;
        this.query = query;
        Range behind = query.after(ObjectListOperations.afterMarker(query, keyMarker));
        Optional<String> marked = versionMarker.isEmpty() ? Optional.empty() : stamp(keyMarker, versionMarker);
        this.versionsFrom = marked.map(stamp ->
                        Range.from(Key.of(bucket.name(), keyMarker, stamp).next()))
                .orElse(behind);
        // What the key shows comes first, unless all that was newer was deleted since the marker was given.
        boolean older = marked.isPresent()
                && S3Tables.find(snapshot, bucket, keyMarker, null)
                        .map(StoredObject::version)
                        .filter(id -> id.stamp().compareTo(marked.get()) > 0)
                        .isPresent();
        this.objectsFrom = older ? Range.from(Key.of(bucket.name(), keyMarker)) : behind;
    }

    /** The stamp of a marker; empty, and so before all others, for the version that the key shows. */
    private Optional<String> stamp(String key, String versionMarker) {
        if (!versionMarker.equals(VersionId.NULL)) {
            return Optional.of(versionMarker);
        }
        return S3Tables.version(snapshot, bucket, key, versionMarker)
                .map(version -> version.id().stamp());
    }

    static ListObjectVersionsOutput of(Snapshot snapshot, S3Bucket bucket, ListObjectVersionsRequest in) {
        KeyText text = KeyText.of(in.encodingType());
        Query query = ObjectListOperations.query(in.bucket(), in.prefix(), in.delimiter(), in.maxKeys());
        String keyMarker = in.keyMarker() == null ? "" : in.keyMarker();
        String versionMarker = in.versionIdMarker() == null ? "" : in.versionIdMarker();
        if (keyMarker.isEmpty() && !versionMarker.isEmpty()) {
            throw S3Errors.versionMarkerAlone(versionMarker);
        }
        if (!versionMarker.isEmpty() && !versionMarker.equals(VersionId.NULL) && !VersionId.mayBe(versionMarker)) {
            throw S3Errors.versionMarker(versionMarker);
        }
        VersionListing listing = new VersionListing(snapshot, bucket, query, keyMarker, versionMarker);
        Listing<VersionKey, Version> page = Listing.of(listing::rows, query, query.range(), VersionKey::key);
        return listing.described(page, text, keyMarker, versionMarker).build();
    }

    private ListObjectVersionsOutput.Builder described(
            Listing<VersionKey, Version> page, KeyText text, String keyMarker, String versionMarker) {
        Position next = page.truncated() ? page.last() : null;
        Owner owner = CanonicalUser.owner(bucket.account());
        List<ObjectVersion> versions = new ArrayList<>();
        List<DeleteMarkerEntry> markers = new ArrayList<>();
        String before = null;
        for (Row<VersionKey, Version> row : page.rows()) {
            Version version = row.value();
            boolean shown = row.key().stamp().isEmpty();
            boolean latest = shown || !version.key().equals(before) && isLatestMarker(version);
            before = version.key();
            version.object()
                    .ifPresentOrElse(
                            object -> versions.add(version(version, object, text, owner, latest)),
                            () -> markers.add(marker(version, text, owner, latest)));
        }
        Version last = page.rows().isEmpty() ? null : page.rows().getLast().value();
        return ListObjectVersionsOutput.builder()
                .name(bucket.name())
                .prefix(text.write(query.prefix()))
                .keyMarker(text.write(keyMarker))
                .versionIdMarker(versionMarker)
                .nextKeyMarker(next == null ? null : text.write(next.name()))
                .nextVersionIdMarker(
                        next == null || next.group() || last == null
                                ? null
                                : last.id().text())
                .maxKeys(query.limit())
                .delimiter(text.writeOptional(query.delimiter()))
                .isTruncated(page.truncated())
                .encodingType(text == KeyText.ENCODED ? cloudjar.api.s3.EncodingType.URL : null)
                .versions(versions)
                .deleteMarkers(markers)
                .commonPrefixes(text.writeAll(page.commonPrefixes()));
    }

    /** Whether it is the delete marker by which its key shows nothing. */
    private boolean isLatestMarker(Version version) {
        return version.isMarker()
                && S3Tables.find(snapshot, bucket, version.key(), null).isEmpty()
                && S3Tables.latestMarker(snapshot, bucket, version.key()).equals(Optional.of(version.id()));
    }

    private static ObjectVersion version(
            Version version, StoredObject object, KeyText text, Owner owner, boolean latest) {
        ObjectVersion which = ObjectVersion.builder()
                .versionId(version.id().text())
                .isLatest(latest)
                .build();
        return Members.shared(ObjectListOperations.listed(version.key(), object, text, owner), which);
    }

    private static DeleteMarkerEntry marker(Version version, KeyText text, Owner owner, boolean latest) {
        return DeleteMarkerEntry.builder()
                .key(text.write(version.key()))
                .versionId(version.id().text())
                .isLatest(latest)
                .lastModified(version.lastModified())
                .owner(owner)
                .build();
    }

    /** What keys show and all other versions, as one sequence. */
    private Iterable<Row<VersionKey, Version>> rows(Range range) {
        return () -> new Merged(
                S3Tables.objects(bucket)
                        .rows(snapshot, later(range, objectsFrom))
                        .iterator(),
                S3Tables.versions(bucket)
                        .rows(snapshot, later(range, versionsFrom))
                        .iterator());
    }

    private static Range later(Range range, Range from) {
        return range.from().compareTo(from.from()) >= 0 ? range : Range.between(from.from(), range.to());
    }

    /** Merges two sequences in the order of keys; of the same key, the object that it shows comes first. */
    private final class Merged implements Iterator<Row<VersionKey, Version>> {
        private final Iterator<Row<ObjectKey, StoredObject>> objects;
        private final Iterator<Row<VersionKey, Version>> versions;
        private @Nullable Row<VersionKey, Version> shown;
        private @Nullable Row<VersionKey, Version> kept;

        Merged(Iterator<Row<ObjectKey, StoredObject>> objects, Iterator<Row<VersionKey, Version>> versions) {
            this.objects = objects;
            this.versions = versions;
        }

        private void fill() {
            if (shown == null && objects.hasNext()) {
                Row<ObjectKey, StoredObject> row = objects.next();
                VersionId id = row.value().version() == null
                        ? new VersionId("", false)
                        : row.value().version();
                String key = row.key().key();
                shown = new Row<>(
                        new VersionKey(bucket.name(), key, ""), Version.of(bucket.name(), key, id, row.value()));
            }
            if (kept == null && versions.hasNext()) {
                kept = versions.next();
            }
        }

        @Override
        public boolean hasNext() {
            fill();
            return shown != null || kept != null;
        }

        @Override
        public Row<VersionKey, Version> next() {
            fill();
            Row<VersionKey, Version> first = shown;
            Row<VersionKey, Version> second = kept;
            if (first == null && second == null) {
                throw new NoSuchElementException();
            }
            boolean fromObjects = second == null
                    || first != null
                            && Key.of(first.key().key())
                                            .compareTo(Key.of(second.key().key()))
                                    <= 0;
            if (fromObjects && first != null) {
                shown = null;
                return first;
            }
            kept = null;
            return java.util.Objects.requireNonNull(second);
        }
    }
}
