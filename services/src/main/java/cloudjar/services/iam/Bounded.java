package cloudjar.services.iam;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A user or a role: an identity that makes calls, has tags, and may have a permissions boundary. */
sealed interface Bounded extends Identity permits IamUser, IamRole {
    /** The ARN of the policy that is its permissions boundary; null where it has none. */
    @Nullable
    String boundary();

    /** In the order in which they were given. */
    Map<String, String> tags();

    Bounded withBoundary(@Nullable String arn);

    Bounded withTags(Map<String, String> tags);
}
