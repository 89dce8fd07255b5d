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
import java.util.function.UnaryOperator;
import net.jqwik.api.Example;
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
    private static final Corpus JSON_CORPUS = Corpus.of("json");
    private static final Corpus CBOR_CORPUS = Corpus.of("cbor");
    private static final Corpus TEXT_CORPUS = Corpus.of("text");

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

    @Example
    void whatIsKeptIsDecodedOrRefused() throws IOException, InterruptedException {
        for (byte[] json : JSON_CORPUS.inputs()) {
            for (Sample sample : AWS_JSON) {
                body(JSON_CORPUS, sample, json);
            }
            for (Sample sample : REST_JSON) {
                body(JSON_CORPUS, sample, json);
            }
        }
        for (byte[] cbor : CBOR_CORPUS.inputs()) {
            for (Sample sample : CBOR) {
                body(CBOR_CORPUS, sample, cbor);
            }
        }
        for (byte[] text : TEXT_CORPUS.inputs()) {
            for (Sample sample : REST_JSON) {
                parts(sample, unused -> Bytes.wrap(text).utf8());
            }
        }
    }

    @Property(tries = 4000)
    void mutatedJsonIsDecodedOrRefused(@ForAll @IntRange(max = 10_000) int which, @ForAll long seed)
            throws IOException, InterruptedException {
        mutatedBody(JSON_CORPUS, AWS_JSON, which, seed);
    }

    @Property(tries = 4000)
    void mutatedRestBodiesAreDecodedOrRefused(@ForAll @IntRange(max = 10_000) int which, @ForAll long seed)
            throws IOException, InterruptedException {
        mutatedBody(JSON_CORPUS, REST_JSON, which, seed);
    }

    @Property(tries = 4000)
    void mutatedCborIsDecodedOrRefused(@ForAll @IntRange(max = 10_000) int which, @ForAll long seed)
            throws IOException, InterruptedException {
        mutatedBody(CBOR_CORPUS, CBOR, which, seed);
    }

    @Property(tries = 4000)
    void mutatedPathsQueriesAndHeadersAreDecodedOrRefused(@ForAll @IntRange(max = 10_000) int which, @ForAll long seed)
            throws IOException, InterruptedException {
        parts(REST_JSON.get(which % REST_JSON.size()), text -> mutated(text, seed));
    }

    private static void parts(Sample sample, UnaryOperator<String> damage) throws IOException, InterruptedException {
        String path = damage.apply(sample.path());
        part(sample, path, sample.withPath(path));
        String query = damage.apply(sample.query() == null ? "a=b" : sample.query());
        part(sample, query, sample.withQuery(query));
        for (Map.Entry<String, String> header : sample.headers().entrySet()) {
            Map<String, String> headers = new LinkedHashMap<>(sample.headers());
            String value = damage.apply(header.getValue());
            headers.put(header.getKey(), value);
            part(sample, value, sample.withHeaders(headers));
        }
    }

    private static void part(Sample sample, String text, Sample damaged) throws IOException, InterruptedException {
        TEXT_CORPUS.keeping(sample.test().id(), Bytes.ofUtf8(text).toArray(), () -> decode(damaged));
    }

    private static void body(Corpus corpus, Sample sample, byte[] body) throws IOException, InterruptedException {
        corpus.keeping(sample.test().id(), body, () -> decode(sample.withBody(body)));
    }

    @Property(tries = 2000)
    void randomBytesAreDecodedOrRefused(@ForAll @IntRange(max = 10_000) int which, @ForAll @Size(max = 300) byte[] body)
            throws IOException, InterruptedException {
        body(JSON_CORPUS, AWS_JSON.get(which % AWS_JSON.size()), body);
        body(JSON_CORPUS, REST_JSON.get(which % REST_JSON.size()), body);
        body(CBOR_CORPUS, CBOR.get(which % CBOR.size()), body);
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

    private static void mutatedBody(Corpus corpus, List<Sample> samples, int which, long seed)
            throws IOException, InterruptedException {
        Sample sample = samples.get(which % samples.size());
        body(corpus, sample, Mutations.mutate(sample.body().toArray(), seed));
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
