package cloudjar.services.dynamodb;

import java.time.Instant;

/**
 * A token under which a transaction was carried out.
 *
 * @param request tells that request from others
 * @param until when the token is forgotten
 */
record TransactionToken(String request, Instant until) {}
