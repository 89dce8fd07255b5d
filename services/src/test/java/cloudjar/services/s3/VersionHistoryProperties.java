package cloudjar.services.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.api.s3.DeleteMarkerEntry;
import cloudjar.api.s3.DeleteObjectRequest;
import cloudjar.api.s3.GetObjectRequest;
import cloudjar.api.s3.ListObjectVersionsOutput;
import cloudjar.api.s3.ListObjectVersionsRequest;
import cloudjar.api.s3.NoSuchKey;
import cloudjar.api.s3.ObjectVersion;
import cloudjar.api.s3.PutBucketVersioningRequest;
import cloudjar.api.s3.VersioningConfiguration;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Writes, deletions and changes of versioning in any order, against a list of versions for each key. */
class VersionHistoryProperties {
    private static final List<String> KEYS = List.of("a", "a/b");

    private enum Kind {
        PUT,
        DELETE,
        DELETE_VERSION,
        ENABLE,
        SUSPEND
    }

    /** One step; the index chooses among the versions that there are. */
    record Step(Kind kind, String key, int index) {}

    /** A version as the model has it, the newest first. */
    private record Entry(String id, @Nullable String content) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Kind> kinds = Arbitraries.frequency(
                net.jqwik.api.Tuple.of(6, Kind.PUT),
                net.jqwik.api.Tuple.of(4, Kind.DELETE),
                net.jqwik.api.Tuple.of(5, Kind.DELETE_VERSION),
                net.jqwik.api.Tuple.of(2, Kind.ENABLE),
                net.jqwik.api.Tuple.of(1, Kind.SUSPEND));
        return Combinators.combine(
                        kinds, Arbitraries.of(KEYS), Arbitraries.integers().between(0, 9))
                .as(Step::new)
                .list()
                .ofMaxSize(25);
    }

    @Property(tries = 60)
    void everyVersionIsThereUntilItIsDeleted(@ForAll("steps") List<Step> steps) {
        try (TestCloud cloud = TestCloud.withBucket()) {
            Map<String, List<Entry>> model = new TreeMap<>();
            KEYS.forEach(key -> model.put(key, new ArrayList<>()));
            Versioning versioning = Versioning.NEVER;
            int count = 0;
            for (Step step : steps) {
                List<Entry> entries = java.util.Objects.requireNonNull(model.get(step.key()));
                switch (step.kind()) {
                    case ENABLE -> versioning = set(cloud, Versioning.ENABLED);
                    case SUSPEND -> versioning = set(cloud, Versioning.SUSPENDED);
                    case PUT -> put(cloud, versioning, step.key(), entries, "content " + count++);
                    case DELETE -> delete(cloud, versioning, step.key(), entries);
                    case DELETE_VERSION -> {
                        if (!entries.isEmpty()) {
                            Entry gone = entries.remove(step.index() % entries.size());
                            cloud.s3.deleteObject(
                                    DeleteObjectRequest.builder()
                                            .bucket(TestCloud.BUCKET)
                                            .key(step.key())
                                            .versionId(gone.id())
                                            .build(),
                                    cloud.call());
                        }
                    }
                }
                assertSame(cloud, model);
            }
        }
    }

    private static Versioning set(TestCloud cloud, Versioning versioning) {
        cloud.s3.putBucketVersioning(
                PutBucketVersioningRequest.builder()
                        .bucket(TestCloud.BUCKET)
                        .versioningConfiguration(VersioningConfiguration.builder()
                                .status_(versioning.status())
                                .build())
                        .build(),
                cloud.call());
        return versioning;
    }

    private static void put(TestCloud cloud, Versioning versioning, String key, List<Entry> entries, String content) {
        cloud.put(key, content);
        if (versioning != Versioning.ENABLED) {
            entries.removeIf(entry -> entry.id().equals(VersionId.NULL));
        }
        entries.addFirst(new Entry(newest(cloud, key, versioning), content));
    }

    private static String newest(TestCloud cloud, String key, Versioning versioning) {
        if (versioning != Versioning.ENABLED) {
            return VersionId.NULL;
        }
        return java.util.Objects.requireNonNull(cloud.get(key).versionId());
    }

    private static void delete(TestCloud cloud, Versioning versioning, String key, List<Entry> entries) {
        String marker = cloud.s3
                .deleteObject(
                        DeleteObjectRequest.builder()
                                .bucket(TestCloud.BUCKET)
                                .key(key)
                                .build(),
                        cloud.call())
                .versionId();
        if (versioning != Versioning.ENABLED) {
            entries.removeIf(entry -> entry.id().equals(VersionId.NULL));
        }
        if (marker != null) {
            entries.addFirst(new Entry(marker, null));
        }
    }

    private static void assertSame(TestCloud cloud, Map<String, List<Entry>> model) {
        List<String> listed = new ArrayList<>();
        String key = null;
        String version = null;
        boolean more = true;
        while (more) {
            ListObjectVersionsOutput page = cloud.s3.listObjectVersions(
                    ListObjectVersionsRequest.builder()
                            .bucket(TestCloud.BUCKET)
                            .maxKeys(2)
                            .keyMarker(key)
                            .versionIdMarker(version)
                            .build(),
                    cloud.call());
            listed.addAll(entries(page));
            key = page.nextKeyMarker();
            version = page.nextVersionIdMarker();
            more = Boolean.TRUE.equals(page.isTruncated());
        }
        List<String> expected = new ArrayList<>();
        model.forEach((name, entries) -> {
            Set<String> latest = new HashSet<>();
            for (Entry entry : entries) {
                expected.add(text(name, entry.id(), entry.content() == null, latest.add(name)));
                if (entry.content() != null) {
                    assertThat(content(cloud, name, entry.id())).isEqualTo(entry.content());
                }
            }
            if (entries.isEmpty() || entries.getFirst().content() == null) {
                assertThatThrownBy(() -> cloud.get(name)).isInstanceOf(NoSuchKey.class);
            } else {
                assertThat(cloud.text(name)).isEqualTo(entries.getFirst().content());
            }
        });
        assertThat(listed).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** A page tells objects and markers apart, so the order among both is not told. */
    private static List<String> entries(ListObjectVersionsOutput page) {
        List<String> entries = new ArrayList<>();
        for (ObjectVersion version : page.versions()) {
            entries.add(text(version.key(), version.versionId(), false, version.isLatest()));
        }
        for (DeleteMarkerEntry marker : page.deleteMarkers()) {
            entries.add(text(marker.key(), marker.versionId(), true, marker.isLatest()));
        }
        return entries;
    }

    private static String text(@Nullable String key, @Nullable String id, boolean marker, @Nullable Boolean latest) {
        return key + " " + id + (marker ? " marker" : "") + (Boolean.TRUE.equals(latest) ? " latest" : "");
    }

    private static String content(TestCloud cloud, String key, String versionId) {
        return new String(
                TestCloud.bytes(cloud.s3.getObject(
                        GetObjectRequest.builder()
                                .bucket(TestCloud.BUCKET)
                                .key(key)
                                .versionId(versionId)
                                .build(),
                        cloud.call())),
                StandardCharsets.UTF_8);
    }
}
