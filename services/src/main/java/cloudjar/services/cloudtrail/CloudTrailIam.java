package cloudjar.services.cloudtrail;

import cloudjar.kernel.call.access.AccessRules;
import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.Locator;
import cloudjar.kernel.call.access.Rule;

/**
 * What operations of CloudTrail need permission for.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudtrail.html">Actions of AWS
 *     CloudTrail</a>
 */
final class CloudTrailIam {
    private static final Locator NAMED = asked -> trail(asked, "Name");
    private static final Locator SELECTED = asked -> trail(asked, "TrailName");
    private static final Locator TAGGED = asked -> asked.textOrEmpty("ResourceId");

    static final AccessRules RULES = AccessRules.of("cloudtrail")
            .on(
                    "CreateTrail",
                    Rule.need("cloudtrail:CreateTrail", NAMED)
                            .and(Rule.need("cloudtrail:AddTags", NAMED).when(asked -> asked.has("TagsList"))))
            .on(NAMED, "UpdateTrail", "DeleteTrail", "GetTrail", "GetTrailStatus", "StartLogging", "StopLogging")
            .on(SELECTED, "PutEventSelectors", "GetEventSelectors")
            .on(TAGGED, "AddTags", "RemoveTags")
            .on(
                    "ListTags",
                    Rule.needEach("cloudtrail:ListTags", asked -> asked.elements("ResourceIdList", String.class)))
            .on(Locator.NONE, "DescribeTrails", "ListTrails", "LookupEvents", "ListPublicKeys")
            .build();

    private CloudTrailIam() {}

    private static String trail(Asked asked, String member) {
        String name = asked.textOrEmpty(member);
        return name.startsWith("arn:") ? name : asked.arn("cloudtrail", "trail/" + name);
    }
}
