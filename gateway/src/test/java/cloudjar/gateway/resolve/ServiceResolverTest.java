package cloudjar.gateway.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.gateway.TestRequest;
import cloudjar.gateway.auth.ClaimReader;
import cloudjar.gateway.stage.Admitted;
import cloudjar.kernel.call.Endpoint;
import cloudjar.kernel.shape.Catalog;
import cloudjar.kernel.shape.ProtocolKind;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which operation each form of request means. Nothing is served here, so the refusal tells what was found. */
class ServiceResolverTest {
    private static final ServiceResolver RESOLVER = new ServiceResolver(Catalog.open(), List.of(), 1 << 20);

    private static UnresolvedException refusal(TestRequest request) {
        Endpoint endpoint = new Endpoint("http", request.received().authority(), "");
        Admitted admitted = new Admitted(request, "id", "default", endpoint, "127.0.0.1", ClaimReader.read(request), 0);
        try {
            RESOLVER.take(admitted);
        } catch (UnresolvedException e) {
            return e;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("nothing is served");
    }

    private static String found(TestRequest request) {
        UnresolvedException refusal = refusal(request);
        return refusal.operation().isEmpty() ? refusal.error().code() : refusal.service() + ":" + refusal.operation();
    }

    @ParameterizedTest
    @CsvSource({
        "DynamoDB_20120810.GetItem, dynamodb:GetItem",
        "DynamoDBStreams_20120810.GetRecords, dynamodbstreams:GetRecords",
        "AmazonSQS.SendMessage, sqs:SendMessage",
        "AWSEvents.PutEvents, eventbridge:PutEvents",
        "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents, cloudtrail:LookupEvents",
        "Timestream_20181101.WriteRecords, timestreamwrite:WriteRecords",
        "Timestream_20181101.Query, timestreamquery:Query",
        "AmazonSQS.Nothing, UnknownOperationException",
        "AmazonSQS, UnknownOperationException",
        "Nobody.Nothing, UnknownService",
    })
    void aTargetNamesTheOperation(String target, String expected) {
        assertThat(found(TestRequest.of("POST /").json(target, "{}"))).isEqualTo(expected);
    }

    @Test
    void theCallersVersionOfJsonIsAnsweredInKind() {
        TestRequest request = TestRequest.of("POST /")
                .with("X-Amz-Target", "DynamoDB_20120810.ListTables")
                .with("Content-Type", "application/x-amz-json-1.1");
        assertThat(refusal(request).protocol()).isEqualTo(ProtocolKind.AWS_JSON_1_1);
        TestRequest untyped = TestRequest.of("POST /").with("X-Amz-Target", "DynamoDB_20120810.ListTables");
        assertThat(refusal(untyped).protocol()).isEqualTo(ProtocolKind.AWS_JSON_1_0);
    }

    @Test
    void thePathNamesTheOperationOfSmithyRpc() {
        TestRequest request = TestRequest.of("POST /service/GraniteServiceVersion20100801/operation/PutMetricData")
                .with("Smithy-Protocol", "rpc-v2-cbor");
        assertThat(found(request)).isEqualTo("cloudwatch:PutMetricData");
        assertThat(refusal(request).protocol()).isEqualTo(ProtocolKind.RPC_V2_CBOR);
    }

    @ParameterizedTest
    @CsvSource({
        "sts, Action=GetCallerIdentity&Version=2011-06-15, sts:GetCallerIdentity",
        "iam, Version=2010-05-08&Action=ListUsers, iam:ListUsers",
        "rds, Action=DescribeDBInstances&Version=2014-10-31, rds:DescribeDBInstances",
        "elasticloadbalancing, Action=DescribeLoadBalancers&Version=2012-06-01, elasticloadbalancing:DescribeLoadBalancers",
        "elasticloadbalancing, Action=DescribeLoadBalancers&Version=2015-12-01, elasticloadbalancingv2:DescribeLoadBalancers",
        "ses, Action=SendEmail&Version=2010-12-01, ses:SendEmail",
        "monitoring, Action=PutMetricData&Version=2010-08-01, cloudwatch:PutMetricData",
        "ec2, Action=DescribeInstances&Version=2016-11-15, ec2:DescribeInstances",
        "ec2, Action=Nothing&Version=2016-11-15, InvalidAction",
        "iam, Foo=Bar, MissingAction",
        "nobody, Action=X&Version=2010-01-01, UnknownService",
    })
    void theScopeNamesTheServiceOfAForm(String scope, String form, String expected) {
        assertThat(found(TestRequest.of("POST /").form(form).signedFor(scope))).isEqualTo(expected);
        if (form.contains("Action")) {
            assertThat(found(TestRequest.of("GET /?" + form).signedFor(scope))).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST /, Action=AssumeRoleWithWebIdentity&Version=2011-06-15, sts:AssumeRoleWithWebIdentity",
        "POST /, Action=CreateDBCluster&Version=2014-10-31, rds:CreateDBCluster",
        "POST /, Action=SendMessage&Version=2012-11-05, sqs:SendMessage",
        "POST /000000000000/name, Action=SendMessage, sqs:SendMessage",
        "POST /000000000000/name, Action=SendMessage&Version=2012-11-05, sqs:SendMessage",
        "POST /queue/us-east-1/000000000000/name, Action=SendMessage, sqs:SendMessage",
        "POST /, Action=SendMessage&Version=1999-01-01, UnknownService",
        "POST /, Action=SendMessage, UnknownService",
    })
    void anUnsignedFormIsKnownByItsVersionOrAQueueUrl(String line, String form, String expected) {
        assertThat(found(TestRequest.of(line).form(form))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "sqs.us-east-1.localhost:4566, sqs",
        "sqs.localhost, sqs",
        "sqs.eu-west-1.localhost.localstack.cloud:4566, sqs",
        "sqs.us-east-1.amazonaws.com, sqs",
        "SQS.US-EAST-1.AMAZONAWS.COM, sqs",
        "queue.amazonaws.com, sqs",
        "us-east-1.queue.amazonaws.com, sqs",
        "eu-west-1.queue.localhost.localstack.cloud:4566, sqs",
        "sqs.us-east-1.api.aws, sqs",
        "sqs.cn-north-1.amazonaws.com.cn, sqs",
    })
    void theHostNamesTheService(String host, String service) {
        assertThat(found(TestRequest.of("POST /000000000000/q").at(host).form("Action=SendMessage")))
                .isEqualTo(service + ":SendMessage");
    }

    @ParameterizedTest
    @CsvSource({
        "lambda.us-east-1.localhost, GET /2015-03-31/functions/, lambda:ListFunctions",
        "lambda.us-east-1.localhost, GET /2015-03-31/functions, lambda:ListFunctions",
        "api.ecr.us-east-1.amazonaws.com, POST /, UnknownOperationException",
        "streams.dynamodb.us-east-1.amazonaws.com, POST /, UnknownOperationException",
        "iam.amazonaws.com, GET /, MissingAction",
        "email.us-east-1.localhost, POST /v2/email/outbound-emails, sesv2:SendEmail",
        "apigateway.us-east-1.localhost, GET /restapis, apigateway:GetRestApis",
        "apigateway.us-east-1.localhost, GET /v2/apis, apigatewayv2:GetApis",
        "route53.amazonaws.com, GET /2013-04-01/hostedzone, route53:ListHostedZones",
        "cloudfront.localhost, POST /2020-05-31/distribution?WithTags, cloudfront:CreateDistributionWithTags",
        "cloudfront.localhost, POST /2020-05-31/distribution, cloudfront:CreateDistribution",
        "lambda.localhost, GET /nothing, UnknownOperationException",
    })
    void theHostNamesTheServiceOfAPath(String host, String line, String expected) {
        assertThat(found(TestRequest.of(line).at(host))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:4566, GET /bucket/key",
        "127.0.0.1:4566, GET /bucket/key",
        "[::1]:4566, GET /bucket/key",
        "cloudjar:4566, GET /bucket/key",
        "localhost.localstack.cloud:4566, GET /bucket/key",
        "s3.localhost:4566, GET /bucket/key",
        "s3.us-east-1.localhost:4566, GET /bucket/key",
        "s3.amazonaws.com, GET /bucket/key",
        "s3-us-west-2.amazonaws.com, GET /bucket/key",
        "s3.dualstack.us-west-2.amazonaws.com, GET /bucket/key",
        "bucket.s3.localhost:4566, GET /key",
        "bucket.s3.us-east-1.localhost.localstack.cloud:4566, GET /key",
        "bucket.s3.amazonaws.com, GET /key",
        "bucket.s3.us-west-2.amazonaws.com, GET /key",
        "bucket.s3-us-west-2.amazonaws.com, GET /key",
        "my.dotted.bucket.s3.localhost, GET /key",
        "us-east-1.s3.localhost, GET /key",
        "logs--use1-az4--x-s3.s3express-use1-az4.us-east-1.amazonaws.com, GET /key",
        "logs--use1-az4--x-s3.s3express-use1-az4.dualstack.us-east-1.amazonaws.com, GET /key",
        "s3express-use1-az4.us-east-1.localhost:4566, GET /bucket/key",
        "door-000000000000.s3-accesspoint.us-west-2.amazonaws.com, GET /key",
        "mfzwi23gnjvgw.mrap.accesspoint.s3-global.amazonaws.com, GET /key",
    })
    void objectsAreAskedForByEveryHost(String host, String line) {
        assertThat(found(TestRequest.of(line).at(host))).isEqualTo("s3:GetObject");
        assertThat(found(TestRequest.of(line).at(host).signedFor("s3"))).isEqualTo("s3:GetObject");
    }

    @ParameterizedTest
    @CsvSource({
        "GET /federation/credentials?role_name=r&account_id=1, x-amz-sso_bearer_token, token, sso:GetRoleCredentials",
        "GET /federation/credentials, Accept, text/html, s3:GetObject",
        "POST /token, Content-Type, application/json, ssooidc:CreateToken",
        "POST /client/register, Content-Type, application/json, ssooidc:RegisterClient",
        "POST /device_authorization, Content-Type, application/json, ssooidc:StartDeviceAuthorization",
        "GET /token, Accept, text/html, s3:ListObjects",
    })
    void servicesThatAreNeverSignedForAreToldFromS3(String line, String header, String value, String expected) {
        assertThat(found(TestRequest.of(line).with(header, value))).isEqualTo(expected);
    }

    @Test
    void aBucketStraightBeforeTheEndpointIsOneWhereS3IsSignedFor() {
        TestRequest request = TestRequest.of("PUT /").at("bucket.localhost:4566");
        assertThat(found(request.signedFor("s3"))).isEqualTo("s3:CreateBucket");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bucket.s3-website.us-east-1.localhost", "bucket.s3-website-us-east-1.amazonaws.com"})
    void aBucketsWebsiteIsAnswersOfS3(String host) {
        assertThat(found(TestRequest.of("GET /index.html").at(host))).isEqualTo("s3:GetWebsiteObject");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc123.lambda-url.us-east-1.on.aws", "abc123.lambda-url.us-east-1.localhost:4566"})
    void whateverIsSentToAFunctionsUrlIsTheFunctions(String host) {
        TestRequest request = TestRequest.of("POST /a%2Fb?q=%20");
        assertThat(found(request.json("AmazonSQS.SendMessage", "{}").at(host))).isEqualTo("lambda:PostFunctionUrl");
        assertThat(found(TestRequest.of("OPTIONS /").at(host))).isEqualTo("lambda:OptionsFunctionUrl");
    }

    @Test
    void usersOwnContentIsNoApi() {
        String host = "abc123.execute-api.us-east-1.localhost";
        UnresolvedException refusal = refusal(TestRequest.of("GET /index.html").at(host));
        assertThat(refusal.error().status()).isEqualTo(501);
        assertThat(refusal.error().getMessage()).contains("API Gateway");
    }

    @ParameterizedTest
    @CsvSource({
        "GET /, ListBuckets",
        "HEAD /b, HeadBucket",
        "PUT /b, CreateBucket",
        "PUT /b/, CreateBucket",
        "DELETE /b, DeleteBucket",
        "GET /b, ListObjects",
        "GET /b/, ListObjects",
        "GET /b?list-type=2, ListObjectsV2",
        "GET /b?prefix=acl&list-type=2&max-keys=1, ListObjectsV2",
        "GET /b?list-type=1, ListObjects",
        "GET /b?acl, GetBucketAcl",
        "GET /b?acl=, GetBucketAcl",
        "GET /b?uploads, ListMultipartUploads",
        "GET /b?versions&prefix=x, ListObjectVersions",
        "GET /b?location, GetBucketLocation",
        "GET /b?analytics, ListBucketAnalyticsConfigurations",
        "GET /b?analytics&id=x, GetBucketAnalyticsConfiguration",
        "GET /b?object-lock, GetObjectLockConfiguration",
        "PUT /b?lifecycle, PutBucketLifecycleConfiguration",
        "PUT /b?notification, PutBucketNotificationConfiguration",
        "POST /b?delete, DeleteObjects",
        "POST /b, PostObject",
        "GET /b/k, GetObject",
        "GET /b/k/, GetObject",
        "GET /b//k, GetObject",
        "GET /b/a/b/c, GetObject",
        "GET /b/../k, GetObject",
        "GET /b/k?acl, GetObjectAcl",
        "GET /b/k?versionId=acl, GetObject",
        "GET /b/k?uploadId=u, ListParts",
        "GET /b/k?tagging&versionId=v, GetObjectTagging",
        "HEAD /b/k, HeadObject",
        "PUT /b/k, PutObject",
        "PUT /b/k?x-id=PutObject, PutObject",
        "PUT /b/k?partNumber=1&uploadId=u, UploadPart",
        "PUT /b/k?tagging, PutObjectTagging",
        "POST /b/k?uploads, CreateMultipartUpload",
        "POST /b/k?uploadId=u, CompleteMultipartUpload",
        "POST /b/k?select&select-type=2, SelectObjectContent",
        "DELETE /b/k, DeleteObject",
        "DELETE /b/k?uploadId=u, AbortMultipartUpload",
        "PATCH /b/k, ''",
        "GET /b/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=k%2F20260101%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-SignedHeaders=host&X-Amz-Signature=0, GetObject",
        "GET /b/k?AWSAccessKeyId=k&Signature=s&Expires=1, GetObject",
    })
    void theMostSpecificOperationOfS3IsMeant(String line, String operation) {
        assertThat(refusal(TestRequest.of(line)).operation()).isEqualTo(operation);
    }

    @Test
    void requiredHeadersTellCopiesFromUploads() {
        assertThat(found(TestRequest.of("PUT /b/k").with("x-amz-copy-source", "/a/b")))
                .isEqualTo("s3:CopyObject");
        assertThat(found(TestRequest.of("PUT /b/k?partNumber=1&uploadId=u").with("x-amz-copy-source", "/a/b")))
                .isEqualTo("s3:UploadPartCopy");
    }

    @Test
    void s3AndItsControlPlaneShareAName() {
        assertThat(found(TestRequest.of("GET /v20180820/configuration/publicAccessBlock")
                        .signedFor("s3")))
                .isEqualTo("s3control:GetPublicAccessBlock");
        assertThat(found(TestRequest.of("GET /v20180820/accesspoint")
                        .at("123456789012.s3-control.us-east-1.amazonaws.com")
                        .signedFor("s3")))
                .isEqualTo("s3control:ListAccessPoints");
    }

    @ParameterizedTest
    @CsvSource({
        "lambda, POST /2015-03-31/functions/f/invocations, lambda:Invoke",
        "lambda, POST /2015-03-31/functions/arn%3Aaws%3Alambda%3Aus-east-1%3A0%3Afunction%3Af/invocations, lambda:Invoke",
        "lambda, GET /2018-10-31/layers, lambda:ListLayers",
        "lambda, GET /2018-10-31/layers?find=LayerVersion&Arn=x, lambda:GetLayerVersionByArn",
        "lambda, GET /2018-10-31/layers?find=LayerVersion, lambda:GetLayerVersionByArn",
        "apigateway, POST /restapis?mode=import, apigateway:ImportRestApi",
        "apigateway, POST /restapis, apigateway:CreateRestApi",
        "execute-api, POST /@connections/x, apigatewaymanagementapi:PostToConnection",
        "iotdata, POST /topics/a%2Fb, iotdataplane:Publish",
        "s3express, GET /b/k, s3:GetObject",
        "s3express, GET /, s3:ListDirectoryBuckets",
        "s3-outposts, GET /v20180820/bucket, s3control:ListRegionalBuckets",
        "kms, POST /, UnknownOperationException",
    })
    void theScopeNamesTheServiceOfAPath(String scope, String line, String expected) {
        assertThat(found(TestRequest.of(line).signedFor(scope))).isEqualTo(expected);
    }

    @Test
    void aFormSentToObjectsIsNoApiCall() {
        assertThat(found(TestRequest.of("PUT /b/k").form("Action=ListUsers&Version=2010-05-08")))
                .isEqualTo("s3:PutObject");
        assertThat(found(TestRequest.of("POST /b/k?uploads").form("Action=X").signedFor("s3")))
                .isEqualTo("s3:CreateMultipartUpload");
    }

    @Test
    void everyRouteOfEveryServiceLeadsToItself() {
        // A template's own example must resolve to its operation, or the table of customs lacks a line.
        Catalog catalog = Catalog.open();
        List<String> strays = RouteProbe.strays(catalog);
        assertThat(strays).containsExactly("s3:ListDirectoryBuckets -> ListBuckets");
    }
}
