package cloudjar.services.secretsmanager;

import cloudjar.api.secretsmanager.DescribeSecretResponse;
import cloudjar.api.secretsmanager.SecretListEntry;
import cloudjar.api.secretsmanager.SecretVersionsListEntry;
import cloudjar.api.secretsmanager.Tag;
import cloudjar.kernel.store.Snapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Secrets as AWS shows them. */
final class SecretForms {
    private static final String DEFAULT_KEY = "DefaultEncryptionKey";

    private SecretForms() {}

    static DescribeSecretResponse described(Snapshot snapshot, Secret secret) {
        Secret.Rotation rotation = secret.rotation();
        Map<String, List<String>> versions = secret.versionsToStages();
        return DescribeSecretResponse.builder()
                .arn(secret.arn())
                .name(secret.name())
                .type(secret.type())
                .description(secret.description())
                .kmsKeyId(secret.kmsKeyId())
                .rotationEnabled(rotation.lambda() == null ? null : rotation.enabled())
                .rotationLambdaARN(rotation.lambda())
                .rotationRules(
                        rotation.rules() == null ? null : rotation.rules().shown())
                .lastRotatedDate(rotation.last())
                .lastChangedDate(secret.changed())
                .lastAccessedDate(secret.accessed())
                .deletedDate(secret.deletion())
                .nextRotationDate(rotation.next())
                .tags(tags(secret))
                .versionIdsToStages(versions.isEmpty() ? null : versions)
                .createdDate(secret.created())
                .primaryRegion(secret.replication().primary())
                .replicationStatus(Replicas.shown(snapshot, secret))
                .build();
    }

    static SecretListEntry listed(Secret secret) {
        Secret.Rotation rotation = secret.rotation();
        Map<String, List<String>> versions = secret.versionsToStages();
        return SecretListEntry.builder()
                .arn(secret.arn())
                .name(secret.name())
                .type(secret.type())
                .description(secret.description())
                .kmsKeyId(secret.kmsKeyId())
                .rotationEnabled(rotation.lambda() == null ? null : rotation.enabled())
                .rotationLambdaARN(rotation.lambda())
                .rotationRules(
                        rotation.rules() == null ? null : rotation.rules().shown())
                .lastRotatedDate(rotation.last())
                .lastChangedDate(secret.changed())
                .lastAccessedDate(secret.accessed())
                .deletedDate(secret.deletion())
                .nextRotationDate(rotation.next())
                .tags(tags(secret))
                .secretVersionsToStages(versions.isEmpty() ? null : versions)
                .createdDate(secret.created())
                .primaryRegion(secret.replication().primary())
                .build();
    }

    static SecretVersionsListEntry version(Secret secret, SecretVersion version) {
        List<String> stages = secret.stagesOf(version.id());
        String key =
                version.sealed() == null ? secret.kmsKeyId() : version.sealed().kmsKeyId();
        return SecretVersionsListEntry.builder()
                .versionId(version.id())
                .versionStages(stages.isEmpty() ? null : stages)
                .lastAccessedDate(version.accessed())
                .createdDate(version.created())
                .kmsKeyIds(List.of(key == null ? DEFAULT_KEY : key))
                .build();
    }

    private static @Nullable List<Tag> tags(Secret secret) {
        if (!secret.wasTagged()) {
            return null;
        }
        return secret.tags().entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    /** The tags that a secret has when these are added. */
    static Map<String, String> tagged(Map<String, String> before, List<Tag> added) {
        Map<String, String> tags = new LinkedHashMap<>(before);
        for (Tag tag : added) {
            String key = tag.key() == null ? "" : tag.key();
            if (key.isEmpty()) {
                throw SecretsManagerErrors.parameter("A tag needs a key.");
            }
            if (key.startsWith("aws:")) {
                throw SecretsManagerErrors.parameter("You can't use a tag key that begins with aws: " + key);
            }
            tags.put(key, tag.value() == null ? "" : tag.value());
        }
        if (tags.size() > SecretsManagerLimits.TAGS_MAX.current()) {
            throw SecretsManagerErrors.parameter(
                    "A secret can't have more than " + SecretsManagerLimits.TAGS_MAX.current() + " tags.");
        }
        return tags;
    }
}
