package cloudjar.services.lambda;

import cloudjar.kernel.limit.LimitProfile;
import java.util.Map;

/** What tags may be. */
final class TagRules {
    private TagRules() {}

    static void check(Map<String, String> tags, LimitProfile limits) {
        if (tags.size() > LambdaLimits.TAGS.in(limits)) {
            throw LambdaErrors.invalid("Number of tags exceeds resource tag limit.");
        }
        for (String key : tags.keySet()) {
            if (key.startsWith("aws:")) {
                throw LambdaErrors.invalid("An error occurred and the request cannot be processed.");
            }
        }
    }
}
