package cloudjar.services.iam;

/** That a user is in a group. */
record Membership(String userId, String groupId) {}
