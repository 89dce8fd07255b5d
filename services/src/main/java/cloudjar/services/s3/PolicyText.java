package cloudjar.services.s3;

/** A bucket's policy, in the very words in which it was given. */
record PolicyText(String json) {}
