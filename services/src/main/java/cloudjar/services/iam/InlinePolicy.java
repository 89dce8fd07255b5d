package cloudjar.services.iam;

/**
 * A policy that belongs to one identity.
 *
 * @param name unique for the identity
 */
record InlinePolicy(String name, String document) {}
