package cloudjar.services.dynamodb;

import java.time.Instant;

/**
 * Whether keys of a table or an index that are used often are to be shown.
 *
 * @param mode {@code ACCESSED_AND_THROTTLED_KEYS} or {@code THROTTLED_KEYS}
 * @param updated when it was switched
 */
record Insight(boolean enabled, String mode, Instant updated) {
    /**
     * What it is about.
     *
     * @param index empty for the table itself
     */
    record Key(String tableId, String index) {}
}
