package cloudjar.services.cloudtrail;

import cloudjar.api.cloudtrail.AccountNotFoundException;
import cloudjar.api.cloudtrail.AccountNotRegisteredException;
import cloudjar.api.cloudtrail.AccountRegisteredException;
import cloudjar.api.cloudtrail.CannotDelegateManagementAccountException;
import cloudjar.api.cloudtrail.CloudTrailARNInvalidException;
import cloudjar.api.cloudtrail.CloudTrailAccessNotEnabledException;
import cloudjar.api.cloudtrail.DelegatedAdminAccountLimitExceededException;
import cloudjar.api.cloudtrail.InsufficientS3BucketPolicyException;
import cloudjar.api.cloudtrail.InsufficientSnsTopicPolicyException;
import cloudjar.api.cloudtrail.InvalidCloudWatchLogsLogGroupArnException;
import cloudjar.api.cloudtrail.InvalidCloudWatchLogsRoleArnException;
import cloudjar.api.cloudtrail.InvalidEventSelectorsException;
import cloudjar.api.cloudtrail.InvalidHomeRegionException;
import cloudjar.api.cloudtrail.InvalidKmsKeyIdException;
import cloudjar.api.cloudtrail.InvalidLookupAttributesException;
import cloudjar.api.cloudtrail.InvalidNextTokenException;
import cloudjar.api.cloudtrail.InvalidParameterCombinationException;
import cloudjar.api.cloudtrail.InvalidS3PrefixException;
import cloudjar.api.cloudtrail.InvalidTagParameterException;
import cloudjar.api.cloudtrail.InvalidTimeRangeException;
import cloudjar.api.cloudtrail.InvalidTokenException;
import cloudjar.api.cloudtrail.InvalidTrailNameException;
import cloudjar.api.cloudtrail.MaximumNumberOfTrailsExceededException;
import cloudjar.api.cloudtrail.NotOrganizationManagementAccountException;
import cloudjar.api.cloudtrail.NotOrganizationMasterAccountException;
import cloudjar.api.cloudtrail.OrganizationNotInAllFeaturesModeException;
import cloudjar.api.cloudtrail.OrganizationsNotInUseException;
import cloudjar.api.cloudtrail.ResourceNotFoundException;
import cloudjar.api.cloudtrail.ResourceTypeNotSupportedException;
import cloudjar.api.cloudtrail.S3BucketDoesNotExistException;
import cloudjar.api.cloudtrail.TagsLimitExceededException;
import cloudjar.api.cloudtrail.TrailAlreadyExistsException;
import cloudjar.api.cloudtrail.TrailNotFoundException;
import cloudjar.kernel.shape.ApiException;

/**
 * What CloudTrail says when it refuses: as its callers report it, else in the words of the API Reference.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html">CreateTrail</a>
 */
final class CloudTrailErrors {
    private CloudTrailErrors() {}

    static ApiException unknownTrail(String arn, String account) {
        return new TrailNotFoundException("Unknown trail: " + arn + " for the user: " + account);
    }

    static ApiException trailExists(String name, String account) {
        return new TrailAlreadyExistsException("Trail " + name + " already exists for customer: " + account);
    }

    static ApiException tooManyTrails(String account, long most, String region) {
        return new MaximumNumberOfTrailsExceededException(
                "User: " + account + " already has " + most + " trails in " + region + ".");
    }

    static ApiException badName(String message) {
        return new InvalidTrailNameException(message);
    }

    static ApiException badArn(String arn) {
        return new CloudTrailARNInvalidException("CloudTrail ARN " + arn + " is not valid.");
    }

    static ApiException otherHome(String arn, String home) {
        return new InvalidHomeRegionException("This operation is called on the trail " + arn
                + " from a region other than its home region, which is " + home + ".");
    }

    static ApiException noBucket(String bucket) {
        return new S3BucketDoesNotExistException("S3 bucket " + bucket + " does not exist!");
    }

    static ApiException bucketPolicy(String bucket) {
        return new InsufficientS3BucketPolicyException("Incorrect S3 bucket policy is detected for bucket: " + bucket);
    }

