package cloudjar.gateway.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.blob.FileBlobs;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Endpoint;
import cloudjar.kernel.call.access.DenialStyle;
import cloudjar.kernel.clock.Clock;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.identity.AuthorizationMessages;
import cloudjar.kernel.policy.AccessRequest;
import cloudjar.kernel.policy.ActionName;
import cloudjar.kernel.policy.AuthorizationMessage;
import cloudjar.kernel.policy.Caller;
import cloudjar.kernel.policy.Decision;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicySet;
import cloudjar.kernel.policy.RequestContext;
import cloudjar.kernel.policy.ResourceName;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Catalog;
import cloudjar.kernel.store.MemoryEngine;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import cloudjar.kernel.world.Worlds;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each family of services says no in its own form. */
class RefusedTest {
    private static final String ACCOUNT = "111122223333";
    private static final Principal ANN =
            new Principal.User(ACCOUNT, new Arn("aws", "iam", "", ACCOUNT, "user/ann"), "AIDAEXAMPLE0000000001");

    private final Worlds worlds;
    private final World world;

    RefusedTest() throws IOException {
        worlds = new Worlds(new MemoryEngine(), FileBlobs.temporary(), Clock::new, Ids.seeded(1), new TimerHandlers());
        worlds.start();
        world = worlds.find(Worlds.DEFAULT).orElseThrow();
    }

    @AfterEach
    void close() {
        worlds.close();
    }

    private ApiException error(String service, DenialStyle style) {
        AccessRequest request = new AccessRequest(
                Caller.of(ANN),
                ActionName.of("service:Act"),
                List.of(ResourceName.ANY),
                "",
                RequestContext.EMPTY.with("aws:RequestedRegion", "us-east-1"));
        AuthorizationMessage message = AuthorizationMessage.of(
                request, "service:Act", PolicySet.NONE, new Decision.ImplicitlyDenied(PolicyKind.IDENTITY));
        Call call = new Call(
                world,
                ACCOUNT,
                "us-east-1",
                ANN,
                Instant.EPOCH,
                "request",
                "192.0.2.1",
                new Endpoint("https", "localhost", ""),
                0,
                null,
                "trace");
        return new Refused(Catalog.open().schema(service).facts(), style, "No", message).error(call);
    }

    @ParameterizedTest
    @CsvSource({
        "s3,AccessDenied,403",
        "iam,AccessDenied,403",
        "sqs,AccessDeniedException,403",
        "dynamodb,AccessDeniedException,400",
        "kms,AccessDeniedException,400",
        "lambda,AccessDeniedException,403",
        "route53,AccessDenied,403"
    })
    void theFormIsThatOfTheProtocol(String service, String code, int status) {
        ApiException error = error(service, DenialStyle.USUAL);
        assertThat(error.code()).isEqualTo(code);
        assertThat(error.status()).isEqualTo(status);
        assertThat(error.getMessage()).isEqualTo("No");
        assertThat(error("sns", DenialStyle.USUAL.withCode("AuthorizationError"))
                        .code())
                .isEqualTo("AuthorizationError");
    }

    /** [IAM-18] */
    @Test
    void computeHandsOutAMessageThatCanBeDecoded() {
        ApiException error = error("ec2", DenialStyle.USUAL);
        assertThat(error.code()).isEqualTo("UnauthorizedOperation");
        assertThat(error.status()).isEqualTo(403);
        String said = String.valueOf(error.getMessage());
        String before = "You are not authorized to perform this operation. No. Encoded authorization failure message: ";
        assertThat(said).startsWith(before);
        assertThat(AuthorizationMessages.open(world, ACCOUNT, said.substring(before.length())))
                .hasValueSatisfying(json -> assertThat(json).contains("service:Act", "user/ann"));
    }
}
