package cloudjar.services.organizations;

import java.time.Instant;

/**
 * What the organization lets a service do: work in its accounts, or be administered from one of them.
 *
 * @param accountId the administrator; empty where the service as such is trusted
 */
record Delegation(String accountId, String service, Instant enabled) {}
