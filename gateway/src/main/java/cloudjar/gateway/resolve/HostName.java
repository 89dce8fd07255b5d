package cloudjar.gateway.resolve;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a host name says.
 *
 * @param services that it may mean; empty where it names none
 * @param region that it names; null where it names none
 * @param prefix the labels before the service's, joined by dots: a bucket, an account, an API's id; empty where there are
 *     none. Where no service is named, all labels before the known suffix
 */
record HostName(
        Kind kind, List<KnownService> services, @Nullable String region, String prefix) {
    /** The kinds of host name. */
    enum Kind {
        /** Says nothing, such as {@code localhost} or an IP address. */
        PLAIN,
        /** Labels of no service before a known suffix, such as {@code bucket.localhost}. */
        FOREIGN,
        /** Names a service. */
        SERVICE,
        /** A bucket's website. */
        WEBSITE,
        /** A user's API. */
        EXECUTE_API,
        /** A user's function. */
        FUNCTION_URL
    }

    /** The host name that says nothing. */
    static final HostName UNSAID = new HostName(Kind.PLAIN, List.of(), null, "");
}
