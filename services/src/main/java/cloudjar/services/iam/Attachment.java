package cloudjar.services.iam;

/** That a managed policy is attached to an identity. */
record Attachment(String identityId, String policyArn) {}
