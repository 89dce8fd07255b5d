package cloudjar.protocols.ec2query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.shape.CommonException;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.kernel.shape.ServiceSchema;
import cloudjar.kernel.shape.Structure;
import cloudjar.protocols.HttpResponse;
import cloudjar.protocols.smithy.CaseRequest;
import cloudjar.protocols.smithy.SmithyModels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class Ec2QueryTest {
    private static final ServiceSchema SERVICE =
            SmithyModels.services(ProtocolKind.EC2_QUERY).getFirst().schema();
    private static final Ec2Query PROTOCOL = new Ec2Query();

    @Test
    void gapsBetweenIndicesAreClosed() throws IOException {
        assertThat(decode("QueryLists", "ListArg.7=c&ListArg.2=a&ListArg.3=b").get("ListArg"))
                .isEqualTo(List.of("a", "b", "c"));
    }

    @Test
    void valueOfAnotherTypeIsAnInvalidParameterValue() {
        assertThatThrownBy(() -> decode("SimpleInputParams", "Bam=many"))
                .isInstanceOf(CommonException.class)
                .hasMessage("Invalid value for parameter Bam: invalid value for integer type")
                .extracting(e -> ((CommonException) e).code())
                .isEqualTo("InvalidParameterValue");
    }

    @Test
    void answerBeginsWithItsRequestId() {
        OperationSchema operation = Objects.requireNonNull(SERVICE.operation("SimpleScalarXmlProperties"));
        @Nullable Object[] slots = new Object[operation.output().memberCount()];
        slots[Objects.requireNonNull(operation.output().member("stringValue")).index()] = "a\r\"b\"";
        HttpResponse response = PROTOCOL.encode(operation, operation.output().create(slots), "id-1");
        assertThat(text(response)).isEqualTo("""
                <?xml version="1.0" encoding="UTF-8"?>
                <SimpleScalarXmlPropertiesResponse xmlns="https://example.com/"><requestId>id-1</requestId>\
                <stringValue>a&#xD;&quot;b&quot;</stringValue></SimpleScalarXmlPropertiesResponse>""");
        assertThat(response.header("Content-Type")).isEqualTo("text/xml;charset=UTF-8");
    }

    @Test
    void errorIsAListOfOne() {
        CommonException error = new CommonException("InvalidInstanceID.NotFound", 400, "no such instance");
        assertThat(text(PROTOCOL.encode(SERVICE, null, error, "id-1"))).isEqualTo("""
                <?xml version="1.0" encoding="UTF-8"?>
                <Response><Errors><Error><Code>InvalidInstanceID.NotFound</Code>\
                <Message>no such instance</Message></Error></Errors><RequestID>id-1</RequestID></Response>""");
    }

    private static Structure decode(String operation, String form) throws IOException {
        byte[] body = form.getBytes(StandardCharsets.UTF_8);
        return PROTOCOL.decode(
                Objects.requireNonNull(SERVICE.operation(operation)),
                CaseRequest.of("POST", "/", List.of(), Map.of(), body));
    }

    private static String text(HttpResponse response) {
        return new String(response.buffer(), 0, response.length(), StandardCharsets.UTF_8);
    }
}
