package cloudjar.services.lambda;

import java.time.Instant;

/** How many sandboxes are kept ready for a version or an alias. */
record Provisioned(int requested, Instant changed) {}
