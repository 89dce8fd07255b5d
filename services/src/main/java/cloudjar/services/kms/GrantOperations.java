package cloudjar.services.kms;

import cloudjar.api.kms.CreateGrantRequest;
import cloudjar.api.kms.CreateGrantResponse;
import cloudjar.api.kms.GrantConstraints;
import cloudjar.api.kms.GrantListEntry;
import cloudjar.api.kms.Grants;
import cloudjar.api.kms.ListGrantsRequest;
import cloudjar.api.kms.ListGrantsResponse;
import cloudjar.api.kms.ListRetirableGrantsRequest;
import cloudjar.api.kms.RetireGrantRequest;
import cloudjar.api.kms.RetireGrantResponse;
import cloudjar.api.kms.RevokeGrantRequest;
import cloudjar.api.kms.RevokeGrantResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.services.kms.KmsTables.PartKey;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What keys let others do, beside their policies. */
final class GrantOperations implements Grants {
    private static final int ID_HEX = 64;
    private static final int TOKEN_LENGTH = 120;

    /** Operations whose encryption context a constraint can speak of; others have none. */
    private static final Set<String> WITH_CONTEXT = Set.of(
            "Decrypt",
            "Encrypt",
            "GenerateDataKey",
            "GenerateDataKeyWithoutPlaintext",
            "GenerateDataKeyPair",
            "GenerateDataKeyPairWithoutPlaintext",
            "ReEncryptFrom",
            "ReEncryptTo",
            "CreateGrant",
            "DescribeKey",
            "RetireGrant");

    @Override
    public CreateGrantResponse createGrant(CreateGrantRequest in, Call call) {
        String id = call.world().ids().hex(ID_HEX);
        String token = call.world().ids().alphanumeric(TOKEN_LENGTH);
        checkPrincipal(in.granteePrincipal());
        if (in.retiringPrincipal() != null) {
            checkPrincipal(in.retiringPrincipal());
        }
        return call.write(tx -> {
            KmsKey key = KeyStates.usable(KeyLookup.findById(tx, call, in.keyId()));
            GrantConstraints constraints = in.constraints();
            Grant grant = new Grant(
                    id,
                    key.id(),
                    token,
                    in.name(),
                    in.granteePrincipal(),
                    in.retiringPrincipal(),
                    "arn:" + call.partition().id() + ":iam::" + call.account() + ":root",
                    in.operations(),
                    constraints == null || !constraints.hasEncryptionContextEquals()
                            ? null
                            : new Grant.Context(constraints.encryptionContextEquals()),
                    constraints == null || !constraints.hasEncryptionContextSubset()
                            ? null
                            : new Grant.Context(constraints.encryptionContextSubset()),
                    call.time());
            checkOperations(key, grant);
            checkConstraint(grant.equal());
            checkConstraint(grant.subset());
            KmsTables tables = KmsTables.of(key);
            Optional<Grant> same = in.name() == null
                    ? Optional.empty()
                    : tables.grants.rows(tx, Range.prefix(Key.of(key.id()))).values().stream()
                            .filter(grant::sameAs)
                            .findFirst();
            if (tables.grants.count(tx, Range.prefix(Key.of(key.id()))) >= KmsLimits.GRANTS.current()) {
                throw KmsErrors.limit(
                        "You have reached the maximum number of grants for this key: " + KmsLimits.GRANTS.current());
            }
            Keyring.stopDryRun(in.dryRun());
            if (same.isEmpty()) {
                tables.grants.put(tx, new PartKey(key.id(), id), grant);
            }
            return CreateGrantResponse.builder()
                    .grantId(same.map(Grant::id).orElse(id))
                    .grantToken(same.map(Grant::token).orElse(token))
                    .build();
        });
    }

    private static void checkPrincipal(String principal) {
        boolean arn = Arn.parse(principal)
                .filter(parsed ->
                        parsed.service().equals("iam") || parsed.service().equals("sts"))
                .isPresent();
        if (!arn && !principal.endsWith(".amazonaws.com")) {
            throw KmsErrors.badArn(principal);
        }
    }

    private static void checkConstraint(Grant.@Nullable Context asked) {
        if (asked == null) {
            return;
        }
        if (asked.pairs().size() > KmsLimits.CONSTRAINT_PAIRS.current()) {
            throw KmsErrors.validation("A grant constraint has at most " + KmsLimits.CONSTRAINT_PAIRS.current()
                    + " pairs of an encryption context.");
        }
        if (asked.pairs().values().stream().anyMatch(value -> value.length() > KmsLimits.CONSTRAINT_VALUE.current())) {
            throw KmsErrors.validation("A value in a grant constraint is longer than "
                    + KmsLimits.CONSTRAINT_VALUE.current() + " characters.");
        }
    }

