package cloudjar.services.s3;

import cloudjar.api.s3.BucketLifecycleConfiguration;
import cloudjar.api.s3.ExpirationStatus;
import cloudjar.api.s3.LifecycleExpiration;
import cloudjar.api.s3.LifecycleRule;
import cloudjar.api.s3.LifecycleRuleFilter;
import cloudjar.api.s3.NoncurrentVersionExpiration;
import cloudjar.api.s3.NoncurrentVersionTransition;
import cloudjar.api.s3.Tag;
import cloudjar.api.s3.Transition;
import cloudjar.api.s3.TransitionDefaultMinimumObjectSize;
import cloudjar.kernel.clock.Ids;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a bucket's lifecycle may say. */
final class LifecycleCheck {
    private static final int GENERATED_ID = 48;

    private LifecycleCheck() {}

    /** The rules that a request gives a bucket, checked; those without a name get one. */
    static LifecycleRules of(
            @Nullable BucketLifecycleConfiguration configuration, @Nullable String minimumSize, Ids ids) {
        if (configuration == null
                || configuration.rules().isEmpty()
                || configuration.rules().size() > S3Limits.LIFECYCLE_RULES.current()) {
            throw S3Errors.malformedXml();
        }
        Set<String> names = new HashSet<>();
        List<LifecycleRule> rules = new ArrayList<>();
        for (LifecycleRule rule : configuration.rules()) {
            require(rule);
            String id = rule.id();
            if (id == null || id.isEmpty()) {
                rules.add(rule.toBuilder().id(ids.alphanumeric(GENERATED_ID)).build());
                continue;
            }
            if (id.length() > S3Limits.LIFECYCLE_ID.current()) {
                throw LifecycleErrors.longId();
            }
            if (!names.add(id)) {
                throw LifecycleErrors.repeatedId();
            }
            rules.add(rule);
        }
        return new LifecycleRules(configuration.toBuilder().rules(rules).build(), minimumSize(minimumSize));
    }

    private static String minimumSize(@Nullable String asked) {
        if (asked == null) {
            return TransitionDefaultMinimumObjectSize.ALL_STORAGE_CLASSES_128_K;
        }
        if (!asked.equals(TransitionDefaultMinimumObjectSize.ALL_STORAGE_CLASSES_128_K)
                && !asked.equals(TransitionDefaultMinimumObjectSize.VARIES_BY_STORAGE_CLASS)) {
            throw LifecycleErrors.minimumSize(asked);
        }
        return asked;
    }

    private static void require(LifecycleRule rule) {
        boolean known =
                Set.of(ExpirationStatus.ENABLED, ExpirationStatus.DISABLED).contains(rule.status_());
        if (!known || (rule.filter() == null) == (rule.prefix() == null)) {
            throw S3Errors.malformedXml();
        }
        if (rule.filter() != null) {
            require(rule.filter());
        }
        LifecycleExpiration expiration = rule.expiration();
        NoncurrentVersionExpiration noncurrent = rule.noncurrentVersionExpiration();
        if (expiration != null) {
            require(expiration);
        }
        if (noncurrent != null) {
            requirePositive(noncurrent.noncurrentDays(), "NoncurrentDays", "NoncurrentVersionExpiration");
        }
        rule.transitions().forEach(LifecycleCheck::require);
        rule.noncurrentVersionTransitions().forEach(LifecycleCheck::require);
        boolean aborts = rule.abortIncompleteMultipartUpload() != null;
        if (aborts && !LifecycleFilter.of(rule).tags().isEmpty()) {
            throw LifecycleErrors.abortWithTags();
        }
        if (expiration == null
                && noncurrent == null
                && !aborts
                && rule.transitions().isEmpty()
                && rule.noncurrentVersionTransitions().isEmpty()) {
            throw LifecycleErrors.noAction();
        }
    }

    private static void require(LifecycleRuleFilter filter) {
        long said = Stream.of(
                        filter.prefix(),
                        filter.tag(),
                        filter.and(),
                        filter.objectSizeGreaterThan(),
                        filter.objectSizeLessThan())
                .filter(Objects::nonNull)
                .count();
        if (said > 1) {
            throw S3Errors.malformedXml();
        }
        if (filter.and() != null) {
            Set<String> keys = new HashSet<>();
            for (Tag tag : filter.and().tags()) {
                if (!keys.add(tag.key())) {
                    throw LifecycleErrors.repeatedTag();
                }
            }
        }
    }

    private static void require(LifecycleExpiration expiration) {
        long said = Stream.of(expiration.date(), expiration.days(), expiration.expiredObjectDeleteMarker())
                .filter(Objects::nonNull)
                .count();
        if (said != 1) {
            throw S3Errors.malformedXml();
        }
        if (expiration.days() != null) {
            requirePositive(expiration.days(), "Days", "Expiration");
        }
        requireMidnight(expiration.date());
    }

    private static void require(Transition transition) {
        if ((transition.date() == null) == (transition.days() == null)
                || transition.storageClass() == null
                || !StorageClasses.isTarget(transition.storageClass())) {
            throw S3Errors.malformedXml();
        }
        if (transition.days() != null && transition.days() < 0) {
            throw LifecycleErrors.negativeDays();
        }
        requireMidnight(transition.date());
    }

    private static void require(NoncurrentVersionTransition transition) {
        if (transition.noncurrentDays() == null
                || transition.storageClass() == null
                || !StorageClasses.isTarget(transition.storageClass())) {
            throw S3Errors.malformedXml();
        }
    }

    private static void requirePositive(@Nullable Integer days, String argument, String action) {
        if (days == null) {
            throw S3Errors.malformedXml();
        }
        if (days <= 0) {
            throw LifecycleErrors.notPositive(argument, action, days);
        }
    }

    private static void requireMidnight(@Nullable Instant date) {
        if (date != null && !date.equals(date.truncatedTo(ChronoUnit.DAYS))) {
            throw LifecycleErrors.notMidnight(date);
        }
    }
}
