package cloudjar.services.s3;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.api.s3.CommonPrefix;
import cloudjar.api.s3.ListObjectsOutput;
import cloudjar.api.s3.ListObjectsRequest;
import cloudjar.api.s3.ListObjectsV2Output;
import cloudjar.api.s3.ListObjectsV2Request;
import cloudjar.api.s3.S3Object;
import cloudjar.kernel.shape.Bytes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** Listings, page by page, against a sorted list of all keys. */
class ListingProperties {
    private static final Comparator<String> BY_BYTES = Comparator.comparing(Bytes::ofUtf8);

    @Provide
    Arbitrary<String> keys() {
        return Arbitraries.of("a", "b", "/", "//", "\0", "é", "\uFFFD", "😀", " ", "ab")
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> prefixes() {
        return Arbitraries.of("", "a", "a/", "é", "/", "b", "ab/");
    }

    @Provide
    Arbitrary<String> delimiters() {
        return Arbitraries.of("", "/", "b", "é/", "a");
    }

    /** [S3-3] [S3-3] Keys are flat: folders are what a delimiter makes of them. */
    @Property(tries = 40)
    void pagesTogetherAreTheWholeListing(
            @ForAll("keySets") Set<String> keys,
            @ForAll("prefixes") String prefix,
            @ForAll("delimiters") String delimiter,
            @ForAll @IntRange(min = 1, max = 4) int pageSize) {
        try (TestCloud cloud = TestCloud.withBucket()) {
            keys.forEach(key -> cloud.put(key, "x"));
            List<String> expected = model(keys, prefix, delimiter);
            assertThat(secondVersion(cloud, prefix, delimiter, pageSize)).isEqualTo(expected);
            assertThat(firstVersion(cloud, prefix, delimiter, pageSize)).isEqualTo(expected);
        }
    }

    @Provide
    Arbitrary<Set<String>> keySets() {
        return keys().set().ofMaxSize(12);
    }

    private static List<String> model(Set<String> keys, String prefix, String delimiter) {
        Set<String> sorted = new TreeSet<>(BY_BYTES);
        sorted.addAll(keys);
        Set<String> names = new LinkedHashSet<>();
        for (String key : sorted) {
            if (!key.startsWith(prefix)) {
                continue;
            }
            int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
            names.add(end < 0 ? key : key.substring(0, end + delimiter.length()) + "|");
        }
        return List.copyOf(names);
    }

    private static List<String> secondVersion(TestCloud cloud, String prefix, String delimiter, int pageSize) {
        List<String> names = new ArrayList<>();
        String token = null;
        do {
            ListObjectsV2Output page = cloud.s3.listObjectsV2(
                    ListObjectsV2Request.builder()
                            .bucket(TestCloud.BUCKET)
                            .prefix(prefix)
                            .delimiter(delimiter)
                            .maxKeys(pageSize)
                            .continuationToken(token)
                            .build(),
                    cloud.call());
            names.addAll(merged(page.contents(), page.commonPrefixes(), pageSize));
            token = page.nextContinuationToken();
            assertThat(page.isTruncated()).isEqualTo(token != null);
        } while (token != null);
        return names;
    }

    private static List<String> firstVersion(TestCloud cloud, String prefix, String delimiter, int pageSize) {
        List<String> names = new ArrayList<>();
        String marker = null;
        boolean more = true;
        while (more) {
            ListObjectsOutput page = cloud.s3.listObjects(
                    ListObjectsRequest.builder()
                            .bucket(TestCloud.BUCKET)
                            .prefix(prefix)
                            .delimiter(delimiter)
                            .maxKeys(pageSize)
                            .marker(marker)
                            .build(),
                    cloud.call());
            names.addAll(merged(page.contents(), page.commonPrefixes(), pageSize));
            more = Boolean.TRUE.equals(page.isTruncated());
            // Without a delimiter the caller goes on behind the last key.
            marker = page.nextMarker() != null
                    ? page.nextMarker()
                    : more ? page.contents().getLast().key() : null;
        }
        return names;
    }

    /** Keys and common prefixes, the latter marked, in the order in which they were found. */
    private static List<String> merged(List<S3Object> contents, List<CommonPrefix> prefixes, int pageSize) {
        assertThat(contents.size() + prefixes.size()).isLessThanOrEqualTo(pageSize);
        List<String> names = new ArrayList<>();
        contents.forEach(object -> names.add(object.key()));
        prefixes.forEach(prefix -> names.add(prefix.prefix() + "|"));
        names.sort(Comparator.comparing(name -> Bytes.ofUtf8(unmarked(name))));
        return names;
    }

    private static String unmarked(@Nullable String name) {
        return name == null ? "" : name.endsWith("|") ? name.substring(0, name.length() - 1) : name;
    }
}
