package cloudjar.services.sso;

/** A user or group to whom an application is assigned. */
record ApplicationUser(String instanceArn, String applicationArn, String principalType, String principalId) {}
