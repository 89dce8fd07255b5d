package cloudjar.services.s3;

import cloudjar.api.s3.PublicAccessBlockConfiguration;

/** What of public access a bucket's owner has blocked. There are neither policies nor ACLs here that could grant any. */
record PublicAccess(boolean blockAcls, boolean ignoreAcls, boolean blockPolicy, boolean restrictBuckets) {
    /** A new bucket's. */
    static final PublicAccess BLOCKED = new PublicAccess(true, true, true, true);

    static PublicAccess of(PublicAccessBlockConfiguration configuration) {
        return new PublicAccess(
                Boolean.TRUE.equals(configuration.blockPublicAcls()),
                Boolean.TRUE.equals(configuration.ignorePublicAcls()),
                Boolean.TRUE.equals(configuration.blockPublicPolicy()),
                Boolean.TRUE.equals(configuration.restrictPublicBuckets()));
    }

    PublicAccessBlockConfiguration configuration() {
        return PublicAccessBlockConfiguration.builder()
                .blockPublicAcls(blockAcls)
                .ignorePublicAcls(ignoreAcls)
                .blockPublicPolicy(blockPolicy)
                .restrictPublicBuckets(restrictBuckets)
                .build();
    }
}
