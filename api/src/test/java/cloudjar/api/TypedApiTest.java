package cloudjar.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.api.s3.NoSuchKey;
import cloudjar.api.s3.Objects;
import cloudjar.api.s3.S3;
import cloudjar.api.sqs.CreateQueueRequest;
import cloudjar.api.sqs.CreateQueueResult;
import cloudjar.api.sqs.QueueDoesNotExist;
import cloudjar.api.sqs.SendMessageRequest;
import cloudjar.api.sqs.Sqs;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.ServiceApi;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.Structure;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What services and callers see of the generated API. */
class TypedApiTest {
    private static final List<ServiceApi<?>> APIS =
            List.of(Sqs.API, S3.API, cloudjar.api.dynamodb.DynamoDb.API, cloudjar.api.sts.Sts.API);

    @Test
    void aClientReachesAnImplementationThroughItsInvoker() {
        Sqs service = new Sqs() {
            @Override
            public CreateQueueResult createQueue(CreateQueueRequest in, Call call) {
                return CreateQueueResult.builder()
                        .queueUrl("http://queue/" + in.queueName())
                        .build();
            }
        };
        Sqs client = Sqs.API.client((api, operation, in, call) -> Sqs.API.invoke(service, operation, in, call));

        CreateQueueRequest request = CreateQueueRequest.builder()
                .queueName("q")
                .attributes(Map.of("DelaySeconds", "1"))
                .build();
        assertThat(client.createQueue(request, null).queueUrl()).isEqualTo("http://queue/q");
    }

    @Test
    void whatIsNotOverriddenIsNotImplemented() {
        assertThatThrownBy(() -> new Objects() {}.getObject(null, null))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.status()).isEqualTo(501))
                .hasMessageContaining("GetObject");
    }

    @Test
    void structuresKnowTheirSchemaAndTheirMembers() {
        SendMessageRequest request =
                SendMessageRequest.builder().queueUrl("u").messageBody("b").build();

        assertThat(request.schema().name()).isEqualTo("SendMessageRequest");
        assertThat(request.get("MessageBody")).isEqualTo("b");
        assertThat(request.delaySeconds()).isNull();
        assertThat(request.messageAttributes()).isEmpty();
        assertThat(request.hasMessageAttributes()).isFalse();
        assertThat(request.toBuilder().delaySeconds(3).build().messageBody()).isEqualTo("b");
        assertThat(SendMessageRequest.builder().queueUrl("u").messageBody("b").build())
                .isEqualTo(request);
    }

    @Test
    void aMissingRequiredMemberIsNamed() {
        assertThatThrownBy(() -> SendMessageRequest.builder().build().messageBody())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("SendMessageRequest lacks its member MessageBody");
    }

    @Test
    void exceptionsCarryCodeStatusMessageAndMembers() {
        QueueDoesNotExist missing = new QueueDoesNotExist("No.");
        assertThat(missing.traits().queryCode()).isEqualTo("AWS.SimpleQueueService.NonExistentQueue");
        assertThat(missing.message()).isEqualTo("No.");

        NoSuchKey noKey = NoSuchKey.builder().message("Gone.").key("a/b").build();
        assertThat(noKey).hasMessage("Gone.");
        assertThat(noKey.code()).isEqualTo("NoSuchKey");
        assertThat(noKey.status()).isEqualTo(404);
        assertThat(noKey.key()).isEqualTo("a/b");
    }

    @Test
    void everyOperationHasAMethodAndEveryStructureAClass() {
        for (ServiceApi<?> api : APIS) {
            List<String> methods =
                    Arrays.stream(api.type().getMethods()).map(Method::getName).toList();
            for (OperationSchema operation : api.schema().operations()) {
                assertThat(methods).contains(api.methodName(operation));
                assertTyped(api, operation.input());
                assertTyped(api, operation.output());
            }
        }
    }

    private static void assertTyped(ServiceApi<?> api, Schema schema) {
        Structure structure = schema.create(new Object[schema.memberCount()]);
        assertThat(structure.schema()).isSameAs(schema);
        assertThat(structure.getClass().getPackage()).isEqualTo(api.type().getPackage());
    }
}
