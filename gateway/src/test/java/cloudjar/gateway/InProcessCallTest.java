package cloudjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.api.sqs.ListQueuesRequest;
import cloudjar.api.sqs.ListQueuesResult;
import cloudjar.api.sqs.Sqs;
import cloudjar.api.sts.GetCallerIdentityRequest;
import cloudjar.api.sts.GetCallerIdentityResponse;
import cloudjar.api.sts.Sts;
import cloudjar.gateway.audit.AuditRecord;
import cloudjar.gateway.auth.Identity;
import cloudjar.kernel.blob.FileBlobs;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.call.Credentials;
import cloudjar.kernel.call.ServiceBinding;
import cloudjar.kernel.clock.Clock;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.shape.Catalog;
import cloudjar.kernel.store.MemoryEngine;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.Worlds;
import cloudjar.protocols.HttpResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two services that call each other: what goes with their calls, and what ends them. */
class InProcessCallTest {
    private static final Principal QUEUES = new Principal.Service("sqs.amazonaws.com");
    private static final String TRACE = "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1";

    private final List<Call> seen = new ArrayList<>();

    /** What the first service makes of its call before it calls the second. */
    private UnaryOperator<Call> onwards = call -> call.as(QUEUES);

    /** Whether the second calls the first again, and so without end. */
    private boolean endless;

    private Worlds worlds;
    private Gateway gateway;

    @BeforeEach
    void open() throws IOException {
        Ids ids = Ids.seeded(1);
        worlds = new Worlds(new MemoryEngine(), FileBlobs.temporary(), Clock::new, ids, new TimerHandlers());
        gateway = new Gateway(
                Catalog.open(),
                worlds,
                GatewayOptions.DEFAULTS,
                new Identity(new Credentials()),
                cloud -> List.of(
                        new ServiceBinding<>(Sqs.API, new Asking(cloud)),
                        new ServiceBinding<>(Sts.API, new Answering(cloud))),
                audit -> List.of());
    }

    @AfterEach
    void close() {
        worlds.close();
    }

    @Test
    void whatIsCalledKnowsForWhomAndInWhoseNameItIs() {
        HttpResponse answer = answer(listQueues().with("X-Amzn-Trace-Id", TRACE));

        assertThat(answer.status()).isEqualTo(200);
        Call outer = seen.getFirst();
        Call inner = seen.getLast();
        assertThat(outer.depth()).isZero();
        assertThat(inner.depth()).isEqualTo(1);
        assertThat(outer.principal()).isInstanceOf(Principal.Root.class);
        assertThat(inner.principal()).isEqualTo(QUEUES);
        assertThat(List.of(outer.traceId(), inner.traceId())).containsOnly(TRACE);
        assertThat(inner.requestId()).isNotEqualTo(outer.requestId());
        assertThat(inner.world()).isSameAs(outer.world());
        assertThat(inner.sourceIp()).isEqualTo(outer.sourceIp());
        assertThat(inner.account() + inner.region()).isEqualTo("123456789012eu-west-1");
    }

    @Test
    void callWithoutATraceBearsItsFirstRequestIdAsOne() {
        answer(listQueues());

        assertThat(seen).extracting(Call::traceId).containsOnly(seen.getFirst().requestId());
    }

    @Test
    void servicesThatCallEachOtherWithoutEndAreStopped() {
        endless = true;
        HttpResponse answer = answer(listQueues());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(text(answer)).contains("CallDepthExceeded").contains("16 times in a row");
        assertThat(seen).hasSize(Call.DEPTH_MAX + 1);
        assertThat(new HashSet<>(seen.stream().map(Call::requestId).toList())).hasSize(Call.DEPTH_MAX + 1);
        assertThat(gateway.audit().recent(100))
                .extracting(AuditRecord::errorCode)
                .hasSize(Call.DEPTH_MAX + 1)
                .containsOnly("CallDepthExceeded");
    }

    @Test
    void deadlineGoesWithTheCallAndMayOnlyComeNearer() {
        worlds.defaultWorld().clock().freeze();
        Instant now = worlds.defaultWorld().clock().now();
        onwards = call -> call.until(now.plusSeconds(5)).until(now.plusSeconds(60));
        answer(listQueues());

        assertThat(seen.getFirst().deadline()).isNull();
        assertThat(seen.getLast().deadline()).isEqualTo(now.plusSeconds(5));
    }

    @Test
    void nothingIsCalledForThoseWhoHaveStoppedWaiting() {
        worlds.defaultWorld().clock().freeze();
        onwards = call -> {
            Call hurried = call.until(call.time().plusSeconds(1));
            call.world().clock().advance(Duration.ofSeconds(1));
            return hurried;
        };
        HttpResponse answer = answer(listQueues());

        assertThat(answer.status()).isEqualTo(408);
        assertThat(text(answer)).contains("RequestTimeout");
        assertThat(seen).hasSize(1);
    }

    private HttpResponse answer(TestRequest request) {
        return gateway.handle(request.received());
    }

    private static TestRequest listQueues() {
        return TestRequest.of("POST /")
                .signedFor("123456789012", "eu-west-1", "sqs")
                .json("AmazonSQS.ListQueues", "{}");
    }

    private static String text(HttpResponse response) {
        return new String(response.buffer(), 0, response.length(), StandardCharsets.UTF_8);
    }

    private final class Asking implements Sqs {
        private final Cloud cloud;

        Asking(Cloud cloud) {
            this.cloud = cloud;
        }

        @Override
        public ListQueuesResult listQueues(ListQueuesRequest in, Call call) {
            seen.add(call);
            cloud.client(Sts.API).getCallerIdentity(GetCallerIdentityRequest.of(), onwards.apply(call));
            return ListQueuesResult.builder().build();
        }
    }

    private final class Answering implements Sts {
        private final Cloud cloud;

        Answering(Cloud cloud) {
            this.cloud = cloud;
        }

        @Override
        public GetCallerIdentityResponse getCallerIdentity(GetCallerIdentityRequest in, Call call) {
            seen.add(call);
            if (endless) {
                cloud.client(Sqs.API).listQueues(ListQueuesRequest.builder().build(), call);
            }
            return GetCallerIdentityResponse.builder().build();
        }
    }
}
