package cloudjar.services.ssm;

import cloudjar.api.ssm.Parameter;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What AWS itself publishes below {@code /aws/service}: regions and services, and the newest images of Amazon Linux. The files name
 * their sources. Thread-safe; read when first asked for.
 */
final class PublicParameters {
    static final String PREFIX = "/aws/service/";

    private static final String INFRASTRUCTURE = PREFIX + "global-infrastructure/";
    private static final String IMAGES = PREFIX + "ami-amazon-linux-latest/";

    /** When the regions and services were noted. */
    private static final Instant NOTED = Instant.parse("2025-12-01T00:00:00Z");

    private final Map<String, NavigableMap<String, Parameter>> regions = new ConcurrentHashMap<>();

    /** A parameter; null where AWS publishes none of this name. */
    @Nullable
    Parameter find(String name, String region) {
        return all(region).get(name);
    }

    /** The parameters below a path that ends with a slash, in the order of their names. */
    List<Parameter> below(String path, String region) {
        return List.copyOf(all(region)
                .subMap(path, true, path + Character.MAX_VALUE, false)
                .values());
    }

    private NavigableMap<String, Parameter> all(String region) {
        return regions.computeIfAbsent(region, PublicParameters::read);
    }

    private static NavigableMap<String, Parameter> read(String region) {
        NavigableMap<String, Parameter> all = new TreeMap<>();
        for (String line : DataFile.lines("infrastructure.txt")) {
            String[] words = line.split(" ", 5);
            if (words[0].equals("region")) {
                String of = INFRASTRUCTURE + "regions/" + words[1];
                put(all, region, of, words[1]);
                put(all, region, of + "/partition", words[2]);
                put(all, region, of + "/domain", words[3]);
                put(all, region, of + "/longName", words[4]);
            } else {
                List<String> service = Arrays.asList(line.split(" ", -1));
                String id = service.get(1);
                put(all, region, INFRASTRUCTURE + "services/" + id, id);
                for (String where : service.subList(2, service.size())) {
                    put(all, region, INFRASTRUCTURE + "services/" + id + "/regions/" + where, where);
                    put(all, region, INFRASTRUCTURE + "regions/" + where + "/services/" + id, id);
                }
            }
        }
        for (String line : DataFile.lines("images.txt")) {
            String[] words = line.split(" ", -1);
            if (words[0].equals(region)) {
                put(
                        all,
                        region,
                        IMAGES + words[1],
                        words[2],
                        Long.parseLong(words[3]),
                        Instant.ofEpochSecond(Long.parseLong(words[4])));
            }
        }
        return all;
    }

    private static void put(Map<String, Parameter> into, String region, String name, String value) {
        put(into, region, name, value, 1, NOTED);
    }

    private static void put(
            Map<String, Parameter> into, String region, String name, String value, long version, Instant modified) {
        into.put(
                name,
                Parameter.builder()
                        .name(name)
                        .arn(StoredParameter.arn("", region, name))
                        .type("String")
                        .dataType("text")
                        .value(value)
                        .version(version)
                        .lastModifiedDate(modified)
                        .build());
    }
}
