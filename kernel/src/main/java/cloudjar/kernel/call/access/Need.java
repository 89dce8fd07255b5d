package cloudjar.kernel.call.access;

import cloudjar.kernel.policy.KeySource;
import cloudjar.kernel.policy.ResourceName;

/**
 * One permission that a call must have: an action on a resource.
 *
 * @param resource {@code *} where the action is about none
 * @param keys what conditions can ask about this need beside what they can ask about the call
 */
public record Need(Action action, ResourceName resource, KeySource keys) {
    /** A need of which there is no more to know. */
    public static Need of(Action action, String arn) {
        return new Need(action, arn.equals("*") ? ResourceName.ANY : ResourceName.of(arn), KeySource.NONE);
    }

    /** This need with keys of its own. */
    public Need with(KeySource more) {
        return new Need(action, resource, more);
    }

    /** The service in the resource's ARN; empty where it is no ARN. */
    public String service() {
        return resource.part(2);
    }

    /** The account in the resource's ARN; empty where it names none. */
    public String account() {
        return resource.part(4);
    }
}
