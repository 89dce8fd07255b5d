package cloudjar.services.iam;

import cloudjar.kernel.shape.Catalog;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The services that policies can speak of, by the names that stand before the colon of an action. */
final class Namespaces {
    /** Whose names in policies are not those in credential scopes: from the service authorization reference. */
    private static final Map<String, String> OTHER = Map.of("monitoring", "cloudwatch", "tagging", "tag");

    /** Their full names. */
    private static final Map<String, String> TITLES = titles();

    private Namespaces() {}

    /** Full names by short ones, in the order of these. */
    static Map<String, String> all() {
        return TITLES;
    }

    /** The name in policies of a service that credential scopes name so. */
    static String of(String signingName) {
        return OTHER.getOrDefault(signingName, signingName);
    }

    private static Map<String, String> titles() {
        Map<String, String> titles = new TreeMap<>();
        Catalog.open()
                .services()
                .forEach(service -> titles.putIfAbsent(
                        of(service.facts().signingName()), service.facts().title()));
        return Collections.unmodifiableMap(titles);
    }
}
