package cloudjar.protocols.smithy;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.kernel.shape.SmithyWording;
import cloudjar.kernel.shape.Structure;
import cloudjar.kernel.shape.Validator;
import cloudjar.kernel.shape.Violation;
import cloudjar.protocols.HttpResponse;
import cloudjar.protocols.Protocol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.smithy.model.node.Node;
import software.amazon.smithy.model.node.ObjectNode;

/** Runs one case against a protocol. */
public final class CaseRunner {
    private static final Pattern REQUEST_ID = Pattern.compile("<(?i:requestid)>([^<]*)<");

    private static final Validator VALIDATOR = new Validator();

    private final Protocol protocol;

    public CaseRunner(Protocol protocol) {
        this.protocol = protocol;
    }

    /**
     * Runs a case.
     *
     * @throws AssertionError where the protocol does not do what the case demands
     */
    public void run(ProtocolCase test) throws IOException {
        switch (test.kind()) {
            case REQUEST -> request(test);
            case RESPONSE -> response(test);
            case MALFORMED -> malformed(test);
            case EVENTS -> new EventCases(protocol).run(test);
        }
    }

    private void request(ProtocolCase test) throws IOException {
        Structure decoded = protocol.decode(test.operation(), request(test.node()));
        ObjectNode params = test.node().getObjectMember("params").orElse(Node.objectNode());
        ValueComparison.assertEqual(
                decoded, NodeValues.structure(test.operation().input(), params));
    }

    private CaseRequest request(ObjectNode node) {
        List<String> query = node.getArrayMember("queryParams")
                .map(array -> array.getElementsAs(
                        element -> element.expectStringNode().getValue()))
                .orElse(List.of());
        return CaseRequest.of(
                node.expectStringMember("method").getValue(),
                pathStyle(node),
                query,
                strings(node, "headers"),
                content(node.getStringMemberOrDefault("body", "")));
    }

    /** The path, to which the front door moves the bucket that an S3 case has in its host name. */
    private static String pathStyle(ObjectNode node) {
        String uri = node.expectStringMember("uri").getValue();
        String host = node.getStringMemberOrDefault("resolvedHost", "");
        return !host.startsWith("mybucket.s3") ? uri : uri.equals("/") ? "/mybucket" : "/mybucket" + uri;
    }

    private byte[] content(String body) {
        return protocol.kind() == ProtocolKind.RPC_V2_CBOR
                ? Base64.getDecoder().decode(body)
                : body.getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> strings(ObjectNode node, String member) {
        Map<String, String> values = new LinkedHashMap<>();
        node.getObjectMember(member).ifPresent(object -> object.getStringMap()
                .forEach(
                        (key, value) -> values.put(key, value.expectStringNode().getValue())));
        return values;
    }

    private void response(ProtocolCase test) throws IOException {
        ObjectNode params = test.node().getObjectMember("params").orElse(Node.objectNode());
        HttpResponse response;
        if (test.error() == null) {
            Structure output = NodeValues.structure(test.operation().output(), params);
            response = protocol.encode(test.operation(), output, requestId(test.node()));
        } else {
            Structure error = NodeValues.structure(test.error(), params);
            response = protocol.encode(
                    test.service(), test.operation(), new CaseError(error, message(test)), requestId(test.node()));
        }
        assertThat(response.status())
                .isEqualTo(test.node().expectNumberMember("code").getValue().intValue());
        byte[] content = ContentComparison.content(response);
        assertHeaders(response, test.node(), content.length);
        String mediaType = test.node().getStringMemberOrDefault("bodyMediaType", null);
        String expected = test.node().getStringMemberOrDefault("body", null);
        if (expected != null) {
            ContentComparison.assertSame(content, expected, mediaType);
        }
    }

    /** The message that an XML case expects although its shape has no member for it: a service would give it one. */
    private static @Nullable String message(ProtocolCase test) {
        String body = test.node().getStringMemberOrDefault("body", "");
        int start = body.indexOf("<Message>");
        return start < 0 ? null : body.substring(start + "<Message>".length(), body.indexOf("</Message>"));
    }

    /** The request id that the expected answer has in it. */
    private static String requestId(ObjectNode node) {
        Matcher inBody = REQUEST_ID.matcher(node.getStringMemberOrDefault("body", ""));
        if (inBody.find()) {
            return inBody.group(1);
        }
        for (Map.Entry<String, String> header : strings(node, "headers").entrySet()) {
            if (header.getKey().equalsIgnoreCase("x-amzn-requestid")) {
                return header.getValue();
            }
        }
        return "foo-id";
    }

    private static void assertHeaders(HttpResponse response, ObjectNode node, int length) {
        strings(node, "headers").forEach((name, value) -> {
            // The length is the transport's to say.
            String actual = name.equals("Content-Length") ? String.valueOf(length) : response.header(name);
            assertThat(actual).as(name).isEqualTo(value);
        });
        for (String name : names(node, "forbidHeaders")) {
            assertThat(response.header(name)).as(name).isNull();
        }
        for (String name : names(node, "requireHeaders")) {
            if (!name.equals("Content-Length")) {
                assertThat(response.header(name)).as(name).isNotNull();
            }
        }
    }

    private static List<String> names(ObjectNode node, String member) {
        return node.getArrayMember(member)
                .map(array -> array.getElementsAs(
                        element -> element.expectStringNode().getValue()))
                .orElse(List.of());
    }

    private void malformed(ProtocolCase test) throws IOException {
        ApiException refusal = refusal(test);
        assertThat(refusal).as("the request is refused").isNotNull();
        HttpResponse response =
                protocol.encode(test.service(), test.operation(), Objects.requireNonNull(refusal), "foo-id");
        ObjectNode expected = test.node().expectObjectMember("response");
        assertThat(response.status())
                .isEqualTo(expected.expectNumberMember("code").getValue().intValue());
        byte[] content = ContentComparison.content(response);
        assertHeaders(response, expected, content.length);
        ObjectNode body = expected.getObjectMember("body").orElse(null);
        if (body != null) {
            assertBody(body, content);
        }
    }

    private @Nullable ApiException refusal(ProtocolCase test) throws IOException {
        try {
            ObjectNode request = test.node().expectObjectMember("request");
            validate(test.operation(), protocol.decode(test.operation(), request(request)));
            return null;
        } catch (ApiException refused) {
            return refused;
        }
    }

    /**
     * Checks the model's constraints as the server does before it calls the service.
     *
     * @throws ApiException where the input breaks them
     */
    static void validate(OperationSchema operation, Structure input) {
        List<Violation> violations = VALIDATOR.check(input);
        if (!violations.isEmpty()) {
            throw new SmithyWording().refuse(operation, violations);
        }
    }

    private static void assertBody(ObjectNode body, byte[] content) throws IOException {
        ObjectNode assertion = body.expectObjectMember("assertion");
        String mediaType = body.expectStringMember("mediaType").getValue();
        String contents = assertion.getStringMemberOrDefault("contents", null);
        if (contents != null) {
            ContentComparison.assertSame(content, contents, mediaType);
        }
        assertion.getStringMember("messageRegex").ifPresent(regex -> {
            ObjectNode answer =
                    Node.parse(new String(content, StandardCharsets.UTF_8)).expectObjectNode();
            assertThat(answer.expectStringMember("message").getValue()).matches(regex.getValue());
        });
    }

    /** An error shape thrown. */
    private static final class CaseError extends ApiException {
        private static final long serialVersionUID = 1;

        CaseError(Structure error, @Nullable String message) {
            super(error, message);
        }
    }
}
