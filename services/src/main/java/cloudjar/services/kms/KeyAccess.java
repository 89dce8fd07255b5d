package cloudjar.services.kms;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.Need;
import cloudjar.kernel.call.access.ResourcePolicies;
import cloudjar.kernel.call.access.ResourceSide;
import cloudjar.kernel.call.access.ResourceTags;
import cloudjar.kernel.policy.CompiledPolicies;
import cloudjar.kernel.policy.KeySource;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicyLayer;
import cloudjar.kernel.policy.ResourceGrant;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What keys say to who wants to use them: by their policies, without which no policy of an identity counts, and by grants.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/policy-evaluation.html">Determining access</a>
 */
final class KeyAccess implements ResourcePolicies {
    private static final String KEY = "key/";

    /** Actions that are spelt like no operation of a grant but stand for one. */
    private static final Map<String, String> GRANTED = Map.ofEntries(
            Map.entry("decrypt", "Decrypt"),
            Map.entry("encrypt", "Encrypt"),
            Map.entry("generatedatakey", "GenerateDataKey"),
            Map.entry("generatedatakeywithoutplaintext", "GenerateDataKeyWithoutPlaintext"),
            Map.entry("generatedatakeypair", "GenerateDataKeyPair"),
            Map.entry("generatedatakeypairwithoutplaintext", "GenerateDataKeyPairWithoutPlaintext"),
            Map.entry("reencryptfrom", "ReEncryptFrom"),
            Map.entry("reencryptto", "ReEncryptTo"),
            Map.entry("sign", "Sign"),
            Map.entry("verify", "Verify"),
            Map.entry("getpublickey", "GetPublicKey"),
            Map.entry("creategrant", "CreateGrant"),
            Map.entry("retiregrant", "RetireGrant"),
            Map.entry("describekey", "DescribeKey"),
            Map.entry("generatemac", "GenerateMac"),
            Map.entry("verifymac", "VerifyMac"),
            Map.entry("derivesharedsecret", "DeriveSharedSecret"));

    private final CompiledPolicies documents = new CompiledPolicies();

    @Override
    public @Nullable ResourceSide find(Asked asked, Need need) {
        String resource = need.resource().part(5);
        if (resource.startsWith(Alias.RESERVED) && ManagedKeys.ALIASES.contains(resource)) {
            return coming(asked, need, resource.substring(Alias.RESERVED.length()));
        }
        if (!resource.startsWith(KEY)) {
            return null;
        }
        KmsTables tables = KmsTables.in(need.account(), need.resource().part(3));
        KmsKey key = tables.keys
                .get(asked.snapshot(), resource.substring(KEY.length()))
                .orElse(null);
        if (key == null) {
            return null;
        }
        PolicyLayer policy = documents.layer(PolicyKind.RESOURCE, key.arn(), key.policy());
        PolicyLayer layer = granting(asked, need, tables, key)
                .map(grant -> PolicyLayer.of(List.of(
                        policy.policies().getFirst(),
                        documents
                                .layer(PolicyKind.RESOURCE, key.arn() + "#" + grant.id(), document(grant))
                                .policies()
                                .getFirst())))
                .orElse(policy);
        ResourceTags tags = new ResourceTags(key.tags());
        KeySource keys = name -> name.startsWith("kms:") ? facts(asked, tables, key, name) : tags.values(name);
        return new ResourceSide(key.account(), layer, ResourceGrant.REQUIRED, keys);
    }

    private static Optional<Grant> granting(Asked asked, Need need, KmsTables tables, KmsKey key) {
        String operation = GRANTED.get(need.action().name().name());
        if (operation == null) {
            return Optional.empty();
        }
        Principal caller = asked.call().principal();
        Map<String, String> context = KmsConditions.context(asked, need);
        boolean makes = operation.equals("CreateGrant");
        for (var row : tables.grants.rows(asked.snapshot(), Range.prefix(Key.of(key.id())))) {
            Grant grant = row.value();
            boolean gives = makes
                    ? grant.covers(
                            asked.elements("Operations", String.class),
                            KmsConditions.constraint(asked, "EncryptionContextEquals"),
                            KmsConditions.constraint(asked, "EncryptionContextSubset"))
                    : grant.allows(operation, context);
            if (gives && is(caller, grant.grantee())) {
                return Optional.of(grant);
            }
        }
        return Optional.empty();
    }

    /** Whether a grant's principal is who calls: by its ARN, or that of the role of its session. */
    static boolean is(Principal caller, @Nullable String principal) {
        if (principal == null) {
            return false;
        }
        if (caller.id().equals(principal)) {
            return true;
        }
        Arn arn = Arn.parse(principal).orElse(null);
        if (arn == null || !arn.account().equals(caller.account())) {
            return false;
        }
        return switch (caller) {
            case Principal.AssumedRole session ->
                arn.resource().startsWith("role/")
                        && session.arn().resource().startsWith("assumed-role/" + arn.name() + "/");
            case Principal.Root _ -> arn.resource().equals("root");
            default -> false;
        };
    }

    /** A grant as the policy that it amounts to. */
    private static String document(Grant grant) {
        boolean service = grant.grantee().endsWith(".amazonaws.com");
        String actions = String.join("\",\"kms:", grant.operations());
        return """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"%s":"%s"},"Action":["kms:%s"],"Resource":"*"}]}""".formatted(service ? "Service" : "AWS", grant.grantee(), actions);
    }

    private static List<String> facts(Asked asked, KmsTables tables, KmsKey key, String name) {
        return switch (name) {
            case "kms:keyspec", "kms:customermasterkeyspec" ->
                List.of(key.kind().name());
            case "kms:keyusage", "kms:customermasterkeyusage" -> List.of(key.usage());
            case "kms:keyorigin" -> List.of(key.origin());
            case "kms:multiregion" -> List.of(Boolean.toString(key.multiRegion() != null));
            case "kms:multiregionkeytype" ->
                key.multiRegion() == null ? List.of() : List.of(key.isPrimary() ? "PRIMARY" : "REPLICA");
            case "kms:resourcealiases" ->
                tables.byTarget.find(asked.snapshot(), key.id()).values().stream()
                        .map(Alias::name)
                        .toList();
            case "kms:viaservice" -> via(asked.call(), key.region());
            default -> List.of();
        };
    }

    /** What a managed key will say that comes into being with the call. */
    private ResourceSide coming(Asked asked, Need need, String service) {
        Call call = asked.call().in(need.account(), need.resource().part(3));
        String alias = need.account() + call.region() + service;
        PolicyLayer policy = documents.layer(PolicyKind.RESOURCE, alias, KeyPolicy.managed(call, service));
        KeySource keys = name -> name.equals("kms:viaservice") ? via(call, call.region()) : List.of();
        return new ResourceSide(need.account(), policy, ResourceGrant.REQUIRED, keys);
    }

    /** The service by which a key is used, where it says so. */
    private static List<String> via(Call call, String region) {
        return call.via() == null ? List.of() : List.of(call.via() + "." + region + ".amazonaws.com");
    }
}
