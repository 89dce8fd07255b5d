package cloudjar.services.s3control;

import cloudjar.api.s3control.AccessDenied;
import cloudjar.api.s3control.AccessGrantAlreadyExists;
import cloudjar.api.s3control.AccessGrantsInstanceAlreadyExists;
import cloudjar.api.s3control.AccessGrantsInstanceNotEmptyError;
import cloudjar.api.s3control.AccessGrantsInstanceNotExistsError;
import cloudjar.api.s3control.AccessGrantsInstanceResourcePolicyNotExists;
import cloudjar.api.s3control.AccessGrantsLocationAlreadyExistsError;
import cloudjar.api.s3control.AccessGrantsLocationNotEmptyError;
import cloudjar.api.s3control.AccessGrantsLocationsQuotaExceededError;
import cloudjar.api.s3control.AccessGrantsQuotaExceededError;
import cloudjar.api.s3control.InvalidAccessGrant;
import cloudjar.api.s3control.InvalidAccessGrantsLocation;
import cloudjar.api.s3control.InvalidResourcePolicy;
import cloudjar.api.s3control.NoSuchAccessGrantError;
import cloudjar.api.s3control.NoSuchAccessGrantsLocationError;
import cloudjar.api.s3control.StsNotAuthorizedError;
import cloudjar.api.s3control.StsValidationError;
import cloudjar.kernel.shape.ApiException;

/**
 * What S3 Access Grants say when they refuse something.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#S3AccessGrantsErrorCodeList">List of Amazon S3
 *     Access Grants error codes</a>
 */
final class GrantErrors {
    private GrantErrors() {}

    static ApiException instanceExists() {
        return new AccessGrantsInstanceAlreadyExists("Access Grants Instance already exists");
    }

    static ApiException noInstance() {
        return new AccessGrantsInstanceNotExistsError("Access Grants Instance does not exist");
    }

    static ApiException instanceNotEmpty() {
        return new AccessGrantsInstanceNotEmptyError(
                "Please clean up locations before deleting the access grants instance");
    }

    static ApiException noPolicy() {
        return new AccessGrantsInstanceResourcePolicyNotExists("Access Grants Instance Resource Policy does not exist");
    }

    static ApiException invalidPolicy() {
        return new InvalidResourcePolicy("The specified Resource Policy is invalid");
    }

    static ApiException locationExists() {
        return new AccessGrantsLocationAlreadyExistsError("The specified access grants location already exists");
    }

    static ApiException noLocation() {
        return new NoSuchAccessGrantsLocationError("The specified access grants location does not exist");
    }

    static ApiException locationNotEmpty() {
        return new AccessGrantsLocationNotEmptyError(
                "Please clean up access grants before deleting access grants location");
    }

    static ApiException invalidLocation() {
        return new InvalidAccessGrantsLocation("The specified Access Grants Location is invalid");
    }

    static ApiException tooManyLocations() {
        return new AccessGrantsLocationsQuotaExceededError(
                "The access grants location quota has been exceeded. Access Grants Locations Quota: "
                        + S3ControlLimits.GRANTS_LOCATIONS.current()
                        + ". Please reach out to S3 if an increase is required.");
    }

    static ApiException grantExists() {
        return new AccessGrantAlreadyExists("The specified access grant already exists");
    }

    static ApiException noGrant() {
        return new NoSuchAccessGrantError("The specified access grant does not exist");
    }

    static ApiException invalidGrant() {
        return new InvalidAccessGrant("The specified Access Grant is invalid");
    }

    static ApiException tooManyGrants() {
        return new AccessGrantsQuotaExceededError("The access grants quota has been exceeded. Access Grants Quota: "
                + S3ControlLimits.ACCESS_GRANTS.current() + ". Please reach out to S3 if an increase is required.");
    }

    static ApiException notGranted(String permission, String target) {
        return new AccessDenied("You do not have " + permission + " permissions to the requested S3 Prefix: " + target);
    }

    static ApiException notTrusted(String role) {
        return new StsNotAuthorizedError("User: " + AccessGrantOperations.SERVICE
                + " is not authorized to perform: sts:AssumeRole on resource: " + role);
    }

    /** @param why as STS says it */
    static ApiException ofSts(String why) {
        return new StsValidationError(why);
    }
}
