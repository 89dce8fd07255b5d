package cloudjar.protocols.awsquery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.shape.CommonException;
import cloudjar.kernel.shape.ErrorTraits;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.kernel.shape.ServiceFacts;
import cloudjar.kernel.shape.ServiceSchema;
import cloudjar.kernel.shape.Structure;
import cloudjar.kernel.shape.StructureFactory;
import cloudjar.modelgen.model.ServiceModel;
import cloudjar.modelgen.schema.SchemaWriter;
import cloudjar.protocols.HttpResponse;
import cloudjar.protocols.smithy.CaseRequest;
import cloudjar.protocols.smithy.SmithyModels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsQueryTest {
    private static final ServiceSchema SERVICE =
            SmithyModels.services(ProtocolKind.AWS_QUERY).getFirst().schema();
    private static final AwsQuery PROTOCOL = new AwsQuery();

    @Test
    void parametersAreReadFromTheQueryStringOfAGet() throws IOException {
        CaseRequest request =
                CaseRequest.of("GET", "/", List.of("Action=SimpleInputParams", "Foo=a+b"), Map.of(), new byte[0]);
        assertThat(PROTOCOL.decode(operation("SimpleInputParams"), request).get("Foo"))
                .isEqualTo("a b");
    }

    @Test
    void parametersOfQueryStringAndBodyAreReadTogether() throws IOException {
        CaseRequest request = CaseRequest.of(
                "POST", "/", List.of("Foo=query"), Map.of(), "Foo=body&Bar=b".getBytes(StandardCharsets.UTF_8));
        Structure input = PROTOCOL.decode(operation("SimpleInputParams"), request);
        assertThat(input.get("Foo")).isEqualTo("query");
        assertThat(input.get("Bar")).isEqualTo("b");
    }

    @Test
    void listsAreOrderedByIndexWhateverTheOrderOfTheParameters() throws IOException {
        assertThat(decode("QueryLists", "ListArg.member.2=b&ListArg.member.10=j&ListArg.member.1=a")
                        .get("ListArg"))
                .isEqualTo(List.of("a", "b", "", "", "", "", "", "", "", "j"));
    }

    @Test
    void skippedStructuresAreEmpty() throws IOException {
        List<?> list = (List<?>) Objects.requireNonNull(
                decode("QueryLists", "ComplexListArg.member.2.hi=x").get("ComplexListArg"));
        assertThat(list).hasSize(2);
        assertThat(((Structure) list.get(0)).get("hi")).isNull();
        assertThat(((Structure) list.get(1)).get("hi")).isEqualTo("x");
    }

    @Test
    void parameterThatComesTwiceKeepsItsFirstValue() throws IOException {
        assertThat(decode("QueryLists", "FlattenedListArg.1=a&FlattenedListArg.1=b")
                        .get("FlattenedListArg"))
                .isEqualTo(List.of("a"));
    }

    /** Sentences of AWS, as probed; those of values with another type than boolean are ours. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "QueryLists | ListArg.member.0=a | 0 is not a valid index",
                "QueryLists | ListArg.member.01=a | Value found where not expected",
                "QueryLists | ListArg.member.x=a | Start of list found where not expected",
                "QueryLists | ListArg.member.9999999999=a | Index 9999999999 is illegal",
                "QueryLists | ListArg.member.13=a | Excessively sparse input would skip 12 list elements",
                "QueryLists | ListArg.1=a | Top level element may not be treated as a list",
                "QueryLists | ListArg=a | Unexpected list element termination",
                "QueryLists | NestedWithList=a | Unexpected complex element termination",
                "QueryMaps | MapArg.entry.1.key=a | A map entry needs a key and a value",
                "SimpleInputParams | Foo.Bar=a | Start of list found where not expected",
                "SimpleInputParams | Baz=TRUE | boolean must follow xsd1.1 definition",
                "SimpleInputParams | Baz= | missing value for boolean type",
                "SimpleInputParams | Bam=x | invalid value for integer type",
                "SimpleInputParams | Bam=2147483648 | invalid value for integer type",
                "SimpleInputParams | Boo=0x1p3 | invalid value for double type",
                "SimpleInputParams | Qux=? | invalid value for blob type",
                "QueryTimestamps | normalFormat=x | timestamp must follow ISO8601"
            })
    void parameterThatDoesNotFitIsAMalformedInput(String operation, String form, String message) {
        assertThatThrownBy(() -> decode(operation, form))
                .isInstanceOf(CommonException.class)
                .hasMessage(message)
                .extracting(e -> ((CommonException) e).code())
                .isEqualTo("MalformedInput");
    }

    @ParameterizedTest
    @CsvSource({
        "2015-01-25, 2015-01-25T00:00:00Z",
        "2015-01-25T08:00, 2015-01-25T08:00:00Z",
        "2015-01-25T08:00:00, 2015-01-25T08:00:00Z",
        "2015-01-25T08:00:00.5Z, 2015-01-25T08:00:00.500Z",
        "2015-01-25T08:00:00%2B01:00, 2015-01-25T07:00:00Z",
        "2015-01-25T08:00:00-01:30, 2015-01-25T09:30:00Z"
    })
    void timestampsMayLackWhatIsObvious(String sent, String read) throws IOException {
        assertThat(String.valueOf(
                        decode("QueryTimestamps", "normalFormat=" + sent).get("normalFormat")))
                .isEqualTo(read);
    }

    @Test
    @Timeout(20)
    void tenThousandParametersInAnyOrderAreRead() throws IOException {
        List<String> parameters = new ArrayList<>();
        for (int i = 1; i <= 10_000; i++) {
            parameters.add("ComplexListArg.member." + i + ".hi=v" + i);
            parameters.add("Unknown" + i + ".member.1.x=y");
        }
        Collections.shuffle(parameters, new Random(3));
        List<?> list = (List<?>) Objects.requireNonNull(
                decode("QueryLists", String.join("&", parameters)).get("ComplexListArg"));
        assertThat(list).hasSize(10_000);
        assertThat(((Structure) list.get(4_321)).get("hi")).isEqualTo("v4322");
    }

    @Test
    void nameOfTooManySegmentsIsAMalformedQueryString() {
        assertThatThrownBy(() -> decode("NestedStructures", "Nested." + "RecursiveArg.".repeat(5000) + "StringArg=x"))
                .isInstanceOf(CommonException.class)
                .extracting(e -> ((CommonException) e).code())
                .isEqualTo("MalformedQueryString");
    }

    @Test
    void answerHasResultAndRequestId() {
        OperationSchema operation = operation("XmlBlobs");
        @Nullable Object[] slots = new Object[operation.output().memberCount()];
        HttpResponse response = PROTOCOL.encode(operation, operation.output().create(slots), "id-1");
        assertThat(text(response)).isEqualTo(compact("""
                <XmlBlobsResponse xmlns="https://example.com/"><XmlBlobsResult/>
                <ResponseMetadata><RequestId>id-1</RequestId></ResponseMetadata></XmlBlobsResponse>"""));
        assertThat(response.header("x-amzn-requestid")).isEqualTo("id-1");
        assertThat(response.header("Content-Type")).isEqualTo("text/xml");
    }

    @Test
    void answerOfAnOperationWithoutOutputHasNoResult() {
        OperationSchema operation = operation("NoInputAndNoOutput");
        HttpResponse response = PROTOCOL.encode(operation, operation.output().create(new Object[0]), "id-1");
        assertThat(text(response)).isEqualTo(compact("""
                <NoInputAndNoOutputResponse xmlns="https://example.com/">
                <ResponseMetadata><RequestId>id-1</RequestId></ResponseMetadata></NoInputAndNoOutputResponse>"""));
    }

    @Test
    void errorHasTypeCodeAndMessage() {
        ErrorTraits traits = new ErrorTraits("QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue", 400, true);
        CommonException error = new CommonException(traits, "<none>");
        HttpResponse response = PROTOCOL.encode(SERVICE, null, error, "id-1");
        assertThat(response.status()).isEqualTo(400);
        assertThat(text(response)).isEqualTo(compact("""
                <ErrorResponse xmlns="https://example.com/"><Error><Type>Sender</Type>
                <Code>AWS.SimpleQueueService.NonExistentQueue</Code><Message>&lt;none&gt;</Message>
                </Error><RequestId>id-1</RequestId></ErrorResponse>"""));
    }

    @Test
    void errorOfAServiceThatMovedOnToJsonHasAnEmptyDetail() {
        String namespace = "http://queue.amazonaws.com/doc/2012-11-05/";
        ServiceSchema sqs = movedOn(namespace, ProtocolKind.AWS_JSON_1_0);
        HttpResponse response = PROTOCOL.encode(sqs, null, new CommonException("InternalError", 500, "m"), "id-1");
        assertThat(text(response)).isEqualTo(compact("""
                <ErrorResponse xmlns="http://queue.amazonaws.com/doc/2012-11-05/"><Error><Type>Receiver</Type>
                <Code>InternalError</Code><Message>m</Message><Detail/>
                </Error><RequestId>id-1</RequestId></ErrorResponse>"""));
    }

    /** As CloudWatch's. */
    @Test
    void errorOfAServiceThatMovedOnToCborHasNoDetail() {
        ServiceSchema cloudWatch = movedOn("https://example.com/", ProtocolKind.RPC_V2_CBOR, ProtocolKind.AWS_QUERY);
        CommonException error = new CommonException("ResourceNotFound", 404, "It is gone");
        assertThat(text(PROTOCOL.encode(cloudWatch, null, error, "id-1"))).isEqualTo(compact("""
                <ErrorResponse xmlns="https://example.com/"><Error><Type>Sender</Type>
                <Code>ResourceNotFound</Code><Message>It is gone</Message></Error>
                <RequestId>id-1</RequestId></ErrorResponse>"""));
    }

    private static ServiceSchema movedOn(String namespace, ProtocolKind... protocols) {
        ServiceFacts facts = new ServiceFacts(
                "x", "X", "X", "2012-11-05", "x", "x", null, List.of(protocols), namespace, true, false);
        return ServiceSchema.open(SchemaWriter.write(new ServiceModel(facts)), StructureFactory.UNTYPED);
    }

    private static Structure decode(String operation, String form) throws IOException {
        byte[] body = form.getBytes(StandardCharsets.UTF_8);
        return PROTOCOL.decode(operation(operation), CaseRequest.of("POST", "/", List.of(), Map.of(), body));
    }

    private static OperationSchema operation(String name) {
        return Objects.requireNonNull(SERVICE.operation(name));
    }

    private static String text(HttpResponse response) {
        return new String(response.buffer(), 0, response.length(), StandardCharsets.UTF_8);
    }

    private static String compact(String lines) {
        return lines.replace("\n", "");
    }
}
