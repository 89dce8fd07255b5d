package cloudjar.protocols.awsjson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.shape.CommonException;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.kernel.shape.ServiceFacts;
import cloudjar.kernel.shape.ServiceSchema;
import cloudjar.kernel.shape.ShapeType;
import cloudjar.kernel.shape.Structure;
import cloudjar.kernel.shape.StructureFactory;
import cloudjar.modelgen.model.MemberModel;
import cloudjar.modelgen.model.OperationModel;
import cloudjar.modelgen.model.ServiceModel;
import cloudjar.modelgen.model.ShapeModel;
import cloudjar.modelgen.schema.SchemaWriter;
import cloudjar.protocols.HttpResponse;
import cloudjar.protocols.Protocol;
import cloudjar.protocols.Protocols;
import cloudjar.protocols.smithy.CaseRequest;
import cloudjar.protocols.smithy.CborTree;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What AWS's JSON services do beyond the protocol's test cases. */
class AwsJsonTest {
    private static final Protocol PROTOCOL = Protocols.of(ProtocolKind.AWS_JSON_1_0);
    private final OperationSchema dynamodb = operation("dynamodb");

    /** DynamoDB's words, as dynalite's tests recorded them. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"Text\":23}        | NUMBER_VALUE cannot be converted to String",
                "{\"Text\":34.56}     | DECIMAL_VALUE cannot be converted to String",
                "{\"Text\":true}      | TRUE_VALUE cannot be converted to String",
                "{\"Text\":{}}        | Start of structure or map found where not expected",
                "{\"Text\":[]}        | Unrecognized collection type class java.lang.String",
                "{\"Number\":\"23\"}  | STRING_VALUE cannot be converted to Integer",
                "{\"Number\":false}   | FALSE_VALUE cannot be converted to Integer",
                "{\"Flag\":\"23\"}    | Unexpected token received from parser",
                "{\"Flag\":23}        | NUMBER_VALUE cannot be converted to Boolean",
                "{\"Content\":23}     | only base-64-encoded strings are convertible to bytes",
                "{\"Texts\":\"23\"}   | Unexpected field type",
                "{\"Texts\":{}}       | Start of structure or map found where not expected"
            })
    void jsonOfAWrongTypeIsRefusedInTheWordsOfDynamoDb(String body, String message) {
        assertThatThrownBy(() -> decode(PROTOCOL, body)).isInstanceOfSatisfying(CommonException.class, refused -> {
            assertThat(refused.code()).isEqualTo("SerializationException");
            assertThat(refused).hasMessage(message);
            assertThat(text(PROTOCOL.encode(dynamodb.service(), dynamodb, refused, "id")))
                    .isEqualTo("{\"__type\":\"com.amazon.coral.service#SerializationException\",\"Message\":\""
                            + message + "\"}");
        });
    }

    @Test
    void brokenJsonIsRefusedWithoutAMessage() {
        assertThatThrownBy(() -> decode(PROTOCOL, "{\"Text\":"))
                .isInstanceOfSatisfying(CommonException.class, refused -> assertThat(
                                text(PROTOCOL.encode(dynamodb.service(), dynamodb, refused, "id")))
                        .isEqualTo("{\"__type\":\"com.amazon.coral.service#SerializationException\"}"));
    }

    @Test
    void validationErrorsHaveTheNameSpaceOfTheValidator() {
        CommonException error = new CommonException("ValidationException", 400, "bad");
        assertThat(text(PROTOCOL.encode(dynamodb.service(), dynamodb, error, "id")))
                .isEqualTo("{\"__type\":\"com.amazon.coral.validate#ValidationException\",\"message\":\"bad\"}");
    }

    @Test
    void answersOfDynamoDbCarryTheChecksumOfTheirBody() {
        HttpResponse answer = PROTOCOL.encode(dynamodb, output(dynamodb), "id");
        CRC32 crc = new CRC32();
        crc.update(answer.buffer(), 0, answer.length());
        assertThat(answer.header("x-amz-crc32")).isEqualTo(Long.toString(crc.getValue()));
        OperationSchema sqs = operation("sqs");
        assertThat(PROTOCOL.encode(sqs, output(sqs), "id").header("x-amz-crc32"))
                .isNull();
    }

    @Test
    void textIsEscapedNoMoreThanItMustBe() {
        Structure output = dynamodb.output().create(new Object[] {"\"\\/\n\u0001é😹", null, null, null, null, null});
        assertThat(text(PROTOCOL.encode(dynamodb, output, "id"))).isEqualTo("{\"Text\":\"\\\"\\\\/\\n\\u0001é😹\"}");
    }

    @Test
    void olderSdksSpeakItInCborWithTimestampsInMilliseconds() throws IOException {
        Protocol binary = Protocols.of(ProtocolKind.AWS_JSON_1_1, "application/x-amz-cbor-1.1");
        assertThat(Protocols.of(ProtocolKind.AWS_JSON_1_1, "application/x-amz-json-1.1"))
                .isNotSameAs(binary);
        HttpResponse answer = binary.encode(dynamodb, output(dynamodb), "id");
        assertThat(answer.header("Content-Type")).isEqualTo("application/x-amz-cbor-1.1");
        byte[] content = Arrays.copyOf(answer.buffer(), answer.length());
        assertThat(String.valueOf(CborTree.parse(content))).contains("Time=1500");
        Structure decoded = binary.decode(dynamodb, CaseRequest.of("POST", "/", List.of(), Map.of(), content));
        assertThat(decoded.get("Time")).isEqualTo(Instant.ofEpochMilli(1500));
    }

    private Structure decode(Protocol protocol, String body) throws IOException {
        return protocol.decode(
                dynamodb,
                CaseRequest.of(
                        "POST", "/", List.of(), Map.of(), Bytes.ofUtf8(body).toArray()));
    }

    private static Structure output(OperationSchema operation) {
        return operation.output().create(new Object[] {"text", 5, true, null, List.of("a"), Instant.ofEpochMilli(1500)
        });
    }

    private static String text(HttpResponse response) {
        return Bytes.copyOf(Arrays.copyOf(response.buffer(), response.length())).utf8();
    }

    private static OperationSchema operation(String service) {
        ServiceModel model = new ServiceModel(new ServiceFacts(
                service,
                service,
                service,
                "2012-08-10",
                service,
                service,
                "X",
                List.of(ProtocolKind.AWS_JSON_1_0),
                null,
                false,
                false));
        for (ShapeType type :
                List.of(ShapeType.STRING, ShapeType.INTEGER, ShapeType.BOOLEAN, ShapeType.BLOB, ShapeType.TIMESTAMP)) {
            model.shapes().put(type.name(), new ShapeModel(type.name(), type));
        }
        ShapeModel texts = new ShapeModel("Texts", ShapeType.LIST);
        texts.members.add(new MemberModel("member", "STRING"));
        model.shapes().put("Texts", texts);
        ShapeModel values = new ShapeModel("Values", ShapeType.STRUCTURE);
        values.members.add(new MemberModel("Text", "STRING"));
        values.members.add(new MemberModel("Number", "INTEGER"));
        values.members.add(new MemberModel("Flag", "BOOLEAN"));
        values.members.add(new MemberModel("Content", "BLOB"));
        values.members.add(new MemberModel("Texts", "Texts"));
        values.members.add(new MemberModel("Time", "TIMESTAMP"));
        model.shapes().put("Values", values);
        OperationModel operation = new OperationModel("Put");
        operation.input = "Values";
        operation.output = "Values";
        model.operations().put("Put", operation);
        ServiceSchema schema = ServiceSchema.open(SchemaWriter.write(model), StructureFactory.UNTYPED);
        return Objects.requireNonNull(schema.operation("Put"));
    }
}
