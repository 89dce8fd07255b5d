package cloudjar.services.sns;

import cloudjar.kernel.call.access.AccessRules;
import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.DenialStyle;
import cloudjar.kernel.call.access.Locator;
import cloudjar.kernel.call.access.Rule;
import cloudjar.kernel.tenancy.Principal;

/**
 * What operations of SNS need permission for. Who follows a link of a message has nothing but its token.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html">Actions of Amazon SNS</a>
 */
final class SnsIam {
    private static final Locator EVERYTHING = asked -> "*";

    static final AccessRules RULES = AccessRules.of("sns")
            .usually(SnsIam::resource)
            .on("Publish", Rule.need("sns:Publish", SnsIam::target))
            .on("PublishBatch", "Publish")
            .on(asked -> asked.arn("sns", asked.textOrEmpty("Name")), "CreateTopic")
            .on("ConfirmSubscription", linked("sns:ConfirmSubscription"))
            .on("Unsubscribe", linked("sns:Unsubscribe"))
            .on(
                    EVERYTHING,
                    "ListTopics",
                    "ListSubscriptions",
                    "CreatePlatformApplication",
                    "ListPlatformApplications",
                    "SetSMSAttributes",
                    "GetSMSAttributes",
                    "CheckIfPhoneNumberIsOptedOut",
                    "ListPhoneNumbersOptedOut",
                    "OptInPhoneNumber",
                    "ListOriginationNumbers",
                    "CreateSMSSandboxPhoneNumber",
                    "VerifySMSSandboxPhoneNumber",
                    "DeleteSMSSandboxPhoneNumber",
                    "ListSMSSandboxPhoneNumbers",
                    "GetSMSSandboxAccountStatus")
            // The code that the model of SNS declares: AuthorizationErrorException.
            .denies(DenialStyle.USUAL.withCode("AuthorizationError"))
            .build();

    private SnsIam() {}

    private static Rule linked(String action) {
        return Rule.need(action, SnsIam::resource)
                .when(asked -> !(asked.call().principal() instanceof Principal.Anonymous));
    }

    /** The topic of the call, also where a subscription of it is named. */
    private static String resource(Asked asked) {
        for (String member : new String[] {"TopicArn", "ResourceArn", "PlatformApplicationArn", "EndpointArn"}) {
            String arn = asked.text(member);
            if (arn != null) {
                return arn;
            }
        }
        String subscription = asked.textOrEmpty("SubscriptionArn");
        int id = subscription.lastIndexOf(':');
        return id < 0 ? "*" : subscription.substring(0, id);
    }

    private static String target(Asked asked) {
        String topic = asked.text("TopicArn");
        String target = topic == null ? asked.text("TargetArn") : topic;
        return target == null ? "*" : target;
    }
}