    private static void checkOperations(KmsKey key, Grant grant) {
        String usage = key.usage();
        for (String operation : grant.operations()) {
            boolean fits =
                    switch (operation) {
                        case "Sign", "Verify" -> usage.equals(KeyKind.Usage.SIGN);
                        case "GenerateMac", "VerifyMac" -> usage.equals(KeyKind.Usage.MAC);
                        case "DeriveSharedSecret" -> usage.equals(KeyKind.Usage.AGREE);
                        case "GetPublicKey" -> !key.kind().isSecret();
                        case "Encrypt", "Decrypt", "ReEncryptFrom", "ReEncryptTo" ->
                            usage.equals(KeyKind.Usage.ENCRYPT);
                        case "CreateGrant", "RetireGrant", "DescribeKey" -> true;
                        default -> key.kind().isSymmetric();
                    };
            if (!fits) {
                throw KmsErrors.validation("Grant operation " + operation + " is not compatible with the KeyUsage "
                        + usage + " of " + key.arn() + ".");
            }
            boolean constrained = grant.equal() != null || grant.subset() != null;
            if (constrained && (!key.kind().isSymmetric() || !WITH_CONTEXT.contains(operation))) {
                throw KmsErrors.validation("Grant constraints are not valid for the operation " + operation + ".");
            }
        }
    }

    @Override
    public ListGrantsResponse listGrants(ListGrantsRequest in, Call call) {
        return call.read(snapshot -> {
            KmsKey key = KeyLookup.findById(snapshot, call, in.keyId());
            Page<Row<PartKey, Grant>> page = Paging.page(() -> KmsTables.of(key)
                    .grants
                    .page(
                            snapshot,
                            Range.prefix(Key.of(key.id())),
                            Paging.limit(in.limit(), Paging.FIFTY),
                            in.marker(),
                            "ListGrants" + in.grantId() + in.granteePrincipal(),
                            row -> wanted(row.value(), in.grantId(), in.granteePrincipal())));
            return ListGrantsResponse.builder()
                    .grants(page.items().stream()
                            .map(row -> entry(key.arn(), row.value()))
                            .toList())
                    .truncated(page.next().isPresent())
                    .nextMarker(page.next().orElse(null))
                    .build();
        });
    }

    private static boolean wanted(Grant grant, @Nullable String id, @Nullable String grantee) {
        return (id == null || grant.id().equals(id))
                && (grantee == null || grant.grantee().equals(grantee));
    }

    @Override
    public ListGrantsResponse listRetirableGrants(ListRetirableGrantsRequest in, Call call) {
        checkPrincipal(in.retiringPrincipal());
        return call.read(snapshot -> {
            Page<Row<PartKey, Grant>> page = Paging.page(() -> KmsTables.in(call.account(), call.region())
                    .byRetiring
                    .page(
                            snapshot,
                            Range.prefix(Key.of(in.retiringPrincipal())),
                            Paging.limit(in.limit(), Paging.FIFTY),
                            in.marker(),
                            "ListRetirableGrants"));
            return ListGrantsResponse.builder()
                    .grants(page.items().stream()
                            .map(row -> entry(
                                    call.arn("kms", "key/" + row.key().key()).toString(), row.value()))
                            .toList())
                    .truncated(page.next().isPresent())
                    .nextMarker(page.next().orElse(null))
                    .build();
        });
    }

    private static GrantListEntry entry(String keyArn, Grant grant) {
        Grant.Context equal = grant.equal();
        Grant.Context subset = grant.subset();
        return GrantListEntry.builder()
                .keyId(keyArn)
                .grantId(grant.id())
                .name(grant.name() == null ? "" : grant.name())
                .creationDate(grant.created())
                .granteePrincipal(grant.grantee())
                .retiringPrincipal(grant.retiring())
                .issuingAccount(grant.issuer())
                .operations(grant.operations())
                .constraints(
                        equal == null && subset == null
                                ? null
                                : GrantConstraints.builder()
                                        .encryptionContextEquals(equal == null ? null : equal.pairs())
                                        .encryptionContextSubset(subset == null ? null : subset.pairs())
                                        .build())
                .build();
    }

    @Override
    public RetireGrantResponse retireGrant(RetireGrantRequest in, Call call) {
        String token = in.grantToken();
        if (token == null && (in.keyId() == null || in.grantId() == null)) {
            throw KmsErrors.validation("Please specify either a grant token, or a key ARN and a grant ID.");
        }
        boolean unused = call.write(tx -> {
            KmsTables tables = KmsTables.in(call.account(), call.region());
            PartKey place = token == null
                    ? place(tx, call, in.keyId() == null ? "" : in.keyId(), in.grantId())
                    : tables.byToken
                            .get(tx, token)
                            .map(grant -> new PartKey(grant.key(), grant.id()))
                            .orElseThrow(KmsErrors::grantToken);
            Keyring.stopDryRun(in.dryRun());
            tables.grants.delete(tx, place);
            return true;
        });
        return RetireGrantResponse.of();
    }

    private static PartKey place(Snapshot snapshot, Call call, String keyId, @Nullable String grantId) {
        KmsKey key = KeyLookup.findById(snapshot, call, keyId);
        PartKey place = new PartKey(key.id(), grantId == null ? "" : grantId);
        if (!KmsTables.of(key).grants.contains(snapshot, place)) {
            throw KmsErrors.noGrant(place.id());
        }
        return place;
    }

    @Override
    public RevokeGrantResponse revokeGrant(RevokeGrantRequest in, Call call) {
        boolean unused = call.write(tx -> {
            PartKey place = place(tx, call, in.keyId(), in.grantId());
            Keyring.stopDryRun(in.dryRun());
            KmsTables.of(KeyLookup.findById(tx, call, in.keyId())).grants.delete(tx, place);
            return true;
        });
        return RevokeGrantResponse.of();
    }
}
