package cloudjar.services.cloudtrail;

import java.time.Instant;

/**
 * A file of events that a digest is to name.
 *
 * @param hash SHA-256 of its content before it is compressed, in hexadecimal
 */
record LogFile(String bucket, String key, String hash, Instant oldest, Instant newest) {}
