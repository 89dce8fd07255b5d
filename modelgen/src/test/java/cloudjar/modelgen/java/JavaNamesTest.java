package cloudjar.modelgen.java;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaNamesTest {
    @ParameterizedTest
    @CsvSource({
        "QueueUrl, queueUrl",
        "MD5OfBody, md5OfBody",
        "SSEAlgorithm, sseAlgorithm",
        "ACL, acl",
        "ETag, eTag",
        "tags, tags",
        "S, s",
        "NULL, null_",
        "Values, values",
        "Schema, schema_",
        "Default, default_",
        "X-Amz-Expires, x_Amz_Expires"
    })
    void membersBeginInLowerCase(String member, String expected) {
        assertThat(JavaNames.member(member)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "SQS, Sqs",
        "S3, S3",
        "DynamoDB, DynamoDb",
        "DynamoDB Streams, DynamoDbStreams",
        "Elastic Load Balancing v2, ElasticLoadBalancingV2",
        "SSO Admin, SsoAdmin",
        "WAFV2, Wafv2",
        "API Gateway, ApiGateway"
    })
    void servicesAreSpeltAsWords(String serviceId, String expected) {
        assertThat(JavaNames.serviceType(serviceId)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "QueueArn, QUEUE_ARN",
        "AES256, AES256",
        "aws:kms, AWS_KMS",
        "ap-south-1, AP_SOUTH_1",
        "3DES, _3_DES",
        "AWSTraceHeader, AWS_TRACE_HEADER",
        "'', _EMPTY"
    })
    void enumValuesBecomeConstants(String value, String expected) {
        assertThat(JavaNames.constant(value)).isEqualTo(expected);
    }
}
