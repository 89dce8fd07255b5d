package cloudjar.services.s3control;

import cloudjar.api.s3control.ConfigurationAlreadyExists;
import cloudjar.api.s3control.DefaultConfigurationDeleteForbidden;
import cloudjar.api.s3control.EmptyExcludeContainer;
import cloudjar.api.s3control.EmptyIncludeContainer;
import cloudjar.api.s3control.InvalidConfigId;
import cloudjar.api.s3control.InvalidFilter;
import cloudjar.api.s3control.InvalidIncludeExcludeContainers;
import cloudjar.api.s3control.InvalidLogicalOperator;
import cloudjar.api.s3control.InvalidNumericCombination;
import cloudjar.api.s3control.InvalidStorageLensArn;
import cloudjar.api.s3control.MismatchedName;
import cloudjar.api.s3control.MissingAccountLevelActivityMetrics;
import cloudjar.api.s3control.MissingBucketLevelActivityMetrics;
import cloudjar.api.s3control.MissingEncryptionMethod;
import cloudjar.api.s3control.NoSuchConfiguration;
import cloudjar.api.s3control.TooManyBuckets;
import cloudjar.api.s3control.TooManyConfigurations;
import cloudjar.api.s3control.TooManyElements;
import cloudjar.api.s3control.TooManyRegions;
import cloudjar.kernel.shape.ApiException;

/**
 * What S3 Storage Lens says when it refuses something.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#S3LensErrorCodeList">List of Amazon S3 Storage Lens
 *     error codes</a>
 */
final class LensErrors {
    private LensErrors() {}

    static ApiException none() {
        return new NoSuchConfiguration("The specified configuration does not exist.");
    }

    static ApiException exists() {
        return new ConfigurationAlreadyExists("The specified configuration already exists.");
    }

    static ApiException otherId() {
        return new InvalidConfigId("The configuration ID is not valid.");
    }

    static ApiException otherName() {
        return new MismatchedName("The name specified in the request doesn't match the Storage Lens group name.");
    }

    static ApiException arnGiven() {
        return new InvalidStorageLensArn("The S3 Storage Lens ARN is not required in input.");
    }

    static ApiException defaultStays() {
        return new DefaultConfigurationDeleteForbidden("The Default configuration cannot be deleted.");
    }

    static ApiException includesAndExcludes() {
        return new InvalidIncludeExcludeContainers("You can specify either an Include container or an Exclude container"
                + " in a configuration. You cannot specify both in a configuration.");
    }

    static ApiException emptyInclude() {
        return new EmptyIncludeContainer("The include container cannot be empty.");
    }

    static ApiException emptyExclude() {
        return new EmptyExcludeContainer("The exclude container cannot be empty.");
    }

    static ApiException tooManyBuckets() {
        return new TooManyBuckets("The buckets container cannot have more than 50 buckets.");
    }

    static ApiException tooManyRegions() {
        return new TooManyRegions("The Regions container cannot have more than 50 Regions.");
    }

    static ApiException activityOfBucketsAlone() {
        return new MissingAccountLevelActivityMetrics(
                "Activity metrics must be enabled at the account level when activity"
                        + " metrics are enabled at the bucket level.");
    }

    static ApiException activityOfAccountAlone() {
        return new MissingBucketLevelActivityMetrics(
                "Activity metrics must be enabled at the bucket level when activity"
                        + " metrics are enabled at the account level.");
    }

    static ApiException noEncryption() {
        return new MissingEncryptionMethod("The encryption method cannot be blank. Specify either SSE-KMS or SSE-S3.");
    }

    static ApiException noFilter() {
        return new InvalidFilter("A filter must include one of the following elements: And, Or, MatchAnyTag,"
                + " MatchAnyPrefix, MatchAnySuffix, MatchObjectAge, MatchObjectSize.");
    }

    static ApiException oneOperand() {
        return new InvalidLogicalOperator(
                "At least two sub elements must be present in the logical operators And or Or.");
    }

    static ApiException tooManyElements() {
        return new TooManyElements(
                "The Element exceeds the maximum number of elements allowed within a logical operator."
                        + " Only 10 prefixes, suffixes, or tags are allowed.");
    }

    static ApiException wrongNumbers() {
        return new InvalidNumericCombination("This object age or object size combination isn't valid.");
    }

    static ApiException tooManyGroups() {
        return new TooManyConfigurations("You have attempted to create more Storage Lens group configurations than the "
                + S3ControlLimits.LENS_GROUPS.current() + " allowed.");
    }

    /** S3 User Guide, Amazon S3 Storage Lens: the quota; the words are ours. */
    static ApiException tooManyLenses() {
        return new TooManyConfigurations("You have attempted to create more Storage Lens configurations than the "
                + S3ControlLimits.LENSES.current() + " allowed.");
    }
}
