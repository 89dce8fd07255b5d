package cloudjar.services.s3control;

import org.jspecify.annotations.Nullable;

/** How long pages of lists are. */
final class Pages {
    private Pages() {}

    /** As many as asked for, at most as many as AWS gives. */
    static int size(@Nullable Integer asked) {
        int max = Math.toIntExact(S3ControlLimits.PAGE.current());
        return asked == null || asked <= 0 ? max : Math.min(asked, max);
    }
}
