package cloudjar.services.s3control;

import cloudjar.api.s3control.AccessDenied;
import cloudjar.api.s3control.AccessPointAlreadyOwnedByYou;
import cloudjar.api.s3control.InvalidNextTokenException;
import cloudjar.api.s3control.InvalidRequest;
import cloudjar.api.s3control.InvalidTag;
import cloudjar.api.s3control.InvalidURI;
import cloudjar.api.s3control.JobStatusException;
import cloudjar.api.s3control.MalformedPolicy;
import cloudjar.api.s3control.MalformedXML;
import cloudjar.api.s3control.NoSuchAccessPoint;
import cloudjar.api.s3control.NoSuchAccessPointPolicy;
import cloudjar.api.s3control.NoSuchAsyncRequest;
import cloudjar.api.s3control.NoSuchJob;
import cloudjar.api.s3control.NoSuchMultiRegionAccessPoint;
import cloudjar.api.s3control.NoSuchPublicAccessBlockConfiguration;
import cloudjar.api.s3control.NoSuchResource;
import cloudjar.api.s3control.TooManyTagsException;
import cloudjar.kernel.shape.ApiException;

/** What S3 Control says when it refuses something; recorded from AWS where nothing else is said. */
final class S3ControlErrors {
    private S3ControlErrors() {}

    static ApiException noPublicAccessBlock(String account) {
        return NoSuchPublicAccessBlockConfiguration.builder()
                .message("The public access block configuration was not found")
                .accountId(account)
                .build();
    }

    static ApiException emptyPublicAccessBlock() {
        return new InvalidRequest("Must specify at least one configuration.");
    }

    static ApiException noAccessPoint(String name) {
        return NoSuchAccessPoint.builder()
                .message("The specified accesspoint does not exist")
                .accessPointName(name)
                .build();
    }

    static ApiException accessPointExists() {
        return new AccessPointAlreadyOwnedByYou(
                "Your previous request to create the named accesspoint succeeded and you already own it.");
    }

    static ApiException noBucket() {
        return new InvalidRequest("Amazon S3 AccessPoint can only be created for existing bucket");
    }

    static ApiException invalidName(String name) {
        return InvalidURI.builder()
                .message("Couldn't parse the specified URI.")
                .uri("accesspoint/" + name)
                .build();
    }

    /** S3 API Reference, Error responses. */
    static ApiException noPolicy(String name) {
        return NoSuchAccessPointPolicy.builder()
                .message("The specified accesspoint policy does not exist")
                .accessPointName(name)
                .build();
    }

    /** S3 API Reference, Error responses. */
    static ApiException malformedPolicy() {
        return new MalformedPolicy("Policies must be valid JSON and the first byte must be '{'");
    }

    static ApiException malformedXml() {
        return new MalformedXML(
                "The XML you provided was not well-formed or did not validate against our published schema");
    }

    static ApiException systemTag() {
        return new InvalidTag(
                "User-defined tag keys can't start with \"aws:\". This prefix is reserved for system tags."
                        + " Remove \"aws:\" from your tag keys and try again.");
    }

    static ApiException repeatedTag() {
        return new InvalidTag(
                "There are duplicate tag keys in your request. Remove the duplicate tag keys and try again.");
    }

    static ApiException wrongTag() {
        return new InvalidTag("This request contains a tag key or value that isn't valid. Valid characters include the"
                + " following: [a-zA-Z+-=._:/]. Tag keys can contain up to 128 characters. Tag values can contain up to"
                + " 256 characters.");
    }

    static ApiException noResource() {
        return new NoSuchResource("The specified resource doesn't exist.");
    }

    /** S3 API Reference, PutJobTagging: wording of our own. */
    static ApiException tooManyTags() {
        return new TooManyTagsException("A job can have no more than 50 tags.");
    }

    /** S3 API Reference, ListJobs. */
    static ApiException invalidToken() {
        return new InvalidNextTokenException("The pagination token is not valid.");
    }

    /** S3 API Reference, DescribeJob. */
    static ApiException noJob(String id) {
        return NoSuchJob.builder()
                .message("The specified job does not exist.")
                .jobId(id)
                .build();
    }

    /** S3 API Reference, UpdateJobStatus: wording of our own. */
    static ApiException wrongStatus(String from, String to) {
        return new JobStatusException("The status of a job cannot be changed from " + from + " to " + to + ".");
    }

    /** S3 API Reference, CreateJob: wording of our own. */
    static ApiException invalidJob(String why) {
        return new InvalidRequest(why);
    }

    static ApiException noMultiRegionPoint() {
        return new NoSuchMultiRegionAccessPoint("The specified Multi-Region Access Point does not exist.");
    }

    static ApiException noAsyncRequest() {
        return new NoSuchAsyncRequest("The specified request was not found.");
    }

    /** S3 API Reference, SubmitMultiRegionAccessPointRoutes: wording of our own. */
    static ApiException invalidRoute() {
        return new InvalidRequest(
                "A route names a bucket or a Region of the access point, and its traffic dial is 0 or 100.");
    }

    /** As {@link #invalidRoute}. */
    static ApiException noActiveRoute() {
        return new InvalidRequest("At least one Region must be active at all times.");
    }

    /** S3 User Guide, Multi-Region Access Point restrictions: wording of our own. */
    static ApiException tooManyMultiRegionPoints() {
        return new InvalidRequest("An account can have no more than " + S3ControlLimits.MULTI_REGION_POINTS.current()
                + " Multi-Region Access Points.");
    }

    /** Who calls names another account than his own. */
    static ApiException otherAccount() {
        return accessDenied();
    }

    static ApiException accessDenied() {
        return new AccessDenied("Access Denied");
    }
}
