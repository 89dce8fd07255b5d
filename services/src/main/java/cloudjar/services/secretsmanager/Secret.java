package cloudjar.services.secretsmanager;

import cloudjar.kernel.tenancy.Arn;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A secret without its values.
 *
 * @param suffix the six characters behind its name in its ARN
 * @param kmsKeyId as it was given; null for the key that AWS manages
 * @param tags in the order in which they came
 * @param wasTagged whether it ever had tags: who had some is shown without, not silently
 * @param accessed the day of the last reading
 * @param deletion when it goes; null unless it is scheduled for deletion
 * @param stages which version each staging label is on
 * @param number of versions made
 * @param type the partner that holds it; null for a secret that nobody else holds
 */
record Secret(
        String account,
        String region,
        String name,
        String suffix,
        @Nullable String description,
        @Nullable String kmsKeyId,
        Map<String, String> tags,
        boolean wasTagged,
        Instant created,
        Instant changed,
        @Nullable Instant accessed,
        @Nullable Instant deletion,
        @Nullable String policy,
        SortedMap<String, String> stages,
        Rotation rotation,
        Replication replication,
        long number,
        @Nullable String type) {
    static final String CURRENT = "AWSCURRENT";
    static final String PREVIOUS = "AWSPREVIOUS";
    static final String PENDING = "AWSPENDING";

    Secret {
        description = description == null || description.isEmpty() ? null : description;
        type = type == null || type.isEmpty() ? null : type;
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        stages = Collections.unmodifiableSortedMap(new TreeMap<>(stages));
    }

    /**
     * How a secret is rotated.
     *
     * @param lambda the function's ARN; stays when rotation is switched off
     * @param next when it begins; null while it is off
     * @param underway the version that a rotation makes; null while none is underway
     */
    record Rotation(
            boolean enabled,
            @Nullable String lambda,
            @Nullable RotationRules rules,
            @Nullable Instant last,
            @Nullable Instant next,
            @Nullable String underway) {
        static final Rotation NONE = new Rotation(false, null, null, null, null, null);

        Rotation withUnderway(@Nullable String version) {
            return new Rotation(enabled, lambda, rules, last, next, version);
        }

        Rotation withNext(@Nullable Instant time) {
            return new Rotation(enabled, lambda, rules, last, time, underway);
        }

        Rotation completed(Instant at) {
            return new Rotation(enabled, lambda, rules, at, next, null);
        }

        /** Without further rotations, and without the one that is underway. */
        Rotation off() {
            return new Rotation(false, lambda, rules, last, null, null);
        }
    }

    /**
     * Where else a secret is.
     *
     * @param primary the region of the secret that this one is a replica of; for a primary with replicas its own, else null
     * @param replicas those of a primary secret
     */
    record Replication(@Nullable String primary, List<Replica> replicas) {
        static final Replication NONE = new Replication(null, List.of());

        Replication {
            replicas = List.copyOf(replicas);
        }
    }

    /**
     * A replica as its primary sees it.
     *
     * @param status InSync, Failed or InProgress
     */
    record Replica(
            String region,
            @Nullable String kmsKeyId,
            String status,
            @Nullable String message) {}

    String arn() {
        return Arn.of("secretsmanager", region, account, "secret:" + name + "-" + suffix)
                .toString();
    }

    boolean isDeleted() {
        return deletion != null;
    }

    boolean isReplica() {
        return replication.primary() != null && !replication.primary().equals(region);
    }

    /** A secret whose value was changed by hand counts as rotated: the days until the next rotation begin anew. */
    Secret changedByHand(Instant time) {
        RotationRules rules = rotation.rules();
        if (!rotation.enabled() || rotation.underway() != null || rules == null || rules.days() == null) {
            return this;
        }
        return with(rotation.withNext(rules.next(time)));
    }

    /** The labels of a version, in order. */
    List<String> stagesOf(String version) {
        List<String> of = new ArrayList<>();
        stages.forEach((stage, on) -> {
            if (on.equals(version)) {
                of.add(stage);
            }
        });
        return of;
    }

    /** The versions that have labels, with them. */
    Map<String, List<String>> versionsToStages() {
        Map<String, List<String>> versions = new TreeMap<>();
        stages.values().forEach(version -> versions.computeIfAbsent(version, this::stagesOf));
        return versions;
    }

    /** With a label on a version; when that is AWSCURRENT, AWSPREVIOUS goes to where it was. */
    Secret staged(String stage, String version) {
        SortedMap<String, String> moved = new TreeMap<>(stages);
        String before = moved.put(stage, version);
        if (stage.equals(CURRENT) && before != null && !before.equals(version)) {
            moved.put(PREVIOUS, before);
            // Recorded: what was current is no longer pending (test_update_secret_version_stages_current_pending).
            moved.remove(PENDING, before);
        }
        return withStages(moved);
    }

    Secret unstaged(String stage) {
        SortedMap<String, String> left = new TreeMap<>(stages);
        left.remove(stage);
        return withStages(left);
    }

    Secret withStages(SortedMap<String, String> moved) {
        return edited(edit -> edit.stages = moved);
    }

    Secret described(@Nullable String text) {
        return edited(edit -> edit.description = text);
    }

    Secret sealedWith(@Nullable String key) {
        return edited(edit -> edit.kmsKeyId = key);
    }

    Secret tagged(Map<String, String> with) {
        return edited(edit -> {
            edit.tags = with;
            edit.wasTagged |= !with.isEmpty();
        });
    }

    Secret changedAt(Instant time) {
        return edited(edit -> edit.changed = time);
    }

    Secret accessedOn(Instant time) {
        return edited(edit -> edit.accessed = time.truncatedTo(ChronoUnit.DAYS));
    }

    Secret deletedAt(@Nullable Instant time) {
        return edited(edit -> edit.deletion = time);
    }

    Secret withPolicy(@Nullable String document) {
        return edited(edit -> edit.policy = document);
    }

    Secret with(Rotation other) {
        return edited(edit -> edit.rotation = other);
    }

    Secret with(Replication other) {
        return edited(edit -> edit.replication = other);
    }

    Secret typed(@Nullable String partner) {
        return edited(edit -> edit.type = partner);
    }

    Secret numbered(long versions) {
        return edited(edit -> edit.number = versions);
    }

    private Secret edited(Consumer<Editor> change) {
        Editor editor = new Editor(this);
        change.accept(editor);
        return editor.done(this);
    }

    /** What of a secret changes, while it does. */
    private static final class Editor {
        private @Nullable String description;
        private @Nullable String kmsKeyId;
        private Map<String, String> tags;
        private boolean wasTagged;
        private Instant changed;
        private @Nullable Instant accessed;
        private @Nullable Instant deletion;
        private @Nullable String policy;
        private SortedMap<String, String> stages;
        private Rotation rotation;
        private Replication replication;
        private long number;
        private @Nullable String type;

        Editor(Secret secret) {
            description = secret.description();
            kmsKeyId = secret.kmsKeyId();
            tags = secret.tags();
            wasTagged = secret.wasTagged();
            changed = secret.changed();
            accessed = secret.accessed();
            deletion = secret.deletion();
            policy = secret.policy();
            stages = secret.stages();
            rotation = secret.rotation();
            replication = secret.replication();
            number = secret.number();
            type = secret.type();
        }

        Secret done(Secret before) {
            return new Secret(
                    before.account(),
                    before.region(),
                    before.name(),
                    before.suffix(),
                    description,
                    kmsKeyId,
                    tags,
                    wasTagged,
                    before.created(),
                    changed,
                    accessed,
                    deletion,
                    policy,
                    stages,
                    rotation,
                    replication,
                    number,
                    type);
        }
    }
}
