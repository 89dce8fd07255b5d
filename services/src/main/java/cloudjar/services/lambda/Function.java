package cloudjar.services.lambda;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What versions of a function have in common.
 *
 * @param lastVersion the highest number that was given out
 * @param tags of the function
 * @param reserved how many invocations at once are kept for it, and are the most it gets; null where it shares with others
 * @param recursion what becomes of invocations in a loop
 * @param signing the ARN of its code signing configuration; null where it has none
 * @param endpoint where it was made: what functions reach AWS by
 * @param created when it was made
 */
record Function(
        String name,
        long lastVersion,
        Map<String, String> tags,
        @Nullable Integer reserved,
        String recursion,
        @Nullable String signing,
        String endpoint,
        Instant created) {
    Function {
        tags = Map.copyOf(tags);
    }

    static final String TERMINATE = "Terminate";

    static Function of(String name, Map<String, String> tags, @Nullable String signing, String endpoint, Instant now) {
        return new Function(name, 0, tags, null, TERMINATE, signing, endpoint, now);
    }

    Function numbered(long version) {
        return new Function(name, version, tags, reserved, recursion, signing, endpoint, created);
    }

    Function tagged(Map<String, String> all) {
        return new Function(name, lastVersion, all, reserved, recursion, signing, endpoint, created);
    }

    Function reserving(@Nullable Integer count) {
        return new Function(name, lastVersion, tags, count, recursion, signing, endpoint, created);
    }

    Function recursing(String what) {
        return new Function(name, lastVersion, tags, reserved, what, signing, endpoint, created);
    }

    Function signedBy(@Nullable String arn) {
        return new Function(name, lastVersion, tags, reserved, recursion, arn, endpoint, created);
    }
}
