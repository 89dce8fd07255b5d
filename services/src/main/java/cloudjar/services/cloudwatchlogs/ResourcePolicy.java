package cloudjar.services.cloudwatchlogs;

import java.time.Instant;

/** A policy of the account that lets services write events. */
record ResourcePolicy(String name, String document, Instant updated) {}