    static ApiException longPrefix() {
        return new InvalidS3PrefixException("S3 prefix is longer than maximum length. Maximum allowed length: "
                + CloudTrailLimits.PREFIX_MAX.current() + " characters.");
    }

    static ApiException topicPolicy() {
        return new InsufficientSnsTopicPolicyException("SNS Topic does not exist or the topic policy is incorrect!");
    }

    static ApiException logGroup() {
        return new InvalidCloudWatchLogsLogGroupArnException("CloudTrail cannot validate the specified log group ARN.");
    }

    static ApiException logGroupDenied() {
        return new InvalidCloudWatchLogsLogGroupArnException("Access denied. Check the permissions for your role.");
    }

    static ApiException logRole() {
        return new InvalidCloudWatchLogsRoleArnException("CloudTrail cannot validate the specified role ARN.");
    }

    static ApiException badKey() {
        return new InvalidKmsKeyIdException("The KMS key ID specified is not valid.");
    }

    static ApiException globalEventsNeeded() {
        return new InvalidParameterCombinationException("Multi-Region trail must include global service events.");
    }

    static ApiException noOrganization() {
        return new OrganizationsNotInUseException(
                "The request could not be processed because your account is not a member of an organization.");
    }

    // What AWS says beside the codes of the following is not recorded anywhere: the sentences are ours.

    static ApiException notManagementAccount() {
        return new NotOrganizationMasterAccountException(
                "The request could not be processed because your account is not the management account of its organization.");
    }

    static ApiException notAllFeatures() {
        return new OrganizationNotInAllFeaturesModeException(
                "The request could not be processed because your organization does not have all features enabled.");
    }

    static ApiException noServiceAccess() {
        return new CloudTrailAccessNotEnabledException(
                "The request could not be processed because trusted access of CloudTrail is not enabled in your organization.");
    }

    static ApiException notManaging() {
        return new NotOrganizationManagementAccountException(
                "The request could not be processed because your account is not the management account of its organization.");
    }

    static ApiException delegatesItself() {
        return new CannotDelegateManagementAccountException(
                "The management account of an organization cannot be its delegated administrator.");
    }

    static ApiException tooManyAdministrators() {
        return new DelegatedAdminAccountLimitExceededException("An organization can have "
                + CloudTrailLimits.DELEGATED_ADMINISTRATORS.current() + " delegated administrators of CloudTrail.");
    }

    static ApiException administratorRegistered(String account) {
        return new AccountRegisteredException(
                "Account " + account + " is already a delegated administrator of CloudTrail.");
    }

    static ApiException administratorNotRegistered(String account) {
        return new AccountNotRegisteredException(
                "Account " + account + " is no delegated administrator of CloudTrail.");
    }

    static ApiException noMember(String account) {
        return new AccountNotFoundException("Account " + account + " is not part of the organization.");
    }

    static ApiException selectors(String message) {
        return new InvalidEventSelectorsException(message);
    }

    static ApiException bothKindsOfSelectors() {
        return new InvalidParameterCombinationException(
                "You cannot set EventSelectors and AdvancedEventSelectors for a trail at the same time.");
    }

    static ApiException timeRange() {
        return new InvalidTimeRangeException("Invalid time range: the start time must not be after the end time.");
    }

    static ApiException attributes() {
        return new InvalidLookupAttributesException("The list of lookup attributes can contain only one item.");
    }

    static ApiException nextToken() {
        return new InvalidNextTokenException("Invalid NextToken.");
    }

    static ApiException token() {
        return new InvalidTokenException("Invalid NextToken.");
    }

    static ApiException noResource(String arn) {
        return new ResourceNotFoundException("Resource not found: " + arn);
    }

    static ApiException resourceType(String arn) {
        return new ResourceTypeNotSupportedException("The resource type is not supported: " + arn);
    }

    static ApiException tooManyTags() {
        return new TagsLimitExceededException(
                "The number of tags per trail has exceeded the permitted amount. Currently, the limit is "
                        + CloudTrailLimits.TAGS.current() + ".");
    }

    static ApiException duplicateTags() {
        return new InvalidTagParameterException("Duplicate tag keys found.");
    }
}
