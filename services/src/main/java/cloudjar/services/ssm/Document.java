package cloudjar.services.ssm;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A document without its versions.
 *
 * @param type such as Command
 * @param latest the number of its newest version
 * @param shares the accounts that may use it, {@code all} for everybody, each with the version it may use
 */
record Document(
        String name,
        String owner,
        String type,
        @Nullable String targetType,
        Instant created,
        long latest,
        long standing,
        SortedMap<String, String> shares,
        Map<String, String> tags) {
    Document {
        shares = Collections.unmodifiableSortedMap(new TreeMap<>(shares));
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    Document tagged(Map<String, String> changed) {
        return new Document(name, owner, type, targetType, created, latest, standing, shares, changed);
    }

    Document at(long newest, @Nullable String target) {
        return new Document(name, owner, type, target, created, newest, standing, shares, tags);
    }

    Document standingAt(long version) {
        return new Document(name, owner, type, targetType, created, latest, version, shares, tags);
    }

    Document shared(SortedMap<String, String> changed) {
        return new Document(name, owner, type, targetType, created, latest, standing, changed, tags);
    }
}
