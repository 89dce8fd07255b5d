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
    private static final String PREFIX = "arn:";

    /** Reads an ARN; empty where the text has not its six parts. */
    public static Optional<Arn> parse(String text) {
        int partition = text.startsWith(PREFIX) ? text.indexOf(':', PREFIX.length()) : -1;
        int service = next(text, partition);
        int region = next(text, service);
        int account = next(text, region);
        if (account < 0 || partition == PREFIX.length() || service == partition + 1) {
            return Optional.empty();
        }
        return Optional.of(new Arn(
                text.substring(PREFIX.length(), partition),
                text.substring(partition + 1, service),
                text.substring(service + 1, region),
                text.substring(region + 1, account),
                text.substring(account + 1)));
    }

    /** Where the part ends that begins behind this colon; negative where either is missing. */
    private static int next(String text, int colon) {
        return colon < 0 ? -1 : text.indexOf(':', colon + 1);
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
