package cloudjar.gateway.http;

import static cloudjar.gateway.http.BadInput.request;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad requests of JSON's and CBOR's services, on the wire. */
class BadJsonTest {
    private static final String HEADERS =
            "X-Amz-Target: AmazonSQS.CreateQueue\r\nContent-Type: application/x-amz-json-1.0\r\n";

    private static BadInput front;

    @BeforeAll
    static void open() throws IOException {
        front = new BadInput();
    }

    @AfterAll
    static void close() throws IOException {
        front.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"QueueName\":",
                "{\"QueueName\":\"q\"",
                "{\"QueueName\":\"q\"}x",
                "[]",
                "5",
                "null x",
                "nul",
                "{\"QueueName\":5}",
                "{\"QueueName\":\"q\",\"tags\":[]}",
                "{\"QueueName\":\"\\ud800",
                "{QueueName:1}",
                "<a/>",
                "QueueName=q"
            })
    void whatIsNoJsonOfTheOperationIsASerializationException(String body) throws IOException {
        front.assertRefused(request("POST /", HEADERS, body), 400, "SerializationException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "{\"tags\":{\"a\":"})
    void nestingWithoutEndIsRefused(String level) throws IOException {
        String body = "{\"nope\":" + level.repeat(50_000);
        front.assertRefused(request("POST /", HEADERS, body), 400, "SerializationException");
    }

    @Test
    void textThatIsNoUtf8IsRefused() throws IOException {
        byte[] body = "{\"QueueName\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
        front.assertRefused(request("POST /", HEADERS, body), 400, "SerializationException");
    }

    /** The target says what is meant; AWS's services of this protocol do not look at the type. */
    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/json", "application/x-amz-json-1.1"})
    void anotherTypeIsReadAsJsonAllTheSame(String type) throws IOException {
        String headers = "X-Amz-Target: AmazonSQS.CreateQueue\r\nContent-Type: " + type + "\r\n";
        front.assertTaken(request("POST /", headers, "{\"QueueName\":\"q\"}"));
        front.assertRefused(request("POST /", headers, "x"), 400, "SerializationException");
    }

    @Test
    void unknownMembersAreSkipped() throws IOException {
        front.assertTaken(request("POST /", HEADERS, "{\"QueueName\":\"q\",\"New\":{\"a\":[1,{}]},\"Old\":null}"));
    }

    @Test
    void aBodyThatEndsEarlyIsIncomplete() throws IOException {
        byte[] head = ("POST / HTTP/1.1\r\nHost: localhost\r\n" + HEADERS + "Content-Length: 100\r\n\r\n{\"Queue")
                .getBytes(StandardCharsets.US_ASCII);
        front.assertCutOff(head, 400, "IncompleteBody");
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        front.assertRefused(request("POST /", HEADERS, "{}"), 400, "The request must contain the parameter QueueName.");
        front.assertRefused(request("POST /", HEADERS, ""), 400, "MissingRequiredParameter");
    }

    @Test
    void unknownTargetsAndOperationsAreTold() throws IOException {
        String type = "Content-Type: application/x-amz-json-1.0\r\n";
        front.assertRefused(
                request("POST /", "X-Amz-Target: AmazonSQS.Nope\r\n" + type, "{}"), 400, "UnknownOperation");
        front.assertRefused(request("POST /", "X-Amz-Target: Nobody.Nope\r\n" + type, "{}"), 404, "UnknownService");
    }

    @Test
    void cborIsAnsweredInItsOwnForm() throws IOException {
        String headers = "Smithy-Protocol: rpc-v2-cbor\r\nContent-Type: application/cbor\r\n";
        front.assertRefused(
                request("POST /service/GraniteServiceVersion20100801/operation/Nope", headers, new byte[] {(byte) 0xff
                }),
                400,
                "UnknownOperation");
    }
}
