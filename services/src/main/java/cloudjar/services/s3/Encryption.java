package cloudjar.services.s3;

import cloudjar.api.s3.ServerSideEncryption;
import cloudjar.api.s3.ServerSideEncryptionByDefault;
import cloudjar.api.s3.ServerSideEncryptionConfiguration;
import cloudjar.api.s3.ServerSideEncryptionRule;
import java.util.List;

/** How objects are encrypted where nobody says how, as AWS does it with all objects since 2023. */
final class Encryption {
    static final String AES256 = ServerSideEncryption.AES256;
    static final String KMS = ServerSideEncryption.AWS_KMS;

    /** What a bucket says whose owner has said nothing. */
    static final ServerSideEncryptionConfiguration USUAL = of(false);

    private Encryption() {}

    /** @param bucketKey which saves calls of KMS, and so changes nothing where it is not asked */
    private static ServerSideEncryptionConfiguration of(boolean bucketKey) {
        return of(ServerSideEncryptionByDefault.builder().sseAlgorithm(AES256).build(), bucketKey);
    }

    /** What a bucket says whose owner has chosen. */
    static ServerSideEncryptionConfiguration of(ServerSideEncryptionByDefault chosen, boolean bucketKey) {
        ServerSideEncryptionRule rule = ServerSideEncryptionRule.builder()
                .applyServerSideEncryptionByDefault(chosen)
                .bucketKeyEnabled(bucketKey)
                .build();
        return ServerSideEncryptionConfiguration.builder().rules(List.of(rule)).build();
    }
}
