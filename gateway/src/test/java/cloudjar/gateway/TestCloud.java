package cloudjar.gateway;

import cloudjar.api.s3.GetObjectOutput;
import cloudjar.api.s3.GetObjectRequest;
import cloudjar.api.s3.PutObjectOutput;
import cloudjar.api.s3.PutObjectRequest;
import cloudjar.api.s3.S3;
import cloudjar.api.sqs.CreateQueueRequest;
import cloudjar.api.sqs.CreateQueueResult;
import cloudjar.api.sqs.GetQueueUrlRequest;
import cloudjar.api.sqs.Sqs;
import cloudjar.api.sts.GetCallerIdentityRequest;
import cloudjar.api.sts.GetCallerIdentityResponse;
import cloudjar.api.sts.Sts;
import cloudjar.gateway.auth.Identity;
import cloudjar.kernel.blob.FileBlobs;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.call.Credentials;
import cloudjar.kernel.call.ServiceBinding;
import cloudjar.kernel.clock.Clock;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.shape.Body;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.shape.Catalog;
import cloudjar.kernel.store.MemoryEngine;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.Worlds;
import cloudjar.protocols.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A gateway to a few services that do next to nothing. */
public final class TestCloud implements AutoCloseable {
    private static final Catalog CATALOG = Catalog.open();

    final Worlds worlds;
    final Gateway gateway;

    /** A cloud with default options and no side doors. */
    public TestCloud() throws IOException {
        this(List.of());
    }

    TestCloud(List<SideDoor> doors) throws IOException {
        this(doors, new Identity(new Credentials()));
    }

    /** A cloud whose callers are these. */
    public TestCloud(Identity identity) throws IOException {
        this(List.of(), identity);
    }

    private TestCloud(List<SideDoor> doors, Identity identity) throws IOException {
        Ids ids = Ids.seeded(1);
        worlds = new Worlds(new MemoryEngine(), FileBlobs.temporary(), Clock::new, ids, new TimerHandlers());
        gateway = new Gateway(CATALOG, worlds, GatewayOptions.DEFAULTS, identity, TestCloud::services, audit -> doors);
    }

    private static List<ServiceBinding<?>> services(Cloud cloud) {
        return List.of(
                new ServiceBinding<>(Sts.API, new EchoSts()),
                new ServiceBinding<>(Sqs.API, new OddSqs(cloud)),
                new ServiceBinding<>(S3.API, new OneObjectS3()));
    }

    /** The gateway. */
    public Gateway gateway() {
        return gateway;
    }

    /** The answer to a request. */
    public HttpResponse answer(TestRequest request) {
        return gateway.handle(request.received());
    }

    /** The time of the default world. */
    public Clock clock() {
        return worlds.find(Worlds.DEFAULT).orElseThrow().clock();
    }

    @Override
    public void close() {
        worlds.close();
    }

    /** Tells who calls, from where. */
    private static final class EchoSts implements Sts {
        @Override
        public GetCallerIdentityResponse getCallerIdentity(GetCallerIdentityRequest in, Call call) {
            return GetCallerIdentityResponse.builder()
                    .account(call.account())
                    .arn(call.principal().id())
                    .userId(call.region() + " " + call.world().id() + " "
                            + call.endpoint().url() + " " + call.depth())
                    .build();
        }
    }

    /** Fails for one name, asks STS for another, and calls itself without end for a third. */
    private record OddSqs(Cloud cloud) implements Sqs {
        @Override
        public CreateQueueResult createQueue(CreateQueueRequest in, Call call) {
            String name = in.queueName();
            return switch (name) {
                case "broken" -> throw new IllegalStateException("a secret of the house");
                case "identity" ->
                    url(String.valueOf(cloud.client(Sts.API)
                            .getCallerIdentity(GetCallerIdentityRequest.of(), call)
                            .userId()));
                case "endless" -> cloud.client(Sqs.API).createQueue(in, call);
                case "unserved" ->
                    url(String.valueOf(cloud.client(Sqs.API)
                            .getQueueUrl(
                                    GetQueueUrlRequest.builder().queueName(name).build(), call)
                            .queueUrl()));
                default -> url(call.endpoint().url() + "/" + call.account() + "/" + name);
            };
        }

        private static CreateQueueResult url(String url) {
            return CreateQueueResult.builder().queueUrl(url).build();
        }
    }

    /** Counts what is put and answers with a little. */
    private static final class OneObjectS3 implements S3 {
        @Override
        public PutObjectOutput putObject(PutObjectRequest in, Call call) {
            return PutObjectOutput.builder().eTag("\"" + size(in.body()) + "\"").build();
        }

        private static long size(@Nullable Body body) {
            if (body == null) {
                return 0;
            }
            try (InputStream in = body.open()) {
                return in.readAllBytes().length;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public GetObjectOutput getObject(GetObjectRequest in, Call call) {
            return GetObjectOutput.builder()
                    .body(Body.of(Bytes.ofUtf8(in.bucket() + " " + in.key())))
                    .metadata(Map.of("word", "\u00e9"))
                    .build();
        }
    }
}
