package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.SSEDescription;
import cloudjar.api.dynamodb.SSESpecification;
import cloudjar.api.dynamodb.TableDescription;
import cloudjar.api.kms.DescribeKeyRequest;
import cloudjar.api.kms.Kms;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The key of KMS that AWS keeps for an account's tables; it is made when it is first asked for. */
record TableKey(Cloud cloud) {
    private static final String ALIAS = "alias/aws/dynamodb";

    /** The ARN of the key for who wants encryption and names no key; null for all others. */
    @Nullable
    String wanted(@Nullable SSESpecification specification, Call call) {
        if (specification == null
                || !Boolean.TRUE.equals(specification.enabled())
                || specification.kmsMasterKeyId() != null) {
            return null;
        }
        DescribeKeyRequest request = DescribeKeyRequest.builder().keyId(ALIAS).build();
        return Objects.requireNonNull(cloud.client(Kms.API)
                        .describeKey(request, call.via("dynamodb"))
                        .keyMetadata())
                .arn();
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
