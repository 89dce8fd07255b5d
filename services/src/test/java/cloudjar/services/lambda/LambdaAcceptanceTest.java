package cloudjar.services.lambda;

import static cloudjar.testkit.Refusals.assertRefused;
import static cloudjar.testkit.Zips.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.FunctionVersion;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.lambda.model.State;

/** AWS's SDK for Java. The codes in brackets are those of the checks that a test proves. */
class LambdaAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final String TRUST = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"},
             "Action": "sts:AssumeRole"}]}""";

    private static final String NODE = """
            let count = 0;
            exports.handler = async (event, context) => {
              console.log('a line');
              if (event.fail) throw new TypeError('no way');
              if (event.sleep) await new Promise((r) => setTimeout(r, event.sleep));
              return {event, count: ++count, version: context.functionVersion, arn: context.invokedFunctionArn,
                  memory: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE, mine: process.env.MINE};
            };
            """;

    private static final String PYTHON = """
            import os
            def handler(event, context):
                print("a line")
                return {"event": event, "key": os.environ["AWS_ACCESS_KEY_ID"][:4], "log": context.log_group_name}
            """;

    private TestWorld world;
    private LambdaClient lambda;
    private String role;

    @BeforeEach
    void open(TestWorld given) {
        world = given;
        lambda = world.client(LambdaClient.builder());
        role = world.client(IamClient.builder())
                .createRole(create -> create.roleName("runner").assumeRolePolicyDocument(TRUST))
                .role()
                .arn();
    }

    private void create(String name, Consumer<CreateFunctionRequest.Builder> more) {
        lambda.createFunction(create -> {
            create.functionName(name)
                    .role(role)
                    .runtime(Runtime.NODEJS20_X)
                    .handler("index.handler")
                    .code(code -> code.zipFile(zip("index.js", NODE)));
            more.accept(create);
        });
    }

    private void needs(String runtime) {
        assumeTrue(CLOUD.cloud().functions().missing(runtime).isEmpty(), "SKIPPED: this machine has no " + runtime);
    }

    private InvokeResponse invoke(String name, String payload) {
        return lambda.invoke(invoke -> invoke.functionName(name)
                .payload(SdkBytes.fromUtf8String(payload))
                .logType(LogType.TAIL));
    }

    /** [LAMBDA-1] [LAMBDA-14] [LAMBDA-15] [LAMBDA-17] [LAMBDA-18] */
    @Test
    void aNodeFunctionAnswersFailsAndIsUsedAgain() {
        needs("nodejs20.x");
        create("f", create -> create.memorySize(256).environment(env -> env.variables(Map.of("MINE", "yours"))));

        InvokeResponse first = invoke("f", "{\"a\":1}");
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.executedVersion()).isEqualTo("$LATEST");
        assertThat(first.payload().asUtf8String())
                .contains("\"event\":{\"a\":1}", "\"count\":1", "\"memory\":\"256\"", "\"mine\":\"yours\"");
        String log = new String(Base64.getDecoder().decode(first.logResult()), StandardCharsets.UTF_8);
        assertThat(log).containsPattern("START RequestId: [-0-9a-f]{36} Version: \\$LATEST\n");
        assertThat(log).contains("\tINFO\ta line\n", "END RequestId: ");
        assertThat(log)
                .containsPattern("REPORT RequestId: \\S+\tDuration: [\\d.]+ ms\tBilled Duration: \\d+ ms\t"
                        + "Memory Size: 256 MB\tMax Memory Used: \\d+ MB\tInit Duration: [\\d.]+ ms");
        assertThat(invoke("f", "{}").payload().asUtf8String()).contains("\"count\":2");

        InvokeResponse failed = invoke("f", "{\"fail\":true}");
        assertThat(failed.functionError()).isEqualTo("Unhandled");
        assertThat(failed.payload().asUtf8String())
                .startsWith("{\"errorType\":\"TypeError\",\"errorMessage\":\"no way\",\"trace\":[");

        InvokeResponse dry = lambda.invoke(invoke -> invoke.functionName("f").invocationType(InvocationType.DRY_RUN));
        assertThat(dry.statusCode()).isEqualTo(204);
        assertRefused(() -> invoke("f", "{no json"), "InvalidRequestContentException", "Could not parse");
        assertRefused(() -> invoke("none", "{}"), "ResourceNotFoundException", "Function not found: arn:aws:lambda");
    }

    @Test
    void unsignedCodeIsRefusedWhereSignaturesAreEnforced() {
        String arn = lambda.createCodeSigningConfig(
                        make -> make.allowedPublishers(publishers -> publishers.signingProfileVersionArns(
                                        "arn:aws:signer:us-east-1:000000000000:/signing-profiles/p/0123456789"))
                                .codeSigningPolicies(policies -> policies.untrustedArtifactOnDeployment("Enforce")))
                .codeSigningConfig()
                .codeSigningConfigArn();
        assertRefused(
                () -> create("s", create -> create.codeSigningConfigArn(arn)),
                "CodeVerificationFailedException",
                "not signed");
        create("s", create -> create.description("before"));
        lambda.putFunctionCodeSigningConfig(put -> put.functionName("s").codeSigningConfigArn(arn));
        assertRefused(
                () -> lambda.updateFunctionCode(
                        update -> update.functionName("s").zipFile(zip("index.js", NODE))),
                "CodeVerificationFailedException",
                "not signed");
        lambda.updateFunctionConfiguration(update -> update.functionName("s").description("after"));
        lambda.updateCodeSigningConfig(update -> update.codeSigningConfigArn(arn)
                .codeSigningPolicies(policies -> policies.untrustedArtifactOnDeployment("Warn")));
        assertThat(lambda.updateFunctionCode(update -> update.functionName("s").zipFile(zip("index.js", NODE)))
                        .codeSize())
                .isPositive();
    }

    @Test
    void anImageThatIsNotThereIsRefusedByName() {
        lambda.createFunction(create -> create.functionName("i")
                .role(role)
                .packageType("Image")
                .code(code -> code.imageUri("localhost/nowhere/cloudjar:none")));
        assertRefused(() -> invoke("i", "{}"), "InvalidRuntimeException", "localhost/nowhere/cloudjar:none");
    }

    /** [LAMBDA-22] */
    @Test
    void aPythonFunctionHasTheCredentialsOfItsRole() {
        needs("python3.12");
        create("p", create -> create.runtime(Runtime.PYTHON3_12)
                .handler("main.handler")
                .code(code -> code.zipFile(zip("main.py", PYTHON))));
        assertThat(invoke("p", "[1]").payload().asUtf8String())
                .isEqualTo("{\"event\": [1], \"key\": \"ASIA\", \"log\": \"/aws/lambda/p\"}");
    }

    /** [LAMBDA-2] [LAMBDA-3] [LAMBDA-4] [LAMBDA-20] */
    @Test
    void configurationsHaveDefaultsAndBounds() {
        create("f", create -> {});
        var made = lambda.getFunctionConfiguration(get -> get.functionName("f"));
        assertThat(made.timeout()).isEqualTo(3);
        assertThat(made.memorySize()).isEqualTo(128);
        assertThat(made.ephemeralStorage().size()).isEqualTo(512);
        assertThat(made.state()).isEqualTo(State.ACTIVE);
        assertRefused(
                () -> create("g", create -> create.timeout(901)), "ValidationException", "less than or equal to 900");
        assertRefused(() -> create("g", create -> create.memorySize(64)), "ValidationException", "memorySize");
        assertRefused(
                () -> create(
                        "g", create -> create.environment(env -> env.variables(Map.of("LARGE", "x".repeat(5000))))),
                "InvalidParameterValueException",
                "exceeded the 4KB limit");
        assertRefused(
                () -> create("g", create -> create.environment(env -> env.variables(Map.of("AWS_REGION", "x")))),
                "InvalidParameterValueException",
                "Reserved keys used in this request: AWS_REGION");
        assertRefused(
                () -> create("g", create -> create.role("arn:aws:iam::000000000000:role/nobody")),
                "InvalidParameterValueException",
                "cannot be assumed by Lambda");
        assertRefused(() -> create("f", create -> {}), "ResourceConflictException", "Function already exist: f");
        assertRefused(
                () -> create("g", create -> create.code(code -> code.zipFile(SdkBytes.fromUtf8String("no zip")))),
                "InvalidParameterValueException",
                "Could not unzip uploaded file");
        assertRefused(
                () -> create("g", create -> create.runtime("cobol1.x")),
                "InvalidParameterValueException",
                "Value cobol1.x at 'runtime'");
    }

    /** [LAMBDA-11] [LAMBDA-12] */
    @Test
    void versionsStayAndAliasesMove() {
        needs("nodejs20.x");
        create("f", create -> create.publish(true));
        lambda.updateFunctionConfiguration(
                update -> update.functionName("f").environment(env -> env.variables(Map.of("MINE", "second"))));
        assertThat(lambda.publishVersion(publish -> publish.functionName("f")).version())
                .isEqualTo("2");
        assertThat(lambda.publishVersion(publish -> publish.functionName("f")).version())
                .isEqualTo("2");

        String alias = lambda.createAlias(create -> create.functionName("f")
                        .name("live")
                        .functionVersion("1")
                        .routingConfig(routing -> routing.additionalVersionWeights(Map.of("2", 0.0))))
                .aliasArn();
        assertThat(alias).endsWith(":function:f:live");
        assertThat(invoke(alias, "{}").executedVersion()).isEqualTo("1");
        lambda.updateAlias(update -> update.functionName("f")
                .name("live")
                .routingConfig(routing -> routing.additionalVersionWeights(Map.of("2", 1.0))));
        assertThat(invoke("f:live", "{}").payload().asUtf8String())
                .contains("\"version\":\"2\"", "\"mine\":\"second\"");
        assertThat(lambda.listVersionsByFunction(list -> list.functionName("f")).versions())
                .extracting(version -> version.version())
                .containsExactly("$LATEST", "1", "2");
        assertThat(lambda.listFunctions(list -> list.functionVersion(FunctionVersion.ALL))
                        .functions())
                .hasSize(3);
        assertRefused(
                () -> lambda.deleteFunction(delete -> delete.functionName("f").qualifier("1")),
                "ResourceConflictException",
                "");
        lambda.deleteFunction(delete -> delete.functionName("f"));
        assertRefused(() -> invoke("f:live", "{}"), "ResourceNotFoundException", "Function not found");
    }

    /** [LAMBDA-13] [LAMBDA-5] */
    @Test
    void layersLieUnderOptInTheirOrder() {
        needs("nodejs20.x");
        List<String> layers = new ArrayList<>();
        for (String name : List.of("one", "two")) {
            layers.add(lambda.publishLayerVersion(publish -> publish.layerName(name)
                            .content(content -> content.zipFile(zip(
                                    "nodejs/node_modules/" + name + "/index.js",
                                    "module.exports = '" + name + "';",
                                    "shared.txt",
                                    name)))
                            .compatibleRuntimes(Runtime.NODEJS20_X))
                    .layerVersionArn());
        }
        create("f", create -> create.layers(layers).code(code -> code.zipFile(zip("index.js", """
                exports.handler = async () => require('one') + require('two') + require('fs').readFileSync('/opt/shared.txt');
                """))));
        assertThat(invoke("f", "{}").payload().asUtf8String()).isEqualTo("\"onetwotwo\"");
        assertThat(lambda.getFunction(get -> get.functionName("f"))
                        .configuration()
                        .layers())
                .hasSize(2);
        assertRefused(
                () -> create("g", create -> create.layers(layers.getFirst() + "7")),
                "InvalidParameterValueException",
                "does not exist");
        assertThat(lambda.listLayers(list -> list.compatibleRuntime(Runtime.NODEJS20_X))
                        .layers())
                .hasSize(2);
        assertThat(lambda.getAccountSettings().accountLimit().codeSizeZipped()).isEqualTo(52_428_800L);
    }

    /** [LAMBDA-6] */
    @Test
    void reservedConcurrencyThrottlesAndOtherwiseSandboxesMultiply() throws Exception {
        needs("nodejs20.x");
        create("f", create -> create.timeout(10));
        assertThat(lambda.getAccountSettings().accountLimit().concurrentExecutions())
                .isEqualTo(1000);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<InvokeResponse>> both = List.of(
                    threads.submit(() -> invoke("f", "{\"sleep\":2000}")),
                    threads.submit(() -> invoke("f", "{\"sleep\":2000}")));
            for (Future<InvokeResponse> each : both) {
                assertThat(each.get().payload().asUtf8String()).contains("\"count\":1");
            }
        }
        lambda.putFunctionConcurrency(put -> put.functionName("f").reservedConcurrentExecutions(0));
        assertRefused(() -> invoke("f", "{}"), "TooManyRequestsException", "Rate Exceeded.");
        assertRefused(
                () -> lambda.putFunctionConcurrency(put -> put.functionName("f").reservedConcurrentExecutions(901)),
                "InvalidParameterValueException",
                "below its minimum value of [100]");
    }

    /** [LAMBDA-16] [LAMBDA-19] [LAMBDA-23] */
    @Test
    void networkTracingAndSecretsAreConfigured() {
        create("f", create -> create.vpcConfig(vpc -> vpc.subnetIds("subnet-1").securityGroupIds("sg-1"))
                .tracingConfig(tracing -> tracing.mode("Active"))
                .environment(env -> env.variables(Map.of("SECRET_ARN", "arn:aws:secretsmanager:x"))));
        var made = lambda.getFunctionConfiguration(get -> get.functionName("f"));
        assertThat(made.vpcConfig().subnetIds()).containsExactly("subnet-1");
        assertThat(made.tracingConfig().modeAsString()).isEqualTo("Active");
        assertThat(made.environment().variables()).containsKey("SECRET_ARN");
    }
}
