package cloudjar.gateway.resolve;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What AWS's front ends do and its models do not say: each line with its reason. */
final class Customs {
    /** Labels of host names that are in no model, and the service they mean. */
    static final Map<String, String> HOST_LABELS = Map.of(
            // SQS's first host name, still in older clients and in the queue URLs they kept.
            "queue", "sqs",
            // S3's host name of us-east-1 from before it had regions.
            "s3-external-1", "s3",
            // Directory buckets' own endpoint; the API is S3's.
            "s3express-control", "s3",
            // Access points' endpoints, and that of access points of many regions: their names stand where buckets' do.
            "s3-accesspoint", "s3",
            "s3-accesspoint-fips", "s3",
            "accesspoint.s3-global", "s3");

    /** What the label of a zone's endpoint begins with, which has directory buckets before it: {@code s3express-use1-az4}. */
    static final String ZONE_LABEL = "s3express-";

    /** Signing names that are in no model, and the service they mean. */
    static final Map<String, String> SIGNING_NAMES = Map.of(
            // Directory buckets are signed for by a name of their own; the API is S3's.
            "s3express", "s3",
            // WriteGetObjectResponse, the one operation of S3 that functions call, is signed for as S3 Object Lambda.
            "s3-object-lambda", "s3");

    /** Signing names of one service by which calls of another are signed as well. */
    static final Map<String, String> MORE_SIGNING_NAMES = Map.of(
            // Whoever names an Outpost calls S3 Control and signs for S3 on Outposts, which has endpoints alone.
            "s3-outposts", "s3control");

    /** Services whose buckets may stand in the host name: a rule of S3's documentation, not of its model. */
    static final Set<String> VIRTUAL_HOSTED = Set.of("s3");

    /** The service that a request means that says nothing: browsers and curl ask S3 for objects, and nothing else. */
    static final String UNSAID = "s3";

    /** Where the pages of buckets' websites are, whatever the host name: a path of ours, of which the overlay of S3 knows. */
    static final String WEBSITE_PATH = "/_aws/s3-website/";

    /** Where functions answer at URLs of their own, whatever the host name: as of websites. */
    static final String FUNCTION_URL_PATH = "/_aws/lambda-url/";

    /** The service that answers there. */
    static final String FUNCTIONS = "lambda";

    /** The header that every call of the portal of IAM Identity Center has, and none of another service. */
    static final String PORTAL_HEADER = "x-amz-sso_bearer_token";

    /** The services whose calls are never signed: the portal, told by its header, and OpenID Connect, by JSON that is posted. */
    static final String PORTAL = "sso";

    static final String OPENID_CONNECT = "ssooidc";

    /** The service of a form without version that is sent to a path beginning with an account: SQS's queue URLs. */
    static final String ACCOUNT_PATH_FORM = "sqs";

    /** Actions of forms without version, and the service they mean: the links in SNS's messages (recorded). */
    static final Map<String, String> LINKS = Map.of("ConfirmSubscription", "sns", "Unsubscribe", "sns");

    /** What a queue's URL does not answer (asserted against AWS: test_get_create_queue_fails, test_get_list_queues_fails). */
    static final Set<String> NOT_ON_A_QUEUE = Set.of("CreateQueue", "ListQueues");

    /** Host labels behind which there is no API but users' own content. */
    static final Map<String, HostName.Kind> CONTENT_LABELS = Map.of(
            "s3-website", HostName.Kind.WEBSITE,
            "execute-api", HostName.Kind.EXECUTE_API,
            "lambda-url", HostName.Kind.FUNCTION_URL);

    /**
     * Operations that give way to others with the very same template, by service.
     *
     * <p>s3: ListDirectoryBuckets has ListBuckets' template and is meant only at {@code s3express-control}.
     */
    static final Map<String, Set<String>> GIVE_WAY = Map.of("s3", Set.of("ListDirectoryBuckets"));

    /** Operations that another operation stands for, with the very same template, where it is signed for by another name. */
    static final Map<String, Map<String, String>> SIGNED_TWINS =
            Map.of("s3express", Map.of("ListBuckets", "ListDirectoryBuckets"));

    /** What host names of ours and of AWS's end with, the longer before the shorter. */
    static final List<String> HOST_SUFFIXES = List.of(
            ".localhost.localstack.cloud", ".localhost", ".amazonaws.com", ".amazonaws.com.cn", ".api.aws", ".on.aws");

    private Customs() {}
}
