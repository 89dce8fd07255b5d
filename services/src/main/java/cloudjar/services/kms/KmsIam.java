package cloudjar.services.kms;

import cloudjar.kernel.call.access.AccessRules;
import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.Locator;
import cloudjar.kernel.call.access.Rule;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import java.util.Optional;

/**
 * What operations of KMS need permission for.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html">Actions of
 *     AWS Key Management Service</a>
 */
final class KmsIam {
    private static final Locator KEY = asked -> key(asked, "KeyId");
    private static final Locator TARGET = asked -> key(asked, "TargetKeyId");
    private static final Locator ALIAS = asked -> asked.arn("kms", asked.textOrEmpty("AliasName"));

    static final AccessRules RULES = AccessRules.of("kms")
            .usually(KEY)
            .on(
                    "CreateKey",
                    Rule.need("kms:CreateKey", Locator.NONE)
                            .and(Rule.need("kms:TagResource", Locator.NONE).when(asked -> asked.has("Tags"))))
            .on(
                    Locator.NONE,
                    "ListKeys",
                    "ListRetirableGrants",
                    "GenerateRandom",
                    "CreateCustomKeyStore",
                    "UpdateCustomKeyStore",
                    "DeleteCustomKeyStore",
                    "DescribeCustomKeyStores",
                    "ConnectCustomKeyStore",
                    "DisconnectCustomKeyStore")
            .on("ListAliases", Rule.need("kms:ListAliases", Locator.NONE))
            .on("CreateAlias", Rule.need("kms:CreateAlias", ALIAS).and(Rule.need("kms:CreateAlias", TARGET)))
            .on(
                    "UpdateAlias",
                    Rule.need("kms:UpdateAlias", ALIAS)
                            .and(Rule.need("kms:UpdateAlias", TARGET))
                            .and(Rule.need("kms:UpdateAlias", KmsIam::aliased)))
            .on("DeleteAlias", Rule.need("kms:DeleteAlias", ALIAS).and(Rule.need("kms:DeleteAlias", KmsIam::aliased)))
            .on("Decrypt", Rule.need("kms:Decrypt", KmsIam::ofCiphertext).when(asked -> isNamed(asked, "KeyId")))
            .on(
                    "ReEncrypt",
                    Rule.need("kms:ReEncryptFrom", KmsIam::ofSource)
                            .when(asked -> isNamed(asked, "SourceKeyId"))
                            .and(Rule.need("kms:ReEncryptTo", asked -> key(asked, "DestinationKeyId"))))
            .on(
                    "ReplicateKey",
                    Rule.need("kms:ReplicateKey", KEY)
                            .and(Rule.need("kms:CreateKey", Locator.NONE))
                            .and(Rule.need("kms:TagResource", Locator.NONE).when(asked -> asked.has("Tags"))))
            .on(
                    "UpdatePrimaryRegion",
                    Rule.need("kms:UpdatePrimaryRegion", KEY)
                            .and(Rule.need("kms:UpdatePrimaryRegion", KmsIam::replica)))
            .on("RetireGrant", Rule.need("kms:RetireGrant", KmsIam::ofGrant).when(asked -> !mayRetire(asked)))
            .keys(KmsConditions::values)
            .build();

    private KmsIam() {}

    /** The ARN of the key that a member names; an alias is followed. */
    private static String key(Asked asked, String member) {
        String text = asked.textOrEmpty(member);
        if (text.startsWith("arn:")) {
            Arn arn = Arn.parse(text).orElse(null);
            return arn != null && arn.resource().startsWith(Alias.PREFIX)
                    ? target(asked, arn.account(), arn.region(), arn.resource())
                    : text;
        }
        return text.startsWith(Alias.PREFIX)
                ? target(asked, asked.call().account(), asked.call().region(), text)
                : asked.arn("kms", "key/" + text);
    }

    /** The key of an alias; where there is none, the alias itself. */
    private static String target(Asked asked, String account, String region, String alias) {
        return KmsTables.in(account, region)
                .aliases
                .get(asked.snapshot(), alias)
                .map(found -> asked.arn("kms", region, account, "key/" + found.target()))
                .orElseGet(() -> asked.arn("kms", region, account, alias));
    }

    /** The key that is to be the primary one. */
    private static String replica(Asked asked) {
        String key = key(asked, "KeyId");
        return asked.arn(
                "kms",
                asked.textOrEmpty("PrimaryRegion"),
                asked.call().account(),
                "key/" + key.substring(key.lastIndexOf('/') + 1));
    }

    /** Whether a ciphertext is encrypted again with the key that it has. */
    static boolean onSameKey(Asked asked) {
        return ofSource(asked).equals(key(asked, "DestinationKeyId"));
    }

    private static String aliased(Asked asked) {
        return target(asked, asked.call().account(), asked.call().region(), asked.textOrEmpty("AliasName"));
    }

    /** Whether a key is named, by a member or in the ciphertext; of what is no ciphertext the operation says so. */
    private static boolean isNamed(Asked asked, String member) {
        return asked.has(member) || !sealedWith(asked).equals("*");
    }

    private static String ofCiphertext(Asked asked) {
        return asked.has("KeyId") ? key(asked, "KeyId") : sealedWith(asked);
    }

    private static String ofSource(Asked asked) {
        return asked.has("SourceKeyId") ? key(asked, "SourceKeyId") : sealedWith(asked);
    }

    /** The key that a ciphertext says it was made with. */
    private static String sealedWith(Asked asked) {
        return asked.input().get("CiphertextBlob") instanceof Bytes blob
                ? CiphertextBlob.read(blob)
                        .map(read -> asked.arn("kms", asked.call().region(), read.account(), "key/" + read.keyId()))
                        .orElse("*")
                : "*";
    }

    private static String ofGrant(Asked asked) {
        return grant(asked)
                .map(grant -> asked.arn("kms", "key/" + grant.key()))
                .orElseGet(() -> asked.has("KeyId") ? key(asked, "KeyId") : "*");
    }

    private static Optional<Grant> grant(Asked asked) {
        KmsTables tables = KmsTables.in(asked.call().account(), asked.call().region());
        String token = asked.text("GrantToken");
        if (token != null) {
            return tables.byToken.get(asked.snapshot(), token);
        }
        String arn = key(asked, "KeyId");
        String id = arn.substring(arn.lastIndexOf('/') + 1);
        return tables.grants.get(asked.snapshot(), new KmsTables.PartKey(id, asked.textOrEmpty("GrantId")));
    }

    /** Who a grant names may retire it without further permission: its retiring principal, and its grantee if it says so. */
    private static boolean mayRetire(Asked asked) {
        Principal caller = asked.call().principal();
        return grant(asked)
                .filter(grant -> KeyAccess.is(caller, grant.retiring())
                        || grant.operations().contains("RetireGrant") && KeyAccess.is(caller, grant.grantee()))
                .isPresent();
    }
}
