package cloudjar.services.cloudwatch;

/**
 * A metric that got data.
 *
 * @param number under which its points are kept
 * @param latestMillis when it got data last
 * @param fine whether it has points of a second's resolution
 */
record StoredMetric(MetricKey key, long number, long latestMillis, boolean fine) {}
