package cloudjar.services.sso;

import cloudjar.api.ssoadmin.PermissionsBoundary;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A permission set: what a role has in every account in which it is assigned.
 *
 * @param settings what it says of sessions
 * @param policies what such a role may do
 * @param revision counts changes of the policies and settings, so that it is known where they have come to
 */
record PermissionSet(
        String arn,
        String instanceArn,
        String name,
        Settings settings,
        Policies policies,
        Map<String, String> tags,
        Instant created,
        long revision) {
    private static final Duration SESSION_MIN = Duration.ofHours(1);
    private static final Duration SESSION_MAX = Duration.ofHours(12);

    /**
     * What a permission set says beside policies.
     *
     * @param sessionDuration as it was written: ISO 8601
     */
    record Settings(
            @Nullable String description,
            String sessionDuration,
            @Nullable String relayState) {
        /**
         * How long sessions last.
         *
         * @throws cloudjar.kernel.shape.ApiException where it is not from one hour to twelve
         */
        Duration session() {
            Duration duration;
            try {
                duration = Duration.parse(sessionDuration);
            } catch (DateTimeParseException e) {
                throw SsoErrors.invalid("Session duration is not valid: " + sessionDuration);
            }
            if (duration.compareTo(SESSION_MIN) < 0 || duration.compareTo(SESSION_MAX) > 0) {
                throw SsoErrors.invalid("Session duration must be between 1 and 12 hours: " + sessionDuration);
            }
            return duration;
        }
    }

    /**
     * The policies of a permission set.
     *
     * @param managed ARNs of policies of AWS
     * @param references of policies in the accounts
     * @param boundary a policy of AWS; null where there is none
     * @param boundaryReference a policy in the accounts; null where there is none
     */
    record Policies(
            List<String> managed,
            List<PolicyReference> references,
            @Nullable String inline,
            @Nullable String boundary,
            @Nullable PolicyReference boundaryReference) {
        /** Nothing at all. */
        static final Policies NONE = new Policies(List.of(), List.of(), null, null, null);

        Policies {
            managed = List.copyOf(managed);
            references = List.copyOf(references);
        }

        Policies withManaged(String arn) {
            List<String> more = new ArrayList<>(managed);
            more.add(arn);
            return new Policies(more, references, inline, boundary, boundaryReference);
        }

        Policies withoutManaged(String arn) {
            List<String> fewer =
                    managed.stream().filter(other -> !other.equals(arn)).toList();
            return new Policies(fewer, references, inline, boundary, boundaryReference);
        }

        Policies withReference(PolicyReference reference) {
            List<PolicyReference> more = new ArrayList<>(references);
            more.add(reference);
            return new Policies(managed, more, inline, boundary, boundaryReference);
        }

        Policies withoutReference(PolicyReference reference) {
            List<PolicyReference> fewer = references.stream()
                    .filter(other -> !other.equals(reference))
                    .toList();
            return new Policies(managed, fewer, inline, boundary, boundaryReference);
        }

        Policies withInline(@Nullable String document) {
            return new Policies(managed, references, document, boundary, boundaryReference);
        }

        Policies withBoundary(@Nullable String arn, @Nullable PolicyReference reference) {
            return new Policies(managed, references, inline, arn, reference);
        }

        int count() {
            return managed.size() + references.size();
        }

        boolean bounded() {
            return boundary != null || boundaryReference != null;
        }

        PermissionsBoundary shownBoundary() {
            return PermissionsBoundary.builder()
                    .managedPolicyArn(boundary)
                    .customerManagedPolicyReference(boundaryReference == null ? null : boundaryReference.shown())
                    .build();
        }

        /** The boundary of the role in an account; null where there is none. */
        @Nullable
        String boundaryArn(String partition, String account) {
            return boundaryReference == null
                    ? boundary
                    : Objects.requireNonNull(boundaryReference).arn(partition, account);
        }
    }

    PermissionSet {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /** The id in its ARN, such as {@code ps-1234567890abcdef}. */
    String id() {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    PermissionSet with(Policies changed) {
        return new PermissionSet(arn, instanceArn, name, settings, changed, tags, created, revision + 1);
    }

    PermissionSet with(Settings changed) {
        return new PermissionSet(arn, instanceArn, name, changed, policies, tags, created, revision + 1);
    }

    PermissionSet withTags(Map<String, String> changed) {
        return new PermissionSet(arn, instanceArn, name, settings, policies, changed, created, revision);
    }

    cloudjar.api.ssoadmin.PermissionSet shown() {
        return cloudjar.api.ssoadmin.PermissionSet.builder()
                .name(name)
                .permissionSetArn(arn)
                .description(settings.description())
                .createdDate(created)
                .sessionDuration(settings.sessionDuration())
                .relayState(settings.relayState())
                .build();
    }
}
