package cloudjar.gateway.http;

import static cloudjar.gateway.http.BadInput.request;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad forms, on the wire. */
class BadFormTest {
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";

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
    @CsvSource({
        "Action=Nope&Version=2011-06-15, InvalidAction",
        "Action=&Version=2011-06-15, Action",
        "Action=CreateQueue&Version=2012-11-05, MissingParameter",
        "Action=CreateQueue&Version=2012-11-05&QueueName=q&Attribute.x.Name=a, MalformedInput",
        "Version=2011-06-15, MissingAction"
    })
    void theMistakeIsNamed(String form, String code) throws IOException {
        String service = form.contains("2012") ? "sqs" : "sts";
        front.assertRefused(request("POST /", FORM + BadInput.signedFor(service), form), 400, code);
    }

    @ParameterizedTest
    @ValueSource(strings = {".a", ".1", ".member.1", ".entry.1.key"})
    void namesWithoutEndAreRefused(String step) throws IOException {
        String form = "Action=CreateQueue&Version=2012-11-05&QueueName=q&Tag" + step.repeat(50_000) + "=x";
        front.assertRefused(request("POST /", FORM + BadInput.signedFor("sqs"), form), 404, "MalformedQueryString");
    }

    /** The status is AWS's: see "Common Errors" of its query APIs. */
    @ParameterizedTest
    @ValueSource(strings = {"%", "%z", "%zz", "a=%f"})
    void brokenEscapesAreAMalformedQueryString(String parameter) throws IOException {
        String form = "Action=GetCallerIdentity&Version=2011-06-15&" + parameter;
        front.assertRefused(request("POST /", FORM, form), 404, "MalformedQueryString");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/octet-stream"})
    void aFormOfAnotherTypeSaysNothing(String type) throws IOException {
        front.assertRefused(
                request(
                        "POST /",
                        "Content-Type: " + type + "\r\n" + BadInput.signedFor("sts"),
                        "Action=GetCallerIdentity&Version=2011-06-15"),
                400,
                "MissingAction");
    }
}
