package cloudjar.services;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.api.s3.CreateBucketRequest;
import cloudjar.api.s3.S3;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Endpoint;
import cloudjar.kernel.call.ServiceApi;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.kernel.shape.ServiceFacts;
import cloudjar.kernel.shape.Structure;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Partition;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.world.World;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.InProcessCloud;
import cloudjar.testkit.structure.RandomStructures;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every operation of every service, asked for by a user without rights. Inputs are made from the models, so a new service needs no
 * line here. [IAM-4]
 */
class AccessMatrixTest {
    @RegisterExtension
    static final CloudExtension CLOUD = CloudExtension.enforcing(Services::all);

    private static final String ACCOUNT = "444455556666";
    private static final String BUCKET = "matrix-bucket";
    private static final int TRIES = 12;

    /**
     * What anybody with credentials may call: of some AWS says so, of others each part is decided by itself.
     *
     * <p>sts: <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html">No permissions are
     * required</a>. s3: DeleteObjects tells of each key what was refused; PostObject brings its own signature; what browsers ask
     * beforehand needs none, and a page of a website is read as an object by who asks for it.
     */
    private static final Set<String> FREE = Set.of(
            "sts:GetCallerIdentity",
            "sts:GetSessionToken",
            "s3:DeleteObjects",
            "s3:PostObject",
            "s3:OptionsBucket",
            "s3:OptionsObject",
            "s3:GetWebsiteObject",
            "s3:HeadWebsiteObject",
            "s3:DeleteWebsiteObject",
            "s3:PostWebsiteObject",
            "s3:PutWebsiteObject");

    /** Codes of services that have their own. */
    private static final Map<String, String> OWN_CODES = Map.of("sns", "AuthorizationError");

    /** Members whose generated values would lead nowhere: what must be there, and what must be a sentence. */
    private static final Map<String, String> VALUES =
            Map.of("Bucket", BUCKET, "CopySource", BUCKET + "/key", "Statement", "SELECT * FROM \"table\"");

    @TestFactory
    Stream<DynamicContainer> nobodyMayDoAnything() {
        InProcessCloud cloud = CLOUD.cloud();
        World world = cloud.create();
        Principal nobody =
                new Principal.User(ACCOUNT, new Arn("aws", "iam", "", ACCOUNT, "user/nobody"), "AIDANOBODY0000000000");
        cloud.gateway()
                .cloud()
                .client(S3.API)
                .createBucket(
                        CreateBucketRequest.builder().bucket(BUCKET).build(),
                        call(world, new Principal.Root(ACCOUNT, Partition.AWS)));
        return cloud.apis().stream()
                .map(api -> DynamicContainer.dynamicContainer(
                        api.id(),
                        api.schema().operations().stream()
                                .filter(operation -> !operation.has(OperationSchema.UNSIGNED)
                                        && !FREE.contains(api.id() + ":" + operation.name()))
                                .map(operation -> DynamicTest.dynamicTest(
                                        operation.name(),
                                        () -> assertDenied(cloud, api, operation, call(world, nobody))))));
    }

    private static Call call(World world, Principal principal) {
        return new Call(
                world,
                ACCOUNT,
                "us-east-1",
                principal,
                Instant.parse("2030-01-01T00:00:00Z"),
                "request",
                "192.0.2.1",
                new Endpoint("https", "localhost", ""),
                0,
                null,
                "trace");
    }

    private static <S> void assertDenied(
            InProcessCloud cloud, ServiceApi<S> api, OperationSchema operation, Call call) {
        S client = cloud.gateway().cloud().client(api);
        Map<String, String> refusals = new TreeMap<>();
        for (int seed = 0; seed < TRIES; seed++) {
            Structure input = known(new RandomStructures(seed).structure(operation.input()));
            try {
                Structure output = api.invoke(client, operation, input, call);
                throw new AssertionError("answered " + output + " to " + input);
            } catch (ApiException refusal) {
                refusals.put(refusal.code(), refusal.status() + " " + refusal.getMessage());
            }
        }
        ServiceFacts facts = api.schema().facts();
        String denial = refusals.get(code(facts));
        assertThat(denial).as("%s among %s", code(facts), refusals).isNotNull();
        assertThat(denial).startsWith(status(facts) + " ").contains("is not authorized to perform: ");
    }

    /** The input with values that lead somewhere, in its parts as well. */
    private static Structure known(Structure input) {
        Object[] values = input.slots();
        for (Member member : input.schema().members()) {
            Object value = values[member.index()];
            if (value instanceof String && VALUES.containsKey(member.name())) {
                values[member.index()] = VALUES.get(member.name());
            } else if (value instanceof List<?> list && list.stream().allMatch(Structure.class::isInstance)) {
                values[member.index()] =
                        list.stream().map(part -> known((Structure) part)).toList();
            }
        }
        return input.schema().create(values);
    }

    private static String code(ServiceFacts facts) {
        return OWN_CODES.getOrDefault(
                facts.id(),
                switch (facts.protocols().getFirst()) {
                    case AWS_QUERY, REST_XML -> "AccessDenied";
                    case EC2_QUERY -> "UnauthorizedOperation";
                    case AWS_JSON_1_0, AWS_JSON_1_1, REST_JSON_1, RPC_V2_CBOR -> "AccessDeniedException";
                });
    }

    private static int status(ServiceFacts facts) {
        ProtocolKind kind = facts.protocols().getFirst();
        boolean json = kind == ProtocolKind.AWS_JSON_1_0
                || kind == ProtocolKind.AWS_JSON_1_1
                || kind == ProtocolKind.RPC_V2_CBOR;
        return json && !facts.queryCompatible() ? 400 : 403;
    }
}
