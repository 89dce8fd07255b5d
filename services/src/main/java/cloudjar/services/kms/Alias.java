package cloudjar.services.kms;

import java.time.Instant;

/** Another name of a key. */
record Alias(String name, String target, Instant created, Instant updated) {
    static final String PREFIX = "alias/";
    static final String RESERVED = "alias/aws/";
}
