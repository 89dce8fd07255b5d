package cloudjar.services.s3;

import cloudjar.api.s3.ServerSideEncryption;
import cloudjar.api.s3.ServerSideEncryptionByDefault;
import cloudjar.api.s3.ServerSideEncryptionConfiguration;
import cloudjar.api.s3.ServerSideEncryptionRule;
import java.util.List;

/** The encryption that every object has, as AWS says of all objects since 2023. */
final class Encryption {
    static final String AES256 = ServerSideEncryption.AES256;

    /** What a bucket says whose owner has said nothing. */
    static final ServerSideEncryptionConfiguration USUAL = of(false);

    private Encryption() {}

    /** @param bucketKey which saves calls of KMS, and so changes nothing */
    static ServerSideEncryptionConfiguration of(boolean bucketKey) {
        ServerSideEncryptionRule rule = ServerSideEncryptionRule.builder()
                .applyServerSideEncryptionByDefault(ServerSideEncryptionByDefault.builder()
                        .sseAlgorithm(AES256)
                        .build())
                .bucketKeyEnabled(bucketKey)
                .build();
        return ServerSideEncryptionConfiguration.builder().rules(List.of(rule)).build();
    }
}
