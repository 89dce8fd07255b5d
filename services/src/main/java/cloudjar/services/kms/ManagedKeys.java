package cloudjar.services.kms;

import cloudjar.kernel.call.Call;
import cloudjar.services.kms.KmsTables.PartKey;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The keys that AWS manages for an account: each comes into being when it is first asked for. */
final class ManagedKeys {
    /** The aliases of services that keep such keys; AWS's pages on their encryption name them. */
    static final Set<String> ALIASES = Set.of(
            "alias/aws/acm",
            "alias/aws/backup",
            "alias/aws/cloud9",
            "alias/aws/codeartifact",
            "alias/aws/codecommit",
            "alias/aws/connect",
            "alias/aws/dax",
            "alias/aws/dms",
            "alias/aws/dynamodb",
            "alias/aws/ebs",
            "alias/aws/elasticache",
            "alias/aws/elasticfilesystem",
            "alias/aws/es",
            "alias/aws/fsx",
            "alias/aws/glue",
            "alias/aws/kafka",
            "alias/aws/kinesis",
            "alias/aws/kinesisvideo",
            "alias/aws/lambda",
            "alias/aws/lightsail",
            "alias/aws/mq",
            "alias/aws/neptune-graph",
            "alias/aws/rds",
            "alias/aws/redshift",
            "alias/aws/s3",
            "alias/aws/sagemaker",
            "alias/aws/secretsmanager",
            "alias/aws/ses",
            "alias/aws/sns",
            "alias/aws/sqs",
            "alias/aws/ssm",
            "alias/aws/workspaces",
            "alias/aws/xray");

    private static final int ROTATION_DAYS = 365;

    private final Materials materials;

    ManagedKeys(Materials materials) {
        this.materials = materials;
    }

    /** Makes the managed key that is meant, where it is wanted and not there. */
    void ensure(Call call, String keyId) {
        if (!keyId.contains(Alias.RESERVED)) {
            return;
        }
        Optional<String> missing = call.read(snapshot -> KeyLookup.missingManaged(snapshot, call, keyId));
        missing.ifPresent(alias -> make(call, alias));
    }

    private void make(Call call, String alias) {
        String service = alias.substring(Alias.RESERVED.length());
        String id = call.world().ids().uuid();
        Material material = materials.make(KeyKind.SYMMETRIC_DEFAULT, id, call);
        KmsKey key = new KmsKey(
                        id,
                        call.account(),
                        call.region(),
                        KeyKind.SYMMETRIC_DEFAULT,
                        KeyKind.Usage.ENCRYPT,
                        KmsKey.OWN,
                        KmsKey.AWS,
                        call.time(),
                        "Default key that protects my " + protectedBy(service) + " when no other key is defined",
                        KmsKey.Status.of(KmsKey.State.ENABLED),
                        KeyPolicy.managed(call, service),
                        Map.of(),
                        null,
                        KmsKey.Rotation.NONE,
                        material.id())
                .with(Rotations.starting(call.time(), ROTATION_DAYS, 0));
        boolean unused = call.write(tx -> {
            KmsTables tables = KmsTables.in(call.account(), call.region());
            if (!tables.aliases.contains(tx, alias)) {
                tables.keys.put(tx, id, key);
                tables.materials.put(tx, new PartKey(id, material.id()), material);
                tables.aliases.put(tx, alias, new Alias(alias, id, call.time(), call.time()));
                Rotations.arm(tx, key);
            }
            return true;
        });
    }

    /** S3's is recorded. */
    private static String protectedBy(String service) {
        return switch (service) {
            case "s3" -> "S3 objects";
            case "dynamodb" -> "DynamoDB data";
            default -> service + " data";
        };
    }
}
