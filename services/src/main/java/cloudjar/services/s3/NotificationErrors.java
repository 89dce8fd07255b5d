package cloudjar.services.s3;

import cloudjar.api.s3.InvalidArgument;
import cloudjar.kernel.shape.ApiException;
import java.util.List;

/** What S3 says when it refuses whom a bucket is to tell of what happens in it. */
final class NotificationErrors {
    private static final String NO_TOPIC = "The destination topic does not exist";
    private static final String NO_QUEUE = "The destination queue does not exist";

    private NotificationErrors() {}

    static ApiException unreadableArn(String kind, String arn) {
        return S3Errors.invalidArgument("The ARN could not be parsed", kind, arn);
    }

    /** Wording: S3 User Guide, Event notification types; no recorded answer has it. */
    static ApiException unknownEvent(String event) {
        return S3Errors.invalidArgument("The event '" + event + "' is not supported for notifications", "Event", event);
    }

    static ApiException unknownFilter(String name) {
        return S3Errors.invalidArgument("filter rule name must be either prefix or suffix", "FilterRule.Name", name);
    }

    /** The answer names the first two. */
    static ApiException missing(List<Notifications.Rule> rules) {
        Notifications.Rule first = rules.getFirst();
        InvalidArgument.Builder refusal = InvalidArgument.builder()
                .message("Unable to validate the following destination configurations")
                .argumentName1(isFunction(first) ? first.destination() + ", null" : first.destination())
                .argumentValue1(why(first));
        if (rules.size() > 1) {
            refusal.argumentName2(rules.get(1).destination()).argumentValue2(why(rules.get(1)));
        }
        return refusal.build();
    }

    private static boolean isFunction(Notifications.Rule rule) {
        return rule.destination().contains(":lambda:");
    }

    private static String why(Notifications.Rule rule) {
        if (isFunction(rule)) {
            return "Not authorized to invoke function [" + rule.destination() + "]";
        }
        return rule.destination().contains(":sns:") ? NO_TOPIC : NO_QUEUE;
    }
}
