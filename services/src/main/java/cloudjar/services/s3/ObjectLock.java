package cloudjar.services.s3;

import cloudjar.api.s3.DefaultRetention;
import cloudjar.api.s3.ObjectLockLegalHoldStatus;
import cloudjar.api.s3.ObjectLockRetentionMode;
import cloudjar.kernel.shape.Structure;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a version from being deleted.
 *
 * @param retention until when it must stay
 * @param legalHold ON or OFF, as somebody set it; null where nobody did
 */
record ObjectLock(Optional<Retention> retention, @Nullable String legalHold) {
    static final ObjectLock NONE = new ObjectLock(Optional.empty(), null);

    /** @param mode GOVERNANCE, which some may bypass, or COMPLIANCE, which nobody may */
    record Retention(String mode, Instant until) {
        boolean activeAt(Instant now) {
            return until.isAfter(now);
        }

        private boolean compliance() {
            return mode.equals(ObjectLockRetentionMode.COMPLIANCE);
        }
    }

    /** What the headers of a request that makes an object ask for. */
    static ObjectLock of(Structure request, Instant now) {
        String mode = Members.text(request, "ObjectLockMode");
        Instant until = (Instant) request.get("ObjectLockRetainUntilDate");
        String hold = Members.text(request, "ObjectLockLegalHoldStatus");
        if (mode != null && until == null) {
            throw LockErrors.incomplete("x-amz-object-lock-retain-until-date");
        }
        if (mode == null && until != null) {
            throw LockErrors.incomplete("x-amz-object-lock-mode");
        }
        if (mode != null && !isMode(mode)) {
            throw LockErrors.unknownMode(mode);
        }
        if (hold != null && !isHold(hold)) {
            throw LockErrors.unknownHold(hold);
        }
        if (mode == null || until == null) {
            return new ObjectLock(Optional.empty(), hold);
        }
        if (!until.isAfter(now)) {
            throw LockErrors.untilInThePast("x-amz-object-lock-retain-until-date", until);
        }
        return new ObjectLock(Optional.of(new Retention(mode, until)), hold);
    }

    static boolean isMode(String mode) {
        return mode.equals(ObjectLockRetentionMode.GOVERNANCE) || mode.equals(ObjectLockRetentionMode.COMPLIANCE);
    }

    static boolean isHold(String hold) {
        return hold.equals(ObjectLockLegalHoldStatus.ON) || hold.equals(ObjectLockLegalHoldStatus.OFF);
    }

    /** This, with the retention that a bucket gives to what names none. */
    ObjectLock withDefault(DefaultRetention defaults, Instant now) {
        String mode = defaults.mode();
        if (retention.isPresent() || mode == null) {
            return this;
        }
        Instant until = defaults.days() != null
                ? now.atOffset(ZoneOffset.UTC).plusDays(defaults.days()).toInstant()
                : now.atOffset(ZoneOffset.UTC)
                        .plusYears(defaults.years() == null ? 0 : defaults.years())
                        .toInstant();
        return new ObjectLock(Optional.of(new Retention(mode, until)), legalHold);
    }

    ObjectLock withHold(String hold) {
        return new ObjectLock(retention, hold);
    }

    /**
     * This, with another retention.
     *
     * @param bypass whether the caller asks to pass over a retention that may be passed over
     */
    ObjectLock withRetention(Optional<Retention> wanted, boolean bypass, Instant now) {
        if (retention.isPresent() && retention.get().activeAt(now)) {
            Retention old = retention.get();
            boolean shorter = wanted.isEmpty() || wanted.get().until().isBefore(old.until());
            boolean weaker =
                    wanted.isEmpty() || old.compliance() && !wanted.get().compliance();
            if ((shorter || weaker) && (old.compliance() || !bypass)) {
                throw LockErrors.locked();
            }
        }
        return new ObjectLock(wanted, legalHold);
    }

    /** Refuses to delete what is locked. */
    void requireDeletable(boolean bypass, Instant now) {
        if (!deletable(bypass, now)) {
            throw LockErrors.locked();
        }
    }

    /** Whether it may be deleted by those who pass over nothing. */
    boolean deletable(Instant now) {
        return deletable(false, now);
    }

    private boolean deletable(boolean bypass, Instant now) {
        boolean held = ObjectLockLegalHoldStatus.ON.equals(legalHold);
        boolean retained = retention
                .filter(kept -> kept.activeAt(now) && (kept.compliance() || !bypass))
                .isPresent();
        return !held && !retained;
    }

    boolean isEmpty() {
        return retention.isEmpty() && legalHold == null;
    }
}
