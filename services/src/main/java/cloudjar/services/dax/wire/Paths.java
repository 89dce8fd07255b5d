package cloudjar.services.dax.wire;

import cloudjar.api.dynamodb.AttributeValue;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a request wants of items: clients put an answer together by the places of its paths, so we take the values out of whole
 * attributes.
 *
 * @param paths each of names, and places in lists
 */
public record Paths(List<List<Object>> paths) {
    public Paths {
        paths = List.copyOf(paths);
    }

    /** The projection that fetches the attributes which the paths begin with. */
    public String heads(ExpressionText text) {
        TreeSet<String> heads = new TreeSet<>();
        paths.forEach(path -> heads.add((String) path.getFirst()));
        return String.join(", ", heads.stream().map(text::name).toList());
    }

    /** The values at the paths, each by the place of its path; of paths that lead nowhere none. */
    public CborWriter write(CborWriter out, Map<String, AttributeValue> item) {
        out.map();
        for (int i = 0; i < paths.size(); i++) {
            AttributeValue value = at(item, paths.get(i));
            if (value != null) {
                Values.write(out.integer(i), value);
            }
        }
        return out.end();
    }

    private static @Nullable AttributeValue at(Map<String, AttributeValue> item, List<Object> path) {
        AttributeValue value = item.get((String) path.getFirst());
        for (Object element : path.subList(1, path.size())) {
            if (value == null) {
                return null;
            }
            value = element instanceof Integer place
                    ? place < value.l().size() && place >= 0 ? value.l().get(place) : null
                    : value.m().get((String) element);
        }
        return value;
    }
}
