package cloudjar.services.iam;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which roles services make for themselves, read from {@code service-linked-roles.tsv}. */
final class ServiceRoles {
    private static final String RESOURCE = "service-linked-roles.tsv";

    /** By the services' names. */
    private static final Map<String, ServiceRole> ALL = read();

    /**
     * The role of a service.
     *
     * @param policies below {@code arn:aws:iam::aws:policy/}
     * @param takesSuffix whether there can be several, told apart by a suffix
     */
    record ServiceRole(String service, String name, List<String> policies, boolean takesSuffix) {
        /** Who may assume it: the service. */
        String trust() {
            return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\""
                    + service + "\"},\"Action\":\"sts:AssumeRole\"}]}";
        }
    }

    private ServiceRoles() {}

    static Optional<ServiceRole> of(String service) {
        return Optional.ofNullable(ALL.get(service));
    }

    private static Map<String, ServiceRole> read() {
        Map<String, ServiceRole> roles = new HashMap<>();
        try (InputStream in = ServiceRoles.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + RESOURCE);
            }
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(parts -> new ServiceRole(parts[0], parts[1], List.of(parts[2].split(" ")), parts.length > 3))
                    .forEach(role -> roles.put(role.service(), role));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(roles);
    }
}
