package cloudjar.services.lambda;

import static cloudjar.testkit.Zips.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionUrlAuthType;
import software.amazon.awssdk.services.lambda.model.InvokeMode;
import software.amazon.awssdk.services.lambda.model.Runtime;

/** Whatever speaks HTTP, at the addresses of functions; permissions are asked. */
class LambdaUrlAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = CloudExtension.enforcing(Services::all);

    private static final String TRUST = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"},
             "Action": "sts:AssumeRole"}]}""";

    private static final String CODE = """
            exports.handler = async (event) => {
              switch (event.rawPath) {
                case '/list': return ['hello', 3, true];
                case '/text': return 'hello';
                case '/fail': throw new Error('no way');
                case '/bytes': return {statusCode: 201, isBase64Encoded: true, body: 'AP8=', cookies: ['a=1', 'b=2'],
                    headers: {'Content-Type': 'image/x', 'X-Mine': 'yours', 'Content-Length': 7}};
                default: return {statusCode: 200, body: JSON.stringify(event)};
              }
            };
            exports.stream = awslambda.streamifyResponse(async (event, out) => {
              if (event.rawPath === '/plain') out.setContentType('text/plain');
              else out = awslambda.HttpResponseStream.from(out, {statusCode: 418, headers: {'X-Pot': 'tea'}});
              out.write('one ');
              out.write('two');
              out.end();
            });
            """;

    private final HttpClient browser =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private TestWorld world;
    private LambdaClient lambda;

    @BeforeEach
    void open() {
        // Signatures are checked here, and clients sign no world's path.
        world = CLOUD.cloud().mainWorld();
        assumeTrue(
                CLOUD.cloud().functions().missing("nodejs20.x").isEmpty(), "SKIPPED: this machine has no nodejs20.x");
        lambda = world.client(LambdaClient.builder());
        String role = world.client(IamClient.builder())
                .createRole(create -> create.roleName("runner").assumeRolePolicyDocument(TRUST))
                .role()
                .arn();
        for (String handler : new String[] {"handler", "stream"}) {
            lambda.createFunction(create -> create.functionName(handler)
                    .role(role)
                    .runtime(Runtime.NODEJS20_X)
                    .handler("index." + handler)
                    .code(code -> code.zipFile(zip("index.js", CODE))));
        }
    }

    @AfterEach
    void close() {
        world.close();
    }

    /** The path of a new address: its host is found by the resolver, and need not be by this machine. */
    private String address(String function, InvokeMode mode) {
        String url = lambda.createFunctionUrlConfig(
                        create -> create.functionName(function).invokeMode(mode).authType(FunctionUrlAuthType.NONE))
                .functionUrl();
        assertThat(url).containsPattern("^https?://[a-z0-9]{32}\\.lambda-url\\.us-east-1\\.localhost");
        String id = url.substring(url.indexOf("//") + 2, url.indexOf('.'));
        return world.endpoint() + "/_aws/lambda-url/" + id;
    }

    private void permit(String function) {
        lambda.addPermission(add -> add.functionName(function)
                .statementId("all")
                .action("lambda:InvokeFunctionUrl")
                .principal("*")
                .functionUrlAuthType(FunctionUrlAuthType.NONE));
        lambda.addPermission(add -> add.functionName(function)
                .statementId("all-by-url")
                .action("lambda:InvokeFunction")
                .principal("*"));
    }

    private static HttpRequest.Builder to(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(30));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    @Test
    void aFunctionSeesRequestsAndAnswersThem() throws Exception {
        String url = address("handler", InvokeMode.BUFFERED);
        HttpResponse<String> closed = send(to(url + "/"));
        assertThat(closed.statusCode()).isEqualTo(403);
        assertThat(closed.body()).startsWith("{\"Message\":\"Forbidden. For troubleshooting");
        permit("handler");

        assertThat(send(to(url + "/a%20b//c%2F/?q=1&q=%2Fx&e")
                                .header("Cookie", "c=1; d=2")
                                .header("Content-Type", "text/plain")
                                .PUT(BodyPublishers.ofString("text")))
                        .body())
                .contains(
                        "\"version\":\"2.0\",\"routeKey\":\"$default\",\"rawPath\":\"/a%20b//c%2F/\"",
                        "\"rawQueryString\":\"q=1&q=%2Fx&e\",\"cookies\":[\"c=1\",\"d=2\"]",
                        "\"queryStringParameters\":{\"q\":\"1,/x\",\"e\":\"\"}",
                        "\"accountId\":\"anonymous\"",
                        "\"http\":{\"method\":\"PUT\",\"path\":\"/a b//c//\"",
                        "\"content-type\":\"text/plain\"",
                        "\"x-forwarded-proto\":\"http\"",
                        "\"body\":\"text\",\"isBase64Encoded\":false");
        assertThat(send(to(url).POST(BodyPublishers.ofString("text"))).body())
                .contains("\"rawPath\":\"/\"", "\"body\":\"dGV4dA==\",\"isBase64Encoded\":true");
        HttpResponse<String> list = send(to(url + "/list"));
        assertThat(list.body()).isEqualTo("[\"hello\",3,true]");
        assertThat(list.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(send(to(url + "/text").DELETE()).body()).isEqualTo("hello");
        HttpResponse<String> failed = send(to(url + "/fail"));
        assertThat(failed.statusCode()).isEqualTo(502);
        assertThat(failed.body()).isEqualTo("Internal Server Error");
        HttpResponse<byte[]> bytes = browser.send(to(url + "/bytes").build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(bytes.statusCode()).isEqualTo(201);
        assertThat(bytes.body()).containsExactly(0, 0xFF);
        assertThat(bytes.headers().allValues("Set-Cookie")).containsExactly("a=1", "b=2");
        assertThat(bytes.headers().allValues("Content-Type")).containsExactly("image/x");
        assertThat(bytes.headers().firstValue("X-Mine")).hasValue("yours");
        assertThat(send(to(world.endpoint() + "/_aws/lambda-url/none/")).body()).isEqualTo("{\"Message\":null}");
    }

    @Test
    void anAddressAsksWhoCallsAndTellsBrowsers() throws Exception {
        String url = address("handler", InvokeMode.BUFFERED);
        permit("handler");
        lambda.updateFunctionUrlConfig(
                update -> update.functionName("handler").cors(cors -> cors.allowOrigins("https://pages.example")
                        .allowMethods("GET")
                        .allowHeaders("x-mine")
                        .maxAge(60)));
        HttpResponse<String> asked = send(to(url + "/text")
                .header("Origin", "https://pages.example")
                .header("Access-Control-Request-Method", "GET")
                .method("OPTIONS", BodyPublishers.noBody()));
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.headers().map())
                .containsEntry("access-control-allow-origin", List.of("https://pages.example"))
                .containsEntry("access-control-allow-headers", List.of("x-mine"))
                .containsEntry("access-control-max-age", List.of("60"));
        HttpResponse<String> read = send(to(url + "/text").header("Origin", "https://pages.example"));
        assertThat(read.body()).isEqualTo("hello");
        assertThat(read.headers().allValues("Access-Control-Allow-Origin")).containsExactly("https://pages.example");
        assertThat(send(to(url + "/text").header("Origin", "http://localhost"))
                        .headers()
                        .map())
                .doesNotContainKey("access-control-allow-origin");

        lambda.updateFunctionUrlConfig(update -> update.functionName("handler").authType(FunctionUrlAuthType.AWS_IAM));
        assertThat(send(to(url + "/text")).statusCode()).isEqualTo(403);
    }

    @Test
    void aFunctionStreams() throws Exception {
        String url = address("stream", InvokeMode.RESPONSE_STREAM);
        permit("stream");
        HttpResponse<String> pot = send(to(url + "/"));
        assertThat(pot.statusCode()).isEqualTo(418);
        assertThat(pot.headers().firstValue("X-Pot")).hasValue("tea");
        assertThat(pot.body()).isEqualTo("one two");
        HttpResponse<String> plain = send(to(url + "/plain"));
        assertThat(plain.headers().firstValue("Content-Type")).hasValue("text/plain");
        assertThat(plain.body()).isEqualTo("one two");
    }
}
