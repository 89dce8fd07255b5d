package cloudjar.kernel.tenancy;

import java.util.Optional;

/**
 * An Amazon Resource Name: {@code arn:partition:service:region:account:resource}.
 *
 * @param region empty for resources of no region
 * @param account empty for resources of no account
 * @param resource everything behind the fifth colon
 */
public record Arn(String partition, String service, String region, String account, String resource) {
    /** Reads an ARN; empty where the text has not its six parts. */
    public static Optional<Arn> parse(String text) {
        String[] parts = text.split(":", 6);
        if (parts.length < 6 || !parts[0].equals("arn") || parts[1].isEmpty() || parts[2].isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]));
    }

    /** The ARN of a resource of this account and region. */
    public static Arn of(String service, String region, String account, String resource) {
        return new Arn(Partition.of(region).id(), service, region, account, resource);
    }

    /** The part of the resource behind its last slash or colon: most often its name. */
    public String name() {
        int cut = Math.max(resource.lastIndexOf('/'), resource.lastIndexOf(':'));
        return resource.substring(cut + 1);
    }

    @Override
    public String toString() {
        return "arn:" + partition + ":" + service + ":" + region + ":" + account + ":" + resource;
    }
}
