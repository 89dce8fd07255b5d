package cloudjar.services.cloudwatchlogs;

import static cloudjar.testkit.Zips.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cloudjar.api.cloudwatchlogs.CloudWatchLogs;
import cloudjar.api.cloudwatchlogs.LiveTailSessionLogEvent;
import cloudjar.api.cloudwatchlogs.StartLiveTailRequest;
import cloudjar.api.cloudwatchlogs.StartLiveTailResponseStream;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.EventStream;
import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestCalls;
import cloudjar.testkit.TestWorld;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Runtime;

/** Events on their way through a subscription filter into a function, whose own lines are watched as they come. */
class SubscriptionsAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final String TRUST = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"},
             "Action": "sts:AssumeRole"}]}""";

    private static final String NODE = """
            const zlib = require('zlib');
            exports.handler = async (event) => {
              console.log('got ' + zlib.gunzipSync(Buffer.from(event.awslogs.data, 'base64')).toString());
            };
            """;

    private static EventStream tail(TestWorld world, String group) {
        Call call = TestCalls.ofRoot(world.world(), TestWorld.ACCOUNT);
        return Objects.requireNonNull(CLOUD.cloud()
                .gateway()
                .cloud()
                .client(CloudWatchLogs.API)
                .startLiveTail(
                        StartLiveTailRequest.builder()
                                .logGroupIdentifiers(List.of(group))
                                .logEventFilterPattern("got")
                                .build(),
                        call)
                .responseStream());
    }

    private static List<LiveTailSessionLogEvent> update(EventStream tail) throws InterruptedException {
        StartLiveTailResponseStream event = (StartLiveTailResponseStream) Objects.requireNonNull(tail.next());
        return Objects.requireNonNull(event.sessionUpdate()).sessionResults();
    }

    /** [CWL-3], [CWL-5] */
    @Test
    @Timeout(60)
    void whatPassesAFilterReachesItsFunctionAndALiveTailShowsItsLines(TestWorld world) throws Exception {
        assumeTrue(CLOUD.cloud().functions().missing("nodejs20.x").isEmpty(), "SKIPPED: this machine has no Node.js");
        CloudWatchLogsClient logs = world.client(CloudWatchLogsClient.builder());
        LambdaClient lambda = world.client(LambdaClient.builder());
        String role = world.client(IamClient.builder())
                .createRole(create -> create.roleName("runner").assumeRolePolicyDocument(TRUST))
                .role()
                .arn();
        SdkBytes code = zip("index.js", NODE);
        String function = lambda.createFunction(create -> create.functionName("reader")
                        .role(role)
                        .runtime(Runtime.NODEJS20_X)
                        .handler("index.handler")
                        .code(zipped -> zipped.zipFile(code)))
                .functionArn();
        lambda.addPermission(add -> add.functionName("reader")
                .statementId("logs")
                .action("lambda:InvokeFunction")
                .principal("logs.amazonaws.com"));
        logs.createLogGroup(create -> create.logGroupName("/aws/lambda/reader"));
        logs.createLogGroup(create -> create.logGroupName("source"));
        logs.createLogStream(create -> create.logGroupName("source").logStreamName("s"));
        logs.putSubscriptionFilter(put -> put.logGroupName("source")
                .filterName("errors")
                .filterPattern("ERROR")
                .destinationArn(function));
        try (EventStream tail = tail(world, "/aws/lambda/reader")) {
            StartLiveTailResponseStream start = (StartLiveTailResponseStream) Objects.requireNonNull(tail.next());
            assertThat(start.sessionStart()).isNotNull();
            long now = world.clock().now().toEpochMilli();
            logs.putLogEvents(put -> put.logGroupName("source")
                    .logStreamName("s")
                    .logEvents(
                            InputLogEvent.builder()
                                    .timestamp(now)
                                    .message("fine")
                                    .build(),
                            InputLogEvent.builder()
                                    .timestamp(now)
                                    .message("ERROR 7")
                                    .build()));
            assertThat(update(tail).getFirst().message())
                    .contains("\"messageType\":\"DATA_MESSAGE\"")
                    .contains("\"subscriptionFilters\":[\"errors\"]")
                    .contains("ERROR 7")
                    .doesNotContain("fine");
        }
    }
}
