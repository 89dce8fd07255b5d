package cloudjar.services.ssm;

import cloudjar.kernel.shape.Bytes;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a parameter is, or was.
 *
 * @param content the text of a value; of a secure string its ciphertext
 * @param dataKey that sealed the content of an advanced secure string, sealed itself; null for all else
 * @param keyId of a secure string, as it was given
 * @param user who wrote it
 */
record ParameterVersion(
        long number,
        String type,
        Bytes content,
        @Nullable Bytes dataKey,
        @Nullable String keyId,
        @Nullable String description,
        @Nullable String allowedPattern,
        String tier,
        String dataType,
        List<ParameterPolicy> policies,
        Instant modified,
        String user) {
    static final String SECURE = "SecureString";
    static final String STANDARD = "Standard";
    static final String ADVANCED = "Advanced";

    ParameterVersion {
        policies = List.copyOf(policies);
    }

    boolean isSecure() {
        return type.equals(SECURE);
    }

    boolean isAdvanced() {
        return tier.equals(ADVANCED);
    }

    ParameterVersion with(List<ParameterPolicy> changed) {
        return new ParameterVersion(
                number,
                type,
                content,
                dataKey,
                keyId,
                description,
                allowedPattern,
                tier,
                dataType,
                changed,
                modified,
                user);
    }
}
