package cloudjar.gateway.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Catalog;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.Structure;
import cloudjar.kernel.shape.Validator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each family of services refuses in its own words: as recorded from AWS, documented, or reported by its callers. */
class WordingsTest {
    private static final Catalog CATALOG = Catalog.open();

    @Test
    void ec2NamesWhatIsMissingAsFormsDo() {
        assertRefused("ec2", "ImportKeyPair", Map.of("KeyName", "k"))
                .isEqualTo("MissingParameter: The request must contain the parameter PublicKeyMaterial");
        assertRefused("ec2", "CancelSpotInstanceRequests", Map.of())
                .isEqualTo("MissingParameter: The request must contain the parameter SpotInstanceRequestId");
    }

    @Test
    void ec2NamesWhatIsWrongWithASmallLetter() {
        assertRefused("ec2", "DescribeVpcs", Map.of("MaxResults", 3))
                .isEqualTo("InvalidParameterValue: Value ( 3 ) for parameter maxResults is invalid. Expecting a value"
                        + " greater than 5.");
        assertRefused("ec2", "CreateVpc", Map.of("InstanceTenancy", "shared"))
                .isEqualTo("InvalidParameterValue: Value (shared) for parameter instanceTenancy is invalid.");
    }

    @Test
    void s3TellsAMissingDocumentFromABrokenOne() {
        assertRefused("s3", "PutBucketTagging", Map.of("Bucket", "b"))
                .isEqualTo("MissingRequestBodyError: Request Body is empty");
        Structure tag = structure(shape("s3", "PutBucketTagging", "Tagging", "TagSet"), Map.of("Key", "k"));
        Structure tagging = structure(shape("s3", "PutBucketTagging", "Tagging"), Map.of("TagSet", List.of(tag)));
        assertRefused("s3", "PutBucketTagging", Map.of("Bucket", "b", "Tagging", tagging))
                .isEqualTo("MalformedXML: The XML you provided was not well-formed or did not validate against our"
                        + " published schema");
    }

    @Test
    void s3AndSqsHaveAWordOfTheirOwnForWhateverElseIsWrong() {
        assertThat(refusal("s3", "PutObject", Map.of("Bucket", "b", "Key", "k", "StorageClass", "PAPER")))
                .isNull();
        assertThat(refusal("sqs", "CreateQueue", Map.of("QueueName", "no spaces please")))
                .isNull();
    }

    @Test
    void theCodeIsTheServices() {
        String word =
                "1 validation error detected: Value 'x y' at 'roleSessionName' failed to satisfy constraint: Member"
                        + " must satisfy regular expression pattern: [\\w+=,.@-]*";
        assertRefused(
                        "sts",
                        "AssumeRole",
                        Map.of("RoleArn", "arn:aws:iam::000000000000:role/r", "RoleSessionName", "x y"))
                .isEqualTo("ValidationError: " + word);
        assertThat(List.of("cloudwatchlogs", "transcribe", "cognitoidentityprovider", "appconfig", "route53"))
                .extracting(id -> id, WordingsTest::codeForAnythingMissing)
                .containsExactly(
                        tuple("cloudwatchlogs", "InvalidParameterException"),
                        tuple("transcribe", "BadRequestException"),
                        tuple("cognitoidentityprovider", "InvalidParameterException"),
                        tuple("appconfig", "BadRequestException"),
                        tuple("route53", "InvalidInput"));
    }

    /** As recorded. */
    @Test
    void newerOperationsOfLogsAndCloudWatchInJsonSayValidationException() {
        assertRefused("cloudwatchlogs", "PutDeliveryDestination", Map.of("name", "d", "outputFormat", "foobar"))
                .startsWith("ValidationException: 2 validation errors detected: Value 'foobar' at 'outputFormat'");
        assertRefused("cloudwatch", "SetAlarmState", Map.of("AlarmName", "a", "StateValue", "X", "StateReason", "r"))
                .startsWith("ValidationException: 1 validation error detected: Value 'X' at 'stateValue'");
    }

    /** As recorded. */
    @Test
    void iamRepeatsNoValues() {
        assertRefused(
                        "iam",
                        "UpdateServiceSpecificCredential",
                        Map.of("ServiceSpecificCredentialId", "not-an-id-of-twenty-letters", "Status", "Active"))
                .isEqualTo("ValidationError: 1 validation error detected: Value at 'serviceSpecificCredentialId' failed"
                        + " to satisfy constraint: Member must satisfy regular expression pattern: [\\w]+");
        assertRefused(
                        "iam",
                        "UpdateServiceSpecificCredential",
                        Map.of("ServiceSpecificCredentialId", "ACCAEXAMPLEEXAMPLE01", "Status", "Invalid"))
                .isEqualTo("ValidationError: 1 validation error detected: Value at 'status' failed to satisfy"
                        + " constraint: Member must satisfy enum value set");
    }

    @Test
    void whatAMemberDemandsBeyondItsShapeIsHeld() {
        assertRefused("mediaconnect", "StartFlow", Map.of("FlowArn", "mine"))
                .isEqualTo(
                        "ValidationException: 1 validation error detected: Value 'mine' at 'flowArn' failed to satisfy"
                                + " constraint: Member must satisfy regular expression pattern: ^arn:.+:mediaconnect.+:flow:.+$");
    }

    private static org.assertj.core.api.AbstractStringAssert<?> assertRefused(
            String service, String operation, Map<String, Object> input) {
        ApiException error = refusal(service, operation, input);
        assertThat(error).isNotNull();
        return assertThat(error.code() + ": " + error.getMessage());
    }

    private static String codeForAnythingMissing(String service) {
        for (OperationSchema operation : CATALOG.schema(service).operations()) {
            ApiException error = refusal(operation, Map.of());
            if (error != null) {
                return error.code();
            }
        }
        return "";
    }

    private static @Nullable ApiException refusal(String service, String operation, Map<String, Object> input) {
        return refusal(operation(service, operation), input);
    }

    private static @Nullable ApiException refusal(OperationSchema operation, Map<String, Object> input) {
        var violations = new Validator().check(structure(operation.input(), input));
        return violations.isEmpty() ? null : Wordings.of(operation).refuse(operation, violations);
    }

    private static OperationSchema operation(String service, String name) {
        return Objects.requireNonNull(CATALOG.schema(service).operation(name), name);
    }

    /** The shape at the end of a path of members; lists are entered. */
    private static Schema shape(String service, String operation, String... path) {
        Schema at = operation(service, operation).input();
        for (String name : path) {
            at = Objects.requireNonNull(at.member(name)).target();
            at = at.isStructural() ? at : at.listMember();
        }
        return at;
    }

    private static Structure structure(Schema schema, Map<String, Object> values) {
        @Nullable Object[] slots = new Object[schema.memberCount()];
        for (Member member : schema.members()) {
            slots[member.index()] = values.get(member.name());
        }
        return schema.create(slots);
    }
}
