package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.SSEDescription;
import cloudjar.api.dynamodb.SSESpecification;
import cloudjar.api.dynamodb.TableDescription;
import cloudjar.api.kms.CreateGrantRequest;
import cloudjar.api.kms.DescribeKeyRequest;
import cloudjar.api.kms.GrantConstraints;
import cloudjar.api.kms.KeyMetadata;
import cloudjar.api.kms.KeySpec;
import cloudjar.api.kms.KeyState;
import cloudjar.api.kms.Kms;
import cloudjar.api.kms.RetireGrantRequest;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.tenancy.Principal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The keys of KMS that tables are encrypted with: the one that AWS keeps for an account's tables, made when it is first asked
 * for, or one of the table's owner, which DynamoDB uses by a grant.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.howitworks.html">How encryption at
 *     rest works</a>
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/services-dynamodb.html">How DynamoDB uses KMS</a>
 */
record TableKey(Cloud cloud) {
    private static final String ALIAS = "alias/aws/dynamodb";

    /** What DynamoDB is granted, by the page of KMS. */
    private static final List<String> GRANTED = List.of(
            "Encrypt", "Decrypt", "ReEncryptFrom", "ReEncryptTo", "GenerateDataKey", "DescribeKey", "RetireGrant");

    /**
     * The ARN of the key for who wants encryption; null for all others. A key of one's own must be there, enabled and symmetric.
     *
     * @throws ApiException {@code ValidationException}, with what KMS says
     */
    @Nullable
    String wanted(@Nullable SSESpecification specification, Call call) {
        if (specification == null || !Boolean.TRUE.equals(specification.enabled())) {
            return null;
        }
        String named = specification.kmsMasterKeyId();
        if (named == null) {
            return described(ALIAS, call.via("dynamodb")).arn();
        }
        KeyMetadata key;
        try {
            key = described(named, call.via("dynamodb"));
        } catch (ApiException e) {
            throw KeyErrors.refused(e, call);
        }
        if (!KeyState.ENABLED.equals(key.keyState())) {
            throw KeyErrors.unusable(key, call);
        }
        if (!KeySpec.SYMMETRIC_DEFAULT.equals(key.keySpec())) {
            throw KeyErrors.asymmetric(key, call);
        }
        return key.arn();
    }

    /** Lets DynamoDB use the key of a table's owner, on the caller's behalf. */
    KeyUse granted(String key, String table, Call call) {
        CreateGrantRequest request = CreateGrantRequest.builder()
                .keyId(key)
                .granteePrincipal(principal(call.region()))
                .retiringPrincipal(principal(call.region()))
                .operations(GRANTED)
                .constraints(GrantConstraints.builder()
                        .encryptionContextSubset(context(table, call))
                        .build())
                .build();
        try {
            String grant = cloud.client(Kms.API)
                    .createGrant(request, call.via("dynamodb"))
                    .grantId();
            return new KeyUse(key, Objects.requireNonNull(grant));
        } catch (ApiException e) {
            throw KeyErrors.refused(e, call);
        }
    }

    private static Map<String, String> context(String table, Call call) {
        return Map.of("aws:dynamodb:tableName", table, "aws:dynamodb:subscriberId", call.account());
    }

    /** Gives back what was granted. */
    void retire(KeyUse use, Call call) {
        RetireGrantRequest request = RetireGrantRequest.builder()
                .keyId(use.key())
                .grantId(use.grant())
                .build();
        try {
            cloud.client(Kms.API).retireGrant(request, call.as(new Principal.Service(principal(call.region()))));
        } catch (ApiException e) {
            // The key or its grant is gone already: there is nothing to give back.
            return;
        }
    }

    /** Whether DynamoDB can use a key now. */
    boolean isAccessible(KeyUse use, Call call) {
        try {
            KeyMetadata key = described(use.key(), call.as(new Principal.Service(principal(call.region()))));
            return KeyState.ENABLED.equals(key.keyState());
        } catch (ApiException e) {
            // Not there any more, or not for DynamoDB: inaccessible all the same.
            return false;
        }
    }

    private KeyMetadata described(String key, Call call) {
        DescribeKeyRequest request = DescribeKeyRequest.builder().keyId(key).build();
        return Objects.requireNonNull(
                cloud.client(Kms.API).describeKey(request, call).keyMetadata());
    }

    private static String principal(String region) {
        return "dynamodb." + region + ".amazonaws.com";
    }

    /** A table's description, encrypted with the key that is wanted. */
    static TableDescription with(@Nullable String key, TableDescription table) {
        SSEDescription encryption = table.sseDescription();
        if (key == null || encryption == null) {
            return table;
        }
        return table.toBuilder()
                .sseDescription(encryption.toBuilder().kmsMasterKeyArn(key).build())
                .build();
    }
}
