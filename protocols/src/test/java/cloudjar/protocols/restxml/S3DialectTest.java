package cloudjar.protocols.restxml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.shape.CommonException;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.ServiceSchema;
import cloudjar.kernel.shape.Structure;
import cloudjar.kernel.shape.StructureFactory;
import cloudjar.modelgen.model.OperationModel;
import cloudjar.modelgen.model.ServiceModel;
import cloudjar.modelgen.schema.SchemaWriter;
import cloudjar.protocols.HttpResponse;
import cloudjar.protocols.smithy.CaseRequest;
import cloudjar.protocols.smithy.SmithyModels;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class S3DialectTest {
    private static final ServiceSchema S3 = service("s3");
    private static final RestXml PROTOCOL = new RestXml();
    private static final String PROLOG = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    @Test
    void errorStandsAloneAndNamesTheHost() {
        CommonException error = new CommonException("NoSuchBucket", 404, "The specified bucket does not exist");
        HttpResponse response = PROTOCOL.encode(S3, operation("ListObjectsV2"), error, "4442587FB7D0A2F9");
        String hostId = Objects.requireNonNull(response.header("x-amz-id-2"));
        assertThat(hostId).hasSize(76);
        assertThat(text(response))
                .isEqualTo(PROLOG
                        + "<Error><Code>NoSuchBucket</Code><Message>The specified bucket does not exist</Message>"
                        + "<RequestId>4442587FB7D0A2F9</RequestId><HostId>" + hostId + "</HostId></Error>");
        assertThat(response.header("x-amz-request-id")).isEqualTo("4442587FB7D0A2F9");
        assertThat(response.header("x-amzn-requestid")).isNull();
        assertThat(response.header("Content-Type")).isEqualTo("application/xml");
    }

    /** Recorded: test_s3_bucket_acl_exceptions. */
    @Test
    void emptyMessageIsAnEmptyElement() {
        CommonException error = new CommonException("InvalidArgument", 400, "");

        assertThat(text(PROTOCOL.encode(S3, operation("ListObjectsV2"), error, "id")))
                .contains("<Code>InvalidArgument</Code><Message></Message><RequestId>");
    }

    @Test
    void notModifiedHasNoBody() {
        CommonException error = new CommonException("NotModified", 304, "");
        HttpResponse response = PROTOCOL.encode(S3, operation("GetObject"), error, "id");
        assertThat(response.status()).isEqualTo(304);
        assertThat(response.length()).isZero();
        assertThat(response.header("Content-Type")).isNull();
    }

    @Test
    void locationOfABucketInTheFirstRegionIsAnEmptyElement() {
        OperationSchema operation = operation("GetBucketLocation");
        Structure output = operation.output().create(new Object[1]);
        assertThat(text(PROTOCOL.encode(operation, output, "id")))
                .isEqualTo(PROLOG + "<LocationConstraint xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"/>");
    }

    @Test
    void listingShowsMillisecondsAndQuotesOfTags() {
        Schema list = operation("ListObjectsV2").output();
        Schema object = member(list, "Contents").listMember();
        Structure entry = structure(
                object,
                Map.of("Key", "a\u0001b", "LastModified", Instant.ofEpochSecond(1_255_369_830), "ETag", "\"e\""));
        Structure output = structure(list, Map.of("Name", "mybucket", "Contents", List.of(entry)));
        assertThat(text(PROTOCOL.encode(operation("ListObjectsV2"), output, "id")))
                .isEqualTo(PROLOG
                        + "<ListObjectsV2Output xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                        + "<Contents><Key>a&#x1;b</Key><LastModified>2009-10-12T17:50:30.000Z</LastModified>"
                        + "<ETag>&quot;e&quot;</ETag></Contents><Name>mybucket</Name></ListObjectsV2Output>");
    }

    @Test
    void answerWithoutContentHasNeitherBodyNorType() {
        OperationSchema operation = operation("DeleteObjectTagging");
        HttpResponse response = PROTOCOL.encode(operation, operation.output().create(new Object[1]), "id");
        assertThat(response.status()).isEqualTo(204);
        assertThat(response.length()).isZero();
        assertThat(response.header("Content-Type")).isNull();
        assertThat(response.header("x-amz-id-2")).isNotNull();
    }

    @Test
    void parameterOfAnotherTypeIsAnInvalidArgument() {
        CaseRequest request =
                CaseRequest.of("GET", "/mybucket", List.of("list-type=2", "max-keys=many"), Map.of(), new byte[0]);
        assertThatThrownBy(() -> PROTOCOL.decode(operation("ListObjectsV2"), request))
                .isInstanceOf(CommonException.class)
                .extracting(e -> ((CommonException) e).code())
                .isEqualTo("InvalidArgument");
    }

    @Test
    void errorToHeadHasNoBody() {
        ServiceModel model = new ServiceModel(S3.facts());
        OperationModel head = new OperationModel("HeadObject");
        head.method = "HEAD";
        model.operations().put(head.name, head);
        ServiceSchema s3 = ServiceSchema.open(SchemaWriter.write(model), StructureFactory.UNTYPED);
        HttpResponse response =
                PROTOCOL.encode(s3, s3.operation("HeadObject"), new CommonException("NoSuchKey", 404, "gone"), "id");
        assertThat(response.status()).isEqualTo(404);
        assertThat(response.length()).isZero();
        assertThat(response.header("x-amz-request-id")).isEqualTo("id");
    }

    @Test
    void generalErrorIsWrapped() {
        ServiceSchema general = service("restxmlprotocolnamespace");
        CommonException error = new CommonException("Throttling", 503, "Rate exceeded");
        HttpResponse response = PROTOCOL.encode(general, null, error, "id-1");
        assertThat(text(response))
                .isEqualTo(PROLOG
                        + "<ErrorResponse xmlns=\"https://example.com\"><Error><Type>Receiver</Type>"
                        + "<Code>Throttling</Code><Message>Rate exceeded</Message></Error>"
                        + "<RequestId>id-1</RequestId></ErrorResponse>");
        assertThat(response.header("x-amzn-requestid")).isEqualTo("id-1");
        assertThat(response.header("x-amz-id-2")).isNull();
    }

    @Test
    void bodyOfAGeneralServiceThatIsNoXmlIsAMalformedInput() {
        ServiceSchema general = service("restxmlprotocolnamespace");
        OperationSchema operation = Objects.requireNonNull(general.operation("SimpleScalarProperties"));
        CaseRequest request = CaseRequest.of("PUT", "/SimpleScalarProperties", List.of(), Map.of(), new byte[] {'x'});
        assertThatThrownBy(() -> PROTOCOL.decode(operation, request))
                .isInstanceOf(CommonException.class)
                .extracting(e -> ((CommonException) e).code())
                .isEqualTo("MalformedInput");
    }

    private static Structure structure(Schema schema, Map<String, Object> members) {
        @Nullable Object[] slots = new Object[schema.memberCount()];
        members.forEach((name, value) ->
                slots[Objects.requireNonNull(schema.member(name)).index()] = value);
        return schema.create(slots);
    }

    private static Schema member(Schema schema, String name) {
        return Objects.requireNonNull(schema.member(name)).target();
    }

    private static ServiceSchema service(String id) {
        return SmithyModels.services(ProtocolKind.REST_XML).stream()
                .map(SmithyModels.Service::schema)
                .filter(schema -> schema.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static OperationSchema operation(String name) {
        return Objects.requireNonNull(S3.operation(name));
    }

    private static String text(HttpResponse response) {
        return new String(response.buffer(), 0, response.length(), StandardCharsets.UTF_8);
    }
}
