package cloudjar.services.kms;

import cloudjar.kernel.tenancy.Arn;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A key, without what it is made of.
 *
 * @param manager {@code CUSTOMER} or {@code AWS}
 * @param policy the document, as it was written
 * @param multiRegion null for a key of one region
 * @param material the id of what encrypts now; null where nothing was imported yet
 */
record KmsKey(
        String id,
        String account,
        String region,
        KeyKind kind,
        String usage,
        String origin,
        String manager,
        Instant created,
        String description,
        Status status,
        String policy,
        Map<String, String> tags,
        @Nullable MultiRegion multiRegion,
        Rotation rotation,
        @Nullable String material) {
    static final String OWN = "AWS_KMS";
    static final String EXTERNAL = "EXTERNAL";
    static final String CUSTOMER = "CUSTOMER";
    static final String AWS = "AWS";

    /** What may be done with a key. */
    enum State {
        ENABLED("Enabled"),
        DISABLED("Disabled"),
        PENDING_IMPORT("PendingImport"),
        PENDING_DELETION("PendingDeletion"),
        PENDING_REPLICA_DELETION("PendingReplicaDeletion");

        private final String word;

        State(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /**
     * A state.
     *
     * @param deletion when it ends; null where it does not, or waits for its replicas
     * @param windowDays how long it waits for its deletion
     */
    record Status(State state, @Nullable Instant deletion, int windowDays) {
        static Status of(State state) {
            return new Status(state, null, 0);
        }
    }

    /** A key that exists in several regions. */
    record MultiRegion(String primary, List<String> replicas) {
        MultiRegion {
            replicas = List.copyOf(replicas);
        }
    }

    /**
     * How new material comes.
     *
     * @param next when it comes by itself; null where it does not
     * @param onDemand how often it was asked for
     */
    record Rotation(
            boolean enabled, int periodDays, @Nullable Instant next, int onDemand) {
        static final Rotation NONE = new Rotation(false, 0, null, 0);
    }

    KmsKey {
        tags = Map.copyOf(tags);
    }

    String arn() {
        return Arn.of("kms", region, account, "key/" + id).toString();
    }

    boolean isExternal() {
        return origin.equals(EXTERNAL);
    }

    boolean isReplica() {
        return multiRegion != null && !multiRegion.primary().equals(region);
    }

    boolean isPrimary() {
        return multiRegion != null && multiRegion.primary().equals(region);
    }

    KmsKey described(String text) {
        return with(text, status, policy, tags, multiRegion, rotation, material);
    }

    KmsKey with(Status changed) {
        return with(description, changed, policy, tags, multiRegion, rotation, material);
    }

    KmsKey with(State changed) {
        return with(Status.of(changed));
    }

    KmsKey withPolicy(String text) {
        return with(description, status, text, tags, multiRegion, rotation, material);
    }

    KmsKey tagged(Map<String, String> changed) {
        return with(description, status, policy, changed, multiRegion, rotation, material);
    }

    KmsKey with(MultiRegion changed) {
        return with(description, status, policy, tags, changed, rotation, material);
    }

    KmsKey with(Rotation changed) {
        return with(description, status, policy, tags, multiRegion, changed, material);
    }

    KmsKey withMaterial(@Nullable String changed) {
        return with(description, status, policy, tags, multiRegion, rotation, changed);
    }

    /** The key with all that can change of it. */
    private KmsKey with(
            String nowDescription,
            Status nowStatus,
            String nowPolicy,
            Map<String, String> nowTags,
            @Nullable MultiRegion nowMultiRegion,
            Rotation nowRotation,
            @Nullable String nowMaterial) {
        return new KmsKey(
                id,
                account,
                region,
                kind,
                usage,
                origin,
                manager,
                created,
                nowDescription,
                nowStatus,
                nowPolicy,
                nowTags,
                nowMultiRegion,
                nowRotation,
                nowMaterial);
    }

    /** The key as a replica in another region. */
    KmsKey replica(String otherRegion, Instant time, String text, String document, Map<String, String> otherTags) {
        return new KmsKey(
                id,
                account,
                otherRegion,
                kind,
                usage,
                origin,
                manager,
                time,
                text,
                status,
                document,
                otherTags,
                multiRegion,
                rotation,
                material);
    }
}
