package cloudjar.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.server.CloudServer;
import cloudjar.server.option.ServerOptions;
import cloudjar.server.option.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the admin API and the command line tell of permissions, on a server as it starts by default. */
class IamCommandTest {
    private static final Pattern KEY = Pattern.compile("<AccessKeyId>(\\w+)</AccessKeyId>");

    private final CloudServer server;

    IamCommandTest() throws IOException {
        Settings settings = ServerOptions.read(List.of("--port=0", "--init-dir="), Map.of());
        server = CloudServer.start(ServerOptions.of(settings), settings);
    }

    @AfterEach
    void end() {
        server.close();
    }

    private int iam(String... words) {
        List<String> arguments = new ArrayList<>(Arrays.asList(words));
        arguments.add("--port=" + URI.create(server.endpoint()).getPort());
        return IamCommand.run(arguments);
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString()).body();
        }
    }

    private HttpRequest.Builder signed(String service, String key) {
        return HttpRequest.newBuilder(URI.create(server.endpoint() + "/"))
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=" + key + "/20300101/us-east-1/" + service
                                + "/aws4_request, SignedHeaders=host, Signature=0");
    }

    private String ofIam(String form) throws IOException, InterruptedException {
        return send(signed("iam", "test")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form + "&Version=2010-05-08")));
    }

    private String get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(server.endpoint() + path)));
    }

    @Test
    void aDenialIsToldAndThePolicyThatItNeeds() throws IOException, InterruptedException {
        ofIam("Action=CreateUser&UserName=ann");
        Matcher key = KEY.matcher(ofIam("Action=CreateAccessKey&UserName=ann"));
        assertThat(key.find()).isTrue();
        String answer = send(signed("sqs", key.group(1))
                .header("X-Amz-Target", "AmazonSQS.CreateQueue")
                .header("Content-Type", "application/x-amz-json-1.0")
                .POST(HttpRequest.BodyPublishers.ofString("{\"QueueName\":\"jobs\"}")));
        assertThat(answer).as("noted, not refused").contains("QueueUrl");
        String ann = "arn:aws:iam::000000000000:user/ann";
        assertThat(get("/_cloudjar/iam/denials?principal=" + ann))
                .contains(
                        "\"action\" : \"sqs:CreateQueue\"",
                        "\"refused\" : false",
                        "because no identity-based policy allows the sqs:createqueue action",
                        "\"kind\" : \"identity\"",
                        "\"says\" : \"silent\"");
        assertThat(get("/_cloudjar/iam/denials?world=other")).contains("\"denials\" : [ ]");
        assertThat(get("/_cloudjar/iam/denials?limit=none")).contains("'limit' is a number");
        assertThat(get("/_cloudjar/iam/policy?principal=user/ann").replaceAll("\\s", ""))
                .isEqualTo("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                        + "\"Action\":[\"sqs:CreateQueue\"],"
                        + "\"Resource\":[\"arn:aws:sqs:us-east-1:000000000000:jobs\"]}]}");
        assertThat(iam("denials")).isZero();
        assertThat(iam("denials", ann)).isZero();
        assertThat(iam("policy-for", "user/ann")).isZero();
        assertThat(iam("policy-for", "user/nobody")).as("never seen").isEqualTo(1);
        assertThat(iam("policy-for")).as("of whom?").isEqualTo(2);
    }
}
