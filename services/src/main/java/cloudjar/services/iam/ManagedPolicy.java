package cloudjar.services.iam;

import cloudjar.api.iam.Policy;
import cloudjar.kernel.tenancy.Arn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A policy that stands by itself and can be attached.
 *
 * @param owner the account, or {@code aws}
 * @param updated when its default version was last another
 * @param defaultVersion the number of the version that counts
 * @param lastVersion the highest number that a version had
 * @param versions by their numbers, the oldest first
 */
record ManagedPolicy(
        String owner,
        String name,
        String path,
        String id,
        Instant created,
        Instant updated,
        @Nullable String description,
        Map<String, String> tags,
        int defaultVersion,
        int lastVersion,
        List<Version> versions) {
    static final String AWS = "aws";
    private static final String ID_PREFIX = "ANPA";
    private static final String SERVICE_PATH = "/aws-service-role/";

    /** A version; versions are numbered from 1 and a number is used once. */
    record Version(int number, String document, Instant created) {
        String id() {
            return "v" + number;
        }
    }

    ManagedPolicy {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        versions = List.copyOf(versions);
    }

    /** A unique id. */
    static String idOf(String chance) {
        return ID_PREFIX + chance;
    }

    boolean ofAws() {
        return owner.equals(AWS);
    }

    /** Whether only roles that services make for themselves can have it. */
    boolean serviceOnly() {
        return ofAws() && path.startsWith(SERVICE_PATH);
    }

    String arn(String partition) {
        return new Arn(partition, "iam", "", owner, "policy" + path + name).toString();
    }

    /** The version that counts. */
    Version current() {
        return version(defaultVersion).orElseThrow();
    }

    Optional<Version> version(int number) {
        return versions.stream().filter(version -> version.number() == number).findFirst();
    }

    /** The version with this id, such as {@code v2}. */
    Optional<Version> version(String versionId) {
        return versions.stream()
                .filter(version -> version.id().equals(versionId))
                .findFirst();
    }

    /** This policy with one version more. */
    ManagedPolicy withVersion(String document, boolean asDefault, Instant now) {
        List<Version> more = new ArrayList<>(versions);
        int number = lastVersion + 1;
        more.add(new Version(number, document, now));
        return changed(asDefault ? number : defaultVersion, number, more, now);
    }

    ManagedPolicy withoutVersion(int number, Instant now) {
        List<Version> fewer = new ArrayList<>(versions);
        fewer.removeIf(version -> version.number() == number);
        return changed(defaultVersion, lastVersion, fewer, now);
    }

    ManagedPolicy withDefault(int number, Instant now) {
        return changed(number, lastVersion, versions, now);
    }

    ManagedPolicy withTags(Map<String, String> changed) {
        return new ManagedPolicy(
                owner, name, path, id, created, updated, description, changed, defaultVersion, lastVersion, versions);
    }

    private ManagedPolicy changed(int theDefault, int last, List<Version> all, Instant now) {
        return new ManagedPolicy(owner, name, path, id, created, now, description, tags, theDefault, last, all);
    }

    /** The policy without its description and tags, which lists do not show. */
    Policy.Builder shown(String partition, PolicyUse use) {
        return Policy.builder()
                .policyName(name)
                .policyId(id)
                .arn(arn(partition))
                .path(path)
                .defaultVersionId(current().id())
                .attachmentCount(use.attachments())
                .permissionsBoundaryUsageCount(use.boundaries())
                .isAttachable(true)
                .createDate(created)
                .updateDate(updated);
    }
}
