package cloudjar.services.iam;

import java.time.Instant;

/**
 * A report on accesses that was asked for.
 *
 * @param arn of the user, group, role or policy that it is about
 * @param byAction whether it tells of single actions
 */
record AccessJob(String arn, boolean byAction, Instant created) {}
