package cloudjar.gateway.authorize;

import cloudjar.kernel.call.access.Need;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The actions that one principal was seen to need, with their resources. Of many resources of one action, those that begin alike
 * are joined by a wildcard, in a way that does not depend on their order. Thread-safe, and bounded.
 */
public final class ObservedNeeds {
    /** How many resources are told one by one, of those that begin alike. */
    static final int RESOURCES_MAX = 20;

    /** How many beginnings are told apart. */
    static final int BEGINNINGS_MAX = 50;

    private static final int ACTIONS_MAX = 1_000;

    private final Map<String, Resources> actions = new ConcurrentHashMap<>();

    void note(Need need) {
        Resources known = actions.get(need.action().text());
        if (known == null) {
            if (actions.size() >= ACTIONS_MAX) {
                return;
            }
            known = actions.computeIfAbsent(need.action().text(), _ -> new Resources());
        }
        known.note(need.resource().text());
    }

    /** The resources of each action, in the order of their names. */
    public Map<String, List<String>> byAction() {
        Map<String, List<String>> sorted = new TreeMap<>();
        actions.forEach((action, resources) -> sorted.put(action, resources.patterns()));
        return sorted;
    }

    /** The resources of one action, by what stands before the first slash of an ARN's resource. */
    private static final class Resources {
        private static final String ANY = "*";

        private final Map<String, Alike> beginnings = new ConcurrentHashMap<>();
        private volatile boolean any;

        /** Most callers need the same again and again. */
        private volatile String last = "";

        void note(String resource) {
            if (any || resource.equals(last)) {
                return;
            }
            last = resource;
            String beginning = beginning(resource);
            Alike known = beginnings.get(beginning);
            if (known == null) {
                if (beginnings.size() >= BEGINNINGS_MAX || resource.equals(ANY)) {
                    any = true;
                    return;
                }
                known = beginnings.computeIfAbsent(beginning, Alike::new);
            }
            known.note(resource);
        }

        List<String> patterns() {
            if (any) {
                return List.of(ANY);
            }
            Set<String> sorted = new TreeSet<>();
            beginnings.values().forEach(alike -> alike.addTo(sorted));
            return List.copyOf(sorted);
        }

        private static String beginning(String resource) {
            int slash = resource.indexOf('/');
            return slash < 0 ? resource.substring(0, resource.lastIndexOf(':') + 1) : resource.substring(0, slash + 1);
        }
    }

    /** Resources that begin alike. */
    private static final class Alike {
        private final String beginning;
        private final Set<String> resources = ConcurrentHashMap.newKeySet();
        private volatile boolean many;

        Alike(String beginning) {
            this.beginning = beginning;
        }

        void note(String resource) {
            if (many || resources.contains(resource)) {
                return;
            }
            resources.add(resource);
            if (resources.size() > RESOURCES_MAX) {
                many = true;
                resources.clear();
            }
        }

        void addTo(Set<String> patterns) {
            if (many) {
                patterns.add(beginning + "*");
            } else {
                patterns.addAll(resources);
            }
        }
    }
}
