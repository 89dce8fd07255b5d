package cloudjar.services.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.api.dynamodb.DynamoDb;
import cloudjar.api.iam.Iam;
import cloudjar.api.kms.Kms;
import cloudjar.api.s3.S3;
import cloudjar.api.sqs.Sqs;
import cloudjar.api.sts.Sts;
import cloudjar.kernel.call.ServiceApi;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OperationFactsTest {
    static Arguments[] operations() {
        return new Arguments[] {
            Arguments.of(Sqs.API, "SendMessage", EventKind.DATA, false, "SendMessage"),
            Arguments.of(Sqs.API, "PurgeQueue", EventKind.MANAGEMENT, false, "PurgeQueue"),
            Arguments.of(DynamoDb.API, "BatchGetItem", EventKind.DATA, true, "BatchGetItem"),
            Arguments.of(DynamoDb.API, "BatchWriteItem", EventKind.DATA, false, "BatchWriteItem"),
            Arguments.of(DynamoDb.API, "TransactGetItems", EventKind.DATA, true, "TransactGetItems"),
            Arguments.of(DynamoDb.API, "DescribeTable", EventKind.MANAGEMENT, true, "DescribeTable"),
            Arguments.of(S3.API, "ListObjectsV2", EventKind.DATA, true, "ListObjects"),
            Arguments.of(S3.API, "PutPublicAccessBlock", EventKind.MANAGEMENT, false, "PutBucketPublicAccessBlock"),
            Arguments.of(S3.API, "HeadBucket", EventKind.DATA, true, "HeadBucket"),
            Arguments.of(Kms.API, "Decrypt", EventKind.MANAGEMENT, true, "Decrypt"),
            Arguments.of(Kms.API, "CreateKey", EventKind.MANAGEMENT, false, "CreateKey"),
            Arguments.of(Sts.API, "AssumeRole", EventKind.MANAGEMENT, true, "AssumeRole"),
            Arguments.of(Iam.API, "SimulateCustomPolicy", EventKind.MANAGEMENT, true, "SimulateCustomPolicy"),
        };
    }

    @ParameterizedTest
    @MethodSource("operations")
    void eachOperationHasItsKindAndItsWay(
            ServiceApi<?> api, String operation, EventKind kind, boolean readOnly, String name) {
        OperationFacts facts =
                OperationFacts.of(Objects.requireNonNull(api.schema().operation(operation)));

        assertThat(facts.kind()).isEqualTo(kind);
        assertThat(facts.readOnly()).isEqualTo(readOnly);
        assertThat(facts.name()).isEqualTo(name);
        assertThat(facts.source()).endsWith(".amazonaws.com");
    }
}
