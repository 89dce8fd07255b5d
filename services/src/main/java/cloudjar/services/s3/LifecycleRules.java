package cloudjar.services.s3;

import cloudjar.api.s3.BucketLifecycleConfiguration;
import cloudjar.api.s3.ExpirationStatus;
import cloudjar.api.s3.LifecycleExpiration;
import cloudjar.api.s3.LifecycleRule;
import cloudjar.api.s3.NoncurrentVersionTransition;
import cloudjar.api.s3.Transition;
import cloudjar.api.s3.TransitionDefaultMinimumObjectSize;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is to become of a bucket's objects with time.
 *
 * @param minimumSize which objects are too small to change their storage class, where no filter says so
 */
record LifecycleRules(BucketLifecycleConfiguration configuration, String minimumSize) {
    private static final long SMALL = 128 << 10;

    /**
     * When an object expires.
     *
     * @param rule whose id is told
     */
    record Expiry(Instant at, String rule) {
        /** As the header {@code x-amz-expiration} says it. */
        String header() {
            return "expiry-date=\"" + HttpDate.of(at) + "\", rule-id=\"" + rule + "\"";
        }
    }

    private List<LifecycleRule> enabled() {
        return configuration.rules().stream()
                .filter(rule -> rule.status_().equals(ExpirationStatus.ENABLED))
                .toList();
    }

    private List<LifecycleRule> about(String key, StoredObject object) {
        return enabled().stream()
                .filter(rule -> LifecycleFilter.of(rule)
                        .matches(key, object.length(), object.settings().tags()))
                .toList();
    }

    /** When the object that a key shows expires: by the rule that comes first. */
    Optional<Expiry> expiry(String key, StoredObject object) {
        return about(key, object).stream()
                .flatMap(rule -> due(rule, object.lastModified()).stream()
                        .map(at -> new Expiry(at, rule.id() == null ? "" : rule.id())))
                .min(Comparator.comparing(Expiry::at));
    }

    /** When a rule's expiration is due for what was made at a time. */
    private static Optional<Instant> due(LifecycleRule rule, Instant made) {
        LifecycleExpiration expiration = rule.expiration();
        if (expiration == null) {
            return Optional.empty();
        }
        return expiration.date() != null
                ? Optional.of(expiration.date())
                : Optional.ofNullable(expiration.days()).map(days -> after(made, days));
    }

    /** Whether a delete marker that hides nothing any more is to go. */
    boolean markerExpires(String key, Instant made, Instant now) {
        return enabled().stream()
                .filter(rule -> LifecycleFilter.of(rule).matchesKey(key))
                .anyMatch(rule -> {
                    LifecycleExpiration expiration = rule.expiration();
                    boolean asked = expiration != null && Boolean.TRUE.equals(expiration.expiredObjectDeleteMarker());
                    return asked
                            || due(rule, made).filter(at -> !at.isAfter(now)).isPresent();
                });
    }

    /**
     * Whether a version that its key does not show any more is to go.
     *
     * @param since when the next newer version was made
     * @param newer how many such versions are newer
     */
    boolean noncurrentExpires(String key, StoredObject object, Instant since, int newer, Instant now) {
        return about(key, object).stream()
                .map(LifecycleRule::noncurrentVersionExpiration)
                .anyMatch(rule -> rule != null
                        && rule.noncurrentDays() != null
                        && !after(since, rule.noncurrentDays()).isAfter(now)
                        && (rule.newerNoncurrentVersions() == null || newer >= rule.newerNoncurrentVersions()));
    }

    /** The storage class to which the object that a key shows is to move by now. */
    Optional<String> transition(String key, StoredObject object, Instant now) {
        return about(key, object).stream()
                .filter(rule -> largeEnough(rule, object))
                .flatMap(rule -> rule.transitions().stream())
                .filter(transition -> !due(transition, object.lastModified()).isAfter(now))
                .max(Comparator.comparing(transition -> due(transition, object.lastModified())))
                .map(Transition::storageClass)
                .filter(storageClass ->
                        StorageClasses.colder(object.properties().storageClass(), storageClass));
    }

    private static Instant due(Transition transition, Instant made) {
        return transition.date() != null
                ? transition.date()
                : after(made, transition.days() == null ? 0 : transition.days());
    }

    /** As {@link #transition}, for a version that its key does not show any more. */
    Optional<String> noncurrentTransition(String key, StoredObject object, Instant since, int newer, Instant now) {
        return about(key, object).stream()
                .filter(rule -> largeEnough(rule, object))
                .flatMap(rule -> rule.noncurrentVersionTransitions().stream())
                .filter(transition -> !after(since, days(transition)).isAfter(now)
                        && (transition.newerNoncurrentVersions() == null
                                || newer >= transition.newerNoncurrentVersions()))
                .max(Comparator.comparing(LifecycleRules::days))
                .map(NoncurrentVersionTransition::storageClass)
                .filter(storageClass ->
                        StorageClasses.colder(object.properties().storageClass(), storageClass));
    }

    private static int days(NoncurrentVersionTransition transition) {
        return transition.noncurrentDays() == null ? 0 : transition.noncurrentDays();
    }

    private boolean largeEnough(LifecycleRule rule, StoredObject object) {
        return object.length() >= SMALL
                || LifecycleFilter.of(rule).limitsSize()
                || minimumSize.equals(TransitionDefaultMinimumObjectSize.VARIES_BY_STORAGE_CLASS);
    }

    /** Whether an upload that was never completed is to go. */
    boolean uploadExpires(Upload upload, Instant now) {
        return enabled().stream()
                .filter(rule -> LifecycleFilter.of(rule).matchesKey(upload.at().key()))
                .map(LifecycleRule::abortIncompleteMultipartUpload)
                .anyMatch(rule -> rule != null
                        && rule.daysAfterInitiation() != null
                        && !after(upload.initiated(), rule.daysAfterInitiation())
                                .isAfter(now));
    }

    /** So many days after a time, at the next midnight. */
    private static Instant after(Instant made, int days) {
        Instant exact = made.plus(days, ChronoUnit.DAYS);
        Instant midnight = exact.truncatedTo(ChronoUnit.DAYS);
        return midnight.equals(exact) ? exact : midnight.plus(1, ChronoUnit.DAYS);
    }
}
