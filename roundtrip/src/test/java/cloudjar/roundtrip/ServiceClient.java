package cloudjar.roundtrip;

import cloudjar.kernel.shape.ProtocolKind;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.s3.S3BaseClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsBaseClientBuilder;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * A service under test.
 *
 * @param id in the catalog
 * @param type the client's interface
 * @param protocol that the client speaks
 * @param wire the protocol's name, with its variant where the client speaks one
 */
record ServiceClient(String id, Class<? extends SdkClient> type, ProtocolKind protocol, String wire) {
    /** Every service under test. */
    static final List<ServiceClient> ALL = List.of(
            new ServiceClient("sqs", SqsClient.class, ProtocolKind.AWS_JSON_1_0, "awsJson1.0"),
            new ServiceClient("dynamodb", DynamoDbClient.class, ProtocolKind.AWS_JSON_1_0, "awsJson1.0"),
            new ServiceClient("kms", KmsClient.class, ProtocolKind.AWS_JSON_1_1, "awsJson1.1"),
            new ServiceClient("kinesis", KinesisClient.class, ProtocolKind.AWS_JSON_1_1, "awsJson1.1 in CBOR"),
            new ServiceClient("lambda", LambdaClient.class, ProtocolKind.REST_JSON_1, "restJson1"),
            new ServiceClient("apigateway", ApiGatewayClient.class, ProtocolKind.REST_JSON_1, "restJson1"),
            new ServiceClient("s3", S3Client.class, ProtocolKind.REST_XML, "restXml"),
            new ServiceClient("route53", Route53Client.class, ProtocolKind.REST_XML, "restXml"),
            new ServiceClient("cloudfront", CloudFrontClient.class, ProtocolKind.REST_XML, "restXml"),
            new ServiceClient("iam", IamClient.class, ProtocolKind.AWS_QUERY, "awsQuery"),
            new ServiceClient("sts", StsClient.class, ProtocolKind.AWS_QUERY, "awsQuery"),
            new ServiceClient("sns", SnsClient.class, ProtocolKind.AWS_QUERY, "awsQuery"),
            new ServiceClient("cloudwatch", CloudWatchClient.class, ProtocolKind.AWS_QUERY, "awsQuery"),
            new ServiceClient("ec2", Ec2Client.class, ProtocolKind.EC2_QUERY, "ec2Query"));

    /** A client that calls the server on this port, once. */
    SdkClient open(SdkHttpClient http, int port) {
        AwsClientBuilder<?, ?> builder = builder();
        ((AwsSyncClientBuilder<?, ?>) builder).httpClient(http);
        builder.endpointOverride(URI.create("http://127.0.0.1:" + port))
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("000000000000", "secret")))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .putAdvancedOption(SdkAdvancedClientOption.DISABLE_HOST_PREFIX_INJECTION, true)
                        .retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .apiCallTimeout(Duration.ofSeconds(20))
                        .build());
        // Clients compare MD5 sums and checksums, which random answers have not.
        if (builder instanceof S3BaseClientBuilder<?, ?> s3) {
            s3.forcePathStyle(true).responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        } else if (builder instanceof SqsBaseClientBuilder<?, ?> sqs) {
            sqs.checksumValidationEnabled(false);
        }
        return (SdkClient) builder.build();
    }

    private AwsClientBuilder<?, ?> builder() {
        try {
            return (AwsClientBuilder<?, ?>) type.getMethod("builder").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no builder of " + type, e);
        }
    }

    /** What the protocol can say. */
    ClientStructures.Wish wish(double fullness) {
        return switch (protocol) {
            case AWS_JSON_1_0, AWS_JSON_1_1, RPC_V2_CBOR -> new ClientStructures.Wish(fullness, true, true, false);
            case REST_JSON_1, REST_XML -> new ClientStructures.Wish(fullness, false, true, true);
            case AWS_QUERY, EC2_QUERY -> new ClientStructures.Wish(fullness, false, false, false);
        };
    }

    @Override
    public String toString() {
        return id;
    }
}
