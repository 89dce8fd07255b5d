package cloudjar.services.ssm;

/**
 * A policy of a resource.
 *
 * @param hash by which a caller shows that it knows the policy as it is
 */
record StoredPolicy(String id, String hash, String document) {}
