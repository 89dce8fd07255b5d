package cloudjar.services.sns;

import org.jspecify.annotations.Nullable;

/** Tokens of pages, as callers give them. */
final class Tokens {
    private Tokens() {}

    /** The token; null for the first page, which some clients ask for with an empty one. */
    static @Nullable String given(@Nullable String token) {
        return token == null || token.isEmpty() ? null : token;
    }
}
