package cloudjar.services.s3control;

import cloudjar.kernel.call.access.AccessRules;
import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.Locator;
import cloudjar.kernel.call.access.Rule;

/**
 * What operations of S3 Control need permission for: actions of S3 on access points, jobs and accounts.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html">Actions of Amazon S3</a>
 */
final class S3ControlIam {
    private static final Locator POINT = asked -> resource(asked, "accesspoint/", "Name");
    private static final Locator JOB = asked -> resource(asked, "job/", "JobId");

    private static final Locator GRANTS = asked -> resource(asked, "access-grants/default", "");
    private static final Locator LOCATION =
            asked -> resource(asked, "access-grants/default/location/", "AccessGrantsLocationId");
    private static final Locator GRANT = asked -> resource(asked, "access-grants/default/grant/", "AccessGrantId");

    /** The right to hand a role to access grants. */
    private static final Rule TO_GRANTS =
            Rule.passRole(asked -> asked.text("IAMRoleArn"), AccessGrantOperations.SERVICE);

    static final AccessRules RULES = AccessRules.of("s3")
            .on(
                    POINT,
                    "CreateAccessPoint",
                    "DeleteAccessPoint",
                    "DeleteAccessPointPolicy",
                    "GetAccessPoint",
                    "GetAccessPointPolicy",
                    "GetAccessPointPolicyStatus",
                    "PutAccessPointPolicy")
            .on(
                    "CreateJob",
                    Rule.need("s3:CreateJob", Locator.NONE)
                            .and(Rule.passRole(asked -> asked.text("RoleArn"), "batchoperations.s3.amazonaws.com")))
            .on(
                    JOB,
                    "DeleteJobTagging",
                    "DescribeJob",
                    "GetJobTagging",
                    "PutJobTagging",
                    "UpdateJobPriority",
                    "UpdateJobStatus")
            .on(
                    GRANTS,
                    "CreateAccessGrantsInstance",
                    "GetAccessGrantsInstance",
                    "DeleteAccessGrantsInstance",
                    "ListAccessGrants",
                    "ListAccessGrantsLocations",
                    "ListCallerAccessGrants",
                    "GetDataAccess",
                    "GetAccessGrantsInstanceForPrefix",
                    "PutAccessGrantsInstanceResourcePolicy",
                    "GetAccessGrantsInstanceResourcePolicy",
                    "DeleteAccessGrantsInstanceResourcePolicy")
            .on("ListAccessGrantsInstances", Rule.need("s3:ListAccessGrantsInstances", Locator.NONE))
            .on(
                    "CreateAccessGrantsLocation",
                    Rule.need("s3:CreateAccessGrantsLocation", GRANTS).and(TO_GRANTS))
            .on(
                    "UpdateAccessGrantsLocation",
                    Rule.need("s3:UpdateAccessGrantsLocation", LOCATION).and(TO_GRANTS))
            .on(LOCATION, "GetAccessGrantsLocation", "DeleteAccessGrantsLocation", "CreateAccessGrant")
            .on(GRANT, "GetAccessGrant", "DeleteAccessGrant")
            .on("GetPublicAccessBlock", Rule.need("s3:GetAccountPublicAccessBlock", Locator.NONE))
            .on("PutPublicAccessBlock", Rule.need("s3:PutAccountPublicAccessBlock", Locator.NONE))
            .on("DeletePublicAccessBlock", Rule.need("s3:PutAccountPublicAccessBlock", Locator.NONE))
            .on(asked -> asked.textOrEmpty("ResourceArn"), "ListTagsForResource", "TagResource", "UntagResource")
            // S3 itself looks up which bucket an access point leads to, whom it and access grants let in, and what an
            // account blocks.
            .amongServices(
                    "GetAccessGrantsInstanceResourcePolicy",
                    "GetAccessPoint",
                    "GetAccessPointPolicy",
                    "GetAccessPointPolicyStatus",
                    "GetMultiRegionAccessPointPolicy",
                    "GetMultiRegionAccessPointPolicyStatus",
                    "GetMultiRegionAccessPointRoutes",
                    "ListMultiRegionAccessPoints",
                    "GetPublicAccessBlock")
            .build();

    private S3ControlIam() {}

    private static String resource(Asked asked, String kind, String member) {
        String named = asked.text("AccountId");
        String account = named == null ? asked.call().account() : named;
        return asked.arn("s3", asked.call().region(), account, kind + asked.textOrEmpty(member));
    }
}
