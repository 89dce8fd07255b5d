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
import cloudjar.api.kms.ReEncryptRequest;
import cloudjar.api.kms.RetireGrantRequest;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.services.DataKeys;
import cloudjar.services.DataKeys.DataKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
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

    /**
     * Makes a key of a table's owner ready for a table that has none yet.
     *
     * @param call to the table's region
     */
    KeyClaim claim(String key, String table, Call call) {
        Bytes id = Bytes.wrap(call.world().ids().bytes(TableSeal.ID));
        KeyUse use = granted(key, table, call);
        try {
            DataKey made = new DataKeys(cloud, refusal -> KeyErrors.refused(refusal, call))
                    .make(key, context(table, call.account()), call.via("dynamodb"));
            Seals.keep(call, id, made.plaintext());
            return new KeyClaim(use, new TableSeal(id, key, call.account(), table, made.encrypted()));
        } catch (ApiException e) {
            retire(use, call);
            throw e;
        }
    }

    /** Makes another key ready for a table that is sealed: its data key stays, and is encrypted with the other key. */
    KeyClaim moved(TableSeal seal, String key, Call call) {
        Map<String, String> context = context(seal.table(), seal.account());
        KeyUse use = granted(key, seal.table(), call);
        try {
            Bytes dataKey = Objects.requireNonNull(cloud.client(Kms.API)
                    .reEncrypt(
                            ReEncryptRequest.builder()
                                    .ciphertextBlob(seal.dataKey())
                                    .sourceEncryptionContext(context)
                                    .destinationKeyId(key)
                                    .destinationEncryptionContext(context)
                                    .build(),
                            call.via("dynamodb"))
                    .ciphertextBlob());
            return new KeyClaim(use, new TableSeal(seal.id(), key, seal.account(), seal.table(), dataKey));
        } catch (ApiException e) {
            retire(use, call);
            throw KeyErrors.refused(e, call);
        }
    }

    /** Gives claims back where what they were made for fails. */
    <T> T orRetired(List<KeyClaim> claims, Call call, Supplier<T> work) {
        try {
            return work.get();
        } catch (ApiException e) {
            claims.forEach(claim -> retire(claim.use(), call));
            throw e;
        }
    }

    /** The id of the data key of a claim; null where there is none. */
    static @Nullable Bytes seal(@Nullable KeyClaim claim) {
        return claim == null ? null : claim.seal().id();
    }

    /** Whether a table is to have a key of its owner. */
    static boolean isOwn(@Nullable SSESpecification specification) {
        return specification != null
                && Boolean.TRUE.equals(specification.enabled())
                && specification.kmsMasterKeyId() != null;
    }

    /**
     * Has KMS open a table's data key: for the caller, or by the table's grant for DynamoDB itself.
     *
     * @throws ApiException {@code AccessDeniedException}, with what KMS says
     */
    void open(Bytes sealId, Call call) {
        TableSeal seal = call.read(
                        snapshot -> DynamoDbTables.SEALS.in(Scope.GLOBAL).get(snapshot, sealId))
                .orElseThrow(() -> new IllegalStateException("a table's data key is gone"));
        String region = Arn.parse(seal.key()).map(Arn::region).orElseThrow();
        Call asked = call.principal() instanceof Principal.Service
                ? call.in(seal.account(), region).as(new Principal.Service(principal(region)))
                : call.in(call.account(), region).via("dynamodb");
        Bytes dataKey = new DataKeys(cloud, refusal -> KeyErrors.notOpened(refusal, call))
                .open(seal.dataKey(), context(seal.table(), seal.account()), asked);
        Seals.keep(call, sealId, dataKey);
    }

    /** Lets DynamoDB use the key of a table's owner, on the caller's behalf. */
    private KeyUse granted(String key, String table, Call call) {
        CreateGrantRequest request = CreateGrantRequest.builder()
                .keyId(key)
                .granteePrincipal(principal(call.region()))
                .retiringPrincipal(principal(call.region()))
                .operations(GRANTED)
                .constraints(GrantConstraints.builder()
                        .encryptionContextSubset(context(table, call.account()))
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

    private static Map<String, String> context(String table, String account) {
        return Map.of("aws:dynamodb:tableName", table, "aws:dynamodb:subscriberId", account);
    }

    /** Gives back what was granted. */
    void retire(KeyUse use, Call call) {
        RetireGrantRequest request = RetireGrantRequest.builder()
                .keyId(use.key())
                .grantId(use.grant())
                .build();
        try {
            cloud.client(Kms.API).retireGrant(request, own(use.key(), call));
        } catch (ApiException e) {
            // The key or its grant is gone already: there is nothing to give back.
            return;
        }
    }

    /** Whether DynamoDB can use a key now. */
    boolean isAccessible(KeyUse use, Call call) {
        try {
            KeyMetadata key = described(use.key(), own(use.key(), call));
            return KeyState.ENABLED.equals(key.keyState());
        } catch (ApiException e) {
            // Not there any more, or not for DynamoDB: inaccessible all the same.
            return false;
        }
    }

    /** DynamoDB's own call in the region of a key. */
    private static Call own(String key, Call call) {
        String region = Arn.parse(key).map(Arn::region).orElse(call.region());
        return call.in(call.account(), region).as(new Principal.Service(principal(region)));
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
