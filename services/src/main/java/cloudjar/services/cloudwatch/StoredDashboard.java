package cloudjar.services.cloudwatch;

import java.time.Instant;

/** A dashboard. */
record StoredDashboard(String name, String body, Instant modified) {}
