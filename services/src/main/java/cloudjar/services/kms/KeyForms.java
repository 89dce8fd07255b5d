package cloudjar.services.kms;

import cloudjar.api.kms.KeyMetadata;
import cloudjar.api.kms.MultiRegionConfiguration;
import cloudjar.api.kms.MultiRegionKey;
import cloudjar.api.kms.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keys as answers show them. */
final class KeyForms {
    private KeyForms() {}

    /** @param material the present one; null where there is none */
    static KeyMetadata metadata(KmsKey key, @Nullable Material material) {
        KmsKey.Status status = key.status();
        Material.Import imported = material == null || material.secret() == null ? null : material.imported();
        Instant validTo = imported == null ? null : imported.validTo();
        return KeyMetadata.builder()
                .awsAccountId(key.account())
                .keyId(key.id())
                .arn(key.arn())
                .creationDate(key.created())
                .enabled(status.state() == KmsKey.State.ENABLED)
                .description(key.description())
                .keyUsage(key.usage())
                .keyState(status.state().word())
                .deletionDate(status.deletion())
                .pendingDeletionWindowInDays(
                        status.state() == KmsKey.State.PENDING_REPLICA_DELETION ? status.windowDays() : null)
                .validTo(validTo)
                .origin(key.origin())
                .expirationModel(
                        imported == null
                                ? null
                                : validTo == null ? "KEY_MATERIAL_DOES_NOT_EXPIRE" : "KEY_MATERIAL_EXPIRES")
                .keyManager(key.manager())
                .customerMasterKeySpec(key.kind().name())
                .keySpec(key.kind().name())
                .encryptionAlgorithms(algorithms(key, KeyKind.Usage.ENCRYPT))
                .signingAlgorithms(algorithms(key, KeyKind.Usage.SIGN))
                .keyAgreementAlgorithms(algorithms(key, KeyKind.Usage.AGREE))
                .macAlgorithms(algorithms(key, KeyKind.Usage.MAC))
                .multiRegion(key.multiRegion() != null)
                .multiRegionConfiguration(configuration(key))
                .currentKeyMaterialId(key.kind().isSymmetric() ? key.material() : null)
                .build();
    }

    /** The algorithms of the key for a usage; null where it has another one. */
    static @Nullable List<String> algorithms(KmsKey key, String usage) {
        return key.usage().equals(usage) ? key.kind().algorithms(usage) : null;
    }

    private static @Nullable MultiRegionConfiguration configuration(KmsKey key) {
        KmsKey.MultiRegion regions = key.multiRegion();
        if (regions == null) {
            return null;
        }
        return MultiRegionConfiguration.builder()
                .multiRegionKeyType(key.isPrimary() ? "PRIMARY" : "REPLICA")
                .primaryKey(region(key, regions.primary()))
                .replicaKeys(regions.replicas().stream()
                        .map(region -> region(key, region))
                        .toList())
                .build();
    }

    private static MultiRegionKey region(KmsKey key, String region) {
        return MultiRegionKey.builder()
                .arn(KeyStates.arn(key, region))
                .region(region)
                .build();
    }

    static List<Tag> tags(Map<String, String> tags) {
        return new TreeMap<>(tags)
                .entrySet().stream()
                        .map(tag -> Tag.builder()
                                .tagKey(tag.getKey())
                                .tagValue(tag.getValue())
                                .build())
                        .toList();
    }
}
