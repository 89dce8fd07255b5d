package cloudjar.services.iam;

/**
 * The account as an issuer of tokens for services outside of AWS.
 *
 * @param url the same as long as the account has it enabled or not
 */
record OutboundIssuer(String url, boolean enabled) {}
