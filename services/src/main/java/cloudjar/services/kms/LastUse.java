package cloudjar.services.kms;

import java.time.Instant;

/**
 * The last time that a key was used for an operation.
 *
 * @param request the id of the call
 */
record LastUse(Instant time, String request) {}
