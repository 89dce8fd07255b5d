package cloudjar.services.dynamodb;

/**
 * A policy on a table or a stream.
 *
 * @param policy as it was put
 * @param revisionId changes with every change
 */
record ResourcePolicy(String policy, String revisionId) {}
