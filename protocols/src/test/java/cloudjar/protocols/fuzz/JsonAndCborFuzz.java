package cloudjar.protocols.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.shape.CommonException;
import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.protocols.HttpResponse;
import cloudjar.protocols.Protocol;
import cloudjar.protocols.Protocols;
import cloudjar.protocols.smithy.CaseRequest;
import cloudjar.protocols.smithy.ProtocolCase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import software.amazon.smithy.model.node.Node;
import software.amazon.smithy.model.node.ObjectNode;

/** Whatever comes, the JSON and CBOR protocols decode it or refuse it with a code of AWS, never anything else. */
class JsonAndCborFuzz {
    private static final Set<String> CODES =
            Set.of("SerializationException", "UnsupportedMediaTypeException", "NotAcceptableException");
    private static final List<Sample> AWS_JSON = samples(ProtocolKind.AWS_JSON_1_1);
    private static final List<Sample> REST_JSON = samples(ProtocolKind.REST_JSON_1);
    private static final List<Sample> CBOR = samples(ProtocolKind.RPC_V2_CBOR);

    /** A request of a protocol test case. */
    private record Sample(
            ProtocolCase test, String path, @Nullable String query, Map<String, String> headers, Bytes body) {
        Sample withBody(byte[] changed) {
            return new Sample(test, path, query, headers, Bytes.copyOf(changed));
        }

        Sample withQuery(String changed) {
            return new Sample(test, path, changed, headers, body);
        }

        Sample withPath(String changed) {
            return new Sample(test, changed, query, headers, body);
        }

        Sample withHeaders(Map<String, String> changed) {
            return new Sample(test, path, query, changed, body);
        }
    }

    @Property(tries = 4000)
    void mutatedJsonIsDecodedOrRefused(@ForAll @IntRange(max = 10_000) int which, @ForAll long seed)
            throws IOException {
        mutatedBody(AWS_JSON, which, seed);
    }

    @Property(tries = 4000)
    void mutatedRestBodiesAreDecodedOrRefused(@ForAll @IntRange(max = 10_000) int which, @ForAll long seed)
            throws IOException {
        mutatedBody(REST_JSON, which, seed);
    }

    @Property(tries = 4000)
    void mutatedCborIsDecodedOrRefused(@ForAll @IntRange(max = 10_000) int which, @ForAll long seed)
            throws IOException {
        mutatedBody(CBOR, which, seed);
    }

    @Property(tries = 4000)
    void mutatedPathsQueriesAndHeadersAreDecodedOrRefused(@ForAll @IntRange(max = 10_000) int which, @ForAll long seed)
            throws IOException {
        Sample sample = REST_JSON.get(which % REST_JSON.size());
        decode(sample.withPath(mutated(sample.path(), seed)));
        decode(sample.withQuery(mutated(sample.query() == null ? "a=b" : sample.query(), seed)));
        Map<String, String> headers = new LinkedHashMap<>();
        sample.headers().forEach((name, value) -> headers.put(name, mutated(value, seed)));
        decode(sample.withHeaders(headers));
    }

    @Property(tries = 2000)
    void randomBytesAreDecodedOrRefused(@ForAll @IntRange(max = 10_000) int which, @ForAll @Size(max = 300) byte[] body)
            throws IOException {
        for (List<Sample> samples : List.of(AWS_JSON, REST_JSON, CBOR)) {
            decode(samples.get(which % samples.size()).withBody(body));
        }
    }

    @Property(tries = 200)
    void endlessNestingIsRefused(
            @ForAll @IntRange(max = 10_000) int which, @ForAll @IntRange(min = 1, max = 5) int kind)
            throws IOException {
        String json = "{\"nope\":" + (kind == 1 ? "[" : "{\"a\":").repeat(100_000);
        Sample sample = AWS_JSON.get(which % AWS_JSON.size());
        assertThat(decode(sample.withBody(Bytes.ofUtf8(json).toArray()))).isFalse();
        byte[] cbor = new byte[100_000];
        Arrays.fill(
                cbor, (byte) List.of(0x81, 0xa1, 0x9f, 0xbf, 0xc1).get(kind - 1).intValue());
        assertThat(decode(CBOR.get(which % CBOR.size()).withBody(cbor))).isFalse();
    }

    private static void mutatedBody(List<Sample> samples, int which, long seed) throws IOException {
        Sample sample = samples.get(which % samples.size());
        decode(sample.withBody(Mutations.mutate(sample.body().toArray(), seed)));
    }

    private static String mutated(String text, long seed) {
        return Bytes.wrap(Mutations.mutate(Bytes.ofUtf8(text).toArray(), seed)).utf8();
    }

    /** Whether the request was decoded, rather than refused. */
    private static boolean decode(Sample sample) throws IOException {
        Protocol protocol =
                Protocols.of(sample.test().service().facts().protocols().getFirst());
        CaseRequest request = CaseRequest.of(
                sample.test().operation().method(),
                sample.path(),
                sample.query() == null ? List.of() : List.of(sample.query()),
                sample.headers(),
                sample.body().toArray());
        try {
            assertThat(protocol.decode(sample.test().operation(), request)).isNotNull();
            return true;
        } catch (CommonException refused) {
            assertThat(refused.status()).isBetween(400, 499);
            assertThat(CODES).contains(refused.code());
            HttpResponse answer =
                    protocol.encode(sample.test().service(), sample.test().operation(), refused, "b25f48e8");
            assertThat(answer.length()).isPositive();
            return false;
        }
    }

    private static List<Sample> samples(ProtocolKind kind) {
        List<Sample> samples = new ArrayList<>();
        for (ProtocolCase test : ProtocolCase.of(kind)) {
            if (test.kind() == ProtocolCase.Kind.REQUEST) {
                samples.add(sample(kind, test));
            }
        }
        return samples;
    }

    private static Sample sample(ProtocolKind kind, ProtocolCase test) {
        ObjectNode node = test.node();
        Map<String, String> headers = new LinkedHashMap<>();
        node.getObjectMember("headers")
                .orElse(Node.objectNode())
                .getStringMap()
                .forEach((name, value) ->
                        headers.put(name, value.expectStringNode().getValue()));
        List<String> query = node.getArrayMember("queryParams")
                .map(array -> array.getElementsAs(
                        element -> element.expectStringNode().getValue()))
                .orElse(List.of());
        String body = node.getStringMemberOrDefault("body", "");
        return new Sample(
                test,
                node.expectStringMember("uri").getValue(),
                query.isEmpty() ? null : String.join("&", query),
                headers,
                kind == ProtocolKind.RPC_V2_CBOR
                        ? Bytes.wrap(Base64.getDecoder().decode(body))
                        : Bytes.ofUtf8(body));
    }
}
