package cloudjar.services.cloudtrail;

import org.jspecify.annotations.Nullable;

/**
 * Who made a call, and from where.
 *
 * @param username null where the caller has none
 * @param accessKeyId null where nobody signed
 * @param arn null for services and for those who did not sign
 * @param identity the element {@code userIdentity} as JSON
 * @param source an address, or the name of a service
 * @param agent the program that called, as it named itself
 * @param host by which it reached us; null for calls between services
 */
record EventCaller(
        @Nullable String username,
        @Nullable String accessKeyId,
        @Nullable String arn,
        String identity,
        String source,
        String agent,
        @Nullable String host) {
    /** The same, as another account is told of it. */
    EventCaller toldAs(String told) {
        return new EventCaller(username, accessKeyId, arn, told, source, agent, host);
    }
}
