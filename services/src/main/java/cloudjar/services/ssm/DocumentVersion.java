package cloudjar.services.ssm;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a document says, or said.
 *
 * @param format JSON, YAML or TEXT
 * @param hash SHA-256 of the content, in hexadecimal
 */
record DocumentVersion(
        long number,
        @Nullable String versionName,
        @Nullable String displayName,
        String format,
        String content,
        String hash,
        String schemaVersion,
        Instant created) {}
