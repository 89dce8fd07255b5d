package cloudjar.services.iam;

import cloudjar.kernel.shape.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A virtual device for multi-factor authentication.
 *
 * @param seed that it shares with whoever shows its codes
 * @param userId of its user, the account's id for the root user; null while it is nobody's
 * @param usedStep the half minute of the last code that was taken: none is taken twice, nor an older one
 */
record Device(
        String serialNumber,
        Bytes seed,
        Instant created,
        @Nullable String userId,
        @Nullable Instant enabled,
        long usedStep,
        Map<String, String> tags) {
    /** How many half minutes a device's clock may be wrong. */
    private static final int DRIFT = 2;

    Device {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /** The half minute, near this time and not used up, in which the device shows the code; empty where there is none. */
    OptionalLong stepOf(String code, Instant now) {
        long present = Totp.step(now);
        for (long step = Math.max(present - DRIFT, usedStep + 1); step <= present + DRIFT; step++) {
            if (MessageDigest.isEqual(
                    Totp.code(seed, step).getBytes(StandardCharsets.UTF_8), code.getBytes(StandardCharsets.UTF_8))) {
                return OptionalLong.of(step);
            }
        }
        return OptionalLong.empty();
    }

    /** Whether these are two codes that the device shows one after the other, near this time. */
    OptionalLong stepOf(String first, String second, Instant now) {
        OptionalLong step = stepOf(first, now);
        return step.isPresent() && Totp.code(seed, step.getAsLong() + 1).equals(second)
                ? OptionalLong.of(step.getAsLong() + 1)
                : OptionalLong.empty();
    }

    Device usedAt(long step) {
        return new Device(serialNumber, seed, created, userId, enabled, step, tags);
    }

    Device ownedBy(@Nullable String owner, @Nullable Instant since) {
        return new Device(serialNumber, seed, created, owner, since, usedStep, tags);
    }

    Device withTags(Map<String, String> changed) {
        return new Device(serialNumber, seed, created, userId, enabled, usedStep, changed);
    }
}
