package cloudjar.services.sts;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.identity.AuthorizationMessages;
import cloudjar.kernel.policy.AuthorizationMessage;
import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** DecodeAuthorizationMessage, by hand: AWS's SDK leaves out the path of the endpoint, which chooses the world. */
class DecodedMessageTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final String ACCOUNT = "111122223333";

    private static HttpResponse<String> decode(TestWorld world, String account, String message) throws Exception {
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpRequest request = HttpRequest.newBuilder(world.endpoint())
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header(
                            "Authorization",
                            "AWS4-HMAC-SHA256 Credential=" + account + "/20260101/us-east-1/sts/aws4_request,"
                                    + " SignedHeaders=host, Signature=00")
                    .POST(BodyPublishers.ofString(
                            "Action=DecodeAuthorizationMessage&Version=2011-06-15&EncodedMessage=" + message))
                    .build();
            return http.send(request, BodyHandlers.ofString());
        }
    }

    /** [STS-3] */
    @Test
    void aRefusalIsReadInItsAccount(TestWorld world) throws Exception {
        AuthorizationMessage message = new AuthorizationMessage(
                false,
                null,
                new AuthorizationMessage.Who("AIDA1", "ann", "arn:aws:iam::" + ACCOUNT + ":user/ann"),
                "ec2:RunInstances",
                "arn:aws:ec2:us-east-1:" + ACCOUNT + ":instance/*",
                Map.of("ec2:region", List.of("us-east-1")));
        String sealed = AuthorizationMessages.seal(world.world(), ACCOUNT, message);
        assertThat(decode(world, ACCOUNT, sealed).body().replace("&quot;", "\""))
                .contains("<DecodedMessage>")
                .contains("\"allowed\":false,\"explicitDeny\":false")
                .contains("\"action\":\"ec2:RunInstances\"");
        HttpResponse<String> other = decode(world, "444455556666", sealed);
        assertThat(other.statusCode()).isEqualTo(400);
        assertThat(other.body())
                .contains("<Code>InvalidAuthorizationMessageException</Code>")
                .contains("<Message>Message is not valid</Message>");
        assertThat(decode(world, ACCOUNT, sealed + "A").body())
                .contains("<Code>InvalidAuthorizationMessageException</Code>");
    }
}
