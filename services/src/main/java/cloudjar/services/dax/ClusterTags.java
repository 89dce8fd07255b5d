package cloudjar.services.dax;

import cloudjar.api.dax.Tag;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.tenancy.Arn;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Tags of clusters. */
final class ClusterTags {
    private static final String PREFIX = "cache/";

    private ClusterTags() {}

    /** The tags with these added, in place of those with the same keys. */
    static Map<String, String> added(Map<String, String> tags, List<Tag> more) {
        Map<String, String> all = new TreeMap<>(tags);
        for (Tag tag : more) {
            if (tag.key() == null || tag.key().isEmpty()) {
                throw DaxErrors.invalid("A tag needs a key.");
            }
            all.put(tag.key(), tag.value() == null ? "" : tag.value());
        }
        if (all.size() > DaxLimits.TAGS.current()) {
            throw DaxErrors.tags();
        }
        return all;
    }

    /** The tags without those of these keys. */
    static Map<String, String> without(Map<String, String> tags, List<String> keys) {
        Map<String, String> left = new TreeMap<>(tags);
        for (String key : keys) {
            if (left.remove(key) == null) {
                throw DaxErrors.noTag();
            }
        }
        return left;
    }

    static List<Tag> shown(Map<String, String> tags) {
        return new TreeMap<>(tags)
                .entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList();
    }

    static List<Tag> of(String resource, Call call) {
        String name = cluster(resource, call);
        return call.read(snapshot -> shown(DaxTables.CLUSTERS
                .in(call.scope())
                .get(snapshot, name)
                .orElseThrow(() -> DaxErrors.noCluster(name))
                .tags()));
    }

    static List<Tag> change(String resource, Call call, UnaryOperator<Map<String, String>> change) {
        String name = cluster(resource, call);
        return call.write(tx -> {
            DaxCluster cluster =
                    DaxTables.CLUSTERS.in(call.scope()).get(tx, name).orElseThrow(() -> DaxErrors.noCluster(name));
            DaxCluster changed = cluster.tagged(change.apply(cluster.tags()));
            DaxTables.CLUSTERS.in(call.scope()).put(tx, name, changed);
            return shown(changed.tags());
        });
    }

    /** The cluster that is named, by its ARN or its name. */
    private static String cluster(String resource, Call call) {
        if (!resource.startsWith("arn:")) {
            return Names.fold(resource);
        }
        Arn arn = Arn.parse(resource).orElseThrow(() -> DaxErrors.badArn(resource));
        if (!arn.service().equals("dax") || !arn.resource().startsWith(PREFIX)) {
            throw DaxErrors.badArn(resource);
        }
        if (!arn.account().equals(call.account()) || !arn.region().equals(call.region())) {
            throw DaxErrors.noCluster(arn.resource().substring(PREFIX.length()));
        }
        return Names.fold(arn.resource().substring(PREFIX.length()));
    }
}
