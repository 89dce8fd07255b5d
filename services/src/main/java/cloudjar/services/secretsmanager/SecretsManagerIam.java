package cloudjar.services.secretsmanager;

import cloudjar.kernel.call.access.AccessRules;
import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.Locator;
import cloudjar.kernel.call.access.Need;
import cloudjar.kernel.call.access.Rule;
import cloudjar.kernel.shape.Structure;
import cloudjar.kernel.tenancy.Arn;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What operations of Secrets Manager need permission for. A secret is meant by its whole ARN, however the caller calls it.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html">Actions of AWS
 *     Secrets Manager</a>
 */
final class SecretsManagerIam {
    private static final String PREFIX = "secret:";

    /** What a secret that is to be will have behind its name. */
    private static final String ANY_SUFFIX = "-??????";

    private static final Map<String, String> MEMBERS = Map.ofEntries(
            Map.entry("secretsmanager:name", "Name"),
            Map.entry("secretsmanager:description", "Description"),
            Map.entry("secretsmanager:kmskeyid", "KmsKeyId"),
            Map.entry("secretsmanager:versionid", "VersionId"),
            Map.entry("secretsmanager:rotationlambdaarn", "RotationLambdaARN"),
            Map.entry("secretsmanager:recoverywindowindays", "RecoveryWindowInDays"),
            Map.entry("secretsmanager:forcedeletewithoutrecovery", "ForceDeleteWithoutRecovery"),
            Map.entry("secretsmanager:forceoverwritereplicasecret", "ForceOverwriteReplicaSecret"),
            Map.entry("secretsmanager:rotateimmediately", "RotateImmediately"),
            Map.entry("secretsmanager:blockpublicpolicy", "BlockPublicPolicy"));

    static final AccessRules RULES = AccessRules.of("secretsmanager")
            .usually(SecretsManagerIam::named)
            .on(
                    "CreateSecret",
                    Rule.need("secretsmanager:CreateSecret", SecretsManagerIam::created)
                            .and(Rule.need("secretsmanager:TagResource", SecretsManagerIam::created)
                                    .when(asked -> asked.has("Tags")))
                            .and(Rule.need("secretsmanager:ReplicateSecretToRegions", SecretsManagerIam::created)
                                    .when(asked -> asked.has("AddReplicaRegions"))))
            .on(
                    "RotateSecret",
                    Rule.need("secretsmanager:RotateSecret", SecretsManagerIam::named)
                            .and(Rule.need("lambda:InvokeFunction", asked -> asked.textOrEmpty("RotationLambdaARN"))
                                    .when(asked -> asked.textOrEmpty("RotationLambdaARN")
                                            .startsWith("arn:"))))
            .on(
                    "ValidateResourcePolicy",
                    Rule.need("secretsmanager:ValidateResourcePolicy", SecretsManagerIam::named)
                            .and(Rule.need("secretsmanager:PutResourcePolicy", SecretsManagerIam::named)))
            .on(Locator.NONE, "GetRandomPassword", "ListSecrets", "BatchGetSecretValue")
            .keys(SecretsManagerIam::values)
            .build();

    private SecretsManagerIam() {}

    /** The secret that a call is about; all, where a policy is looked at for none. */
    private static String named(Asked asked) {
        String id = asked.textOrEmpty("SecretId");
        return id.isEmpty() ? "*" : secret(asked, id);
    }

    private static String created(Asked asked) {
        return asked.arn("secretsmanager", PREFIX + asked.textOrEmpty("Name") + ANY_SUFFIX);
    }

    /** The secret's ARN; where there is none, what it would begin with. */
    private static String secret(Asked asked, String id) {
        String arn = id.startsWith("arn:") ? id : asked.arn("secretsmanager", PREFIX + id);
        return find(asked, arn).map(Secret::arn).orElse(arn);
    }

    /** The secret of an ARN, whole or without its last characters. */
    static Optional<Secret> find(Asked asked, String text) {
        Arn arn = Arn.parse(text).orElse(null);
        if (arn == null || !arn.resource().startsWith(PREFIX)) {
            return Optional.empty();
        }
        String rest = arn.resource().substring(PREFIX.length());
        SecretsManagerTables tables = SecretsManagerTables.in(arn.account(), arn.region());
        int cut = rest.lastIndexOf('-');
        if (cut > 0) {
            Optional<Secret> whole = tables.secrets
                    .get(asked.snapshot(), rest.substring(0, cut))
                    .filter(secret -> secret.suffix().equals(rest.substring(cut + 1)));
            if (whole.isPresent()) {
                return whole;
            }
        }
        return tables.secrets.get(asked.snapshot(), rest);
    }

    private static List<String> values(Asked asked, Need need, String key) {
        if (key.equals("secretsmanager:versionstage")) {
            String stage = asked.text("VersionStage");
            if (stage == null && asked.operation().name().equals("GetSecretValue") && !asked.has("VersionId")) {
                return List.of(Secret.CURRENT);
            }
            return stage == null ? List.of() : List.of(stage);
        }
        if (key.equals("secretsmanager:addreplicaregions")) {
            return asked.elements("AddReplicaRegions", Structure.class).stream()
                    .map(region -> String.valueOf(region.get("Region")))
                    .toList();
        }
        if (key.equals("secretsmanager:modifyrotationrules")) {
            return List.of(Boolean.toString(asked.has("RotationRules")));
        }
        String member = MEMBERS.get(key);
        Object value = member == null ? null : asked.input().get(member);
        return value == null ? List.of() : List.of(value.toString());
    }
}
