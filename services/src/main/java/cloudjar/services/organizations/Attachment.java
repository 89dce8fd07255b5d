package cloudjar.services.organizations;

/** A policy that is attached to a root, unit or account. */
record Attachment(String targetId, String policyId, ControlType type) {}
