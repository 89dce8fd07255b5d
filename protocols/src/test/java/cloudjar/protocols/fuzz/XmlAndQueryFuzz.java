package cloudjar.protocols.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.shape.CommonException;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.protocols.HttpResponse;
import cloudjar.protocols.Protocol;
import cloudjar.protocols.Protocols;
import cloudjar.protocols.smithy.CaseRequest;
import cloudjar.protocols.smithy.ProtocolCase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever comes, the XML and query protocols decode it or refuse it with a code of AWS, never anything else. */
class XmlAndQueryFuzz {
    private static final Set<String> CODES = Set.of(
            "MalformedXML", "MalformedInput", "InvalidArgument", "MalformedQueryString", "InvalidParameterValue");
    private static final List<Sample> XML = samples(ProtocolKind.REST_XML);
    private static final List<Sample> AWS_QUERY = samples(ProtocolKind.AWS_QUERY);
    private static final List<Sample> EC2_QUERY = samples(ProtocolKind.EC2_QUERY);

    private static final Corpus XML_CORPUS = Corpus.of("xml");
    private static final Corpus FORM_CORPUS = Corpus.of("form");

    /** A request of a protocol test case that has a body. */
    private record Sample(
            String id, Protocol protocol, OperationSchema operation, String method, String uri, Bytes body) {}

    @Example
    void whatIsKeptIsDecodedOrRefused() throws IOException, InterruptedException {
        for (byte[] document : XML_CORPUS.inputs()) {
            for (Sample sample : XML) {
                decode(XML_CORPUS, sample, document);
            }
        }
        for (byte[] form : FORM_CORPUS.inputs()) {
            for (Sample sample : AWS_QUERY) {
                decode(FORM_CORPUS, sample, form);
            }
            for (Sample sample : EC2_QUERY) {
                decode(FORM_CORPUS, sample, form);
            }
        }
    }

    @Property(tries = 3000)
    void mutatedDocumentsAreDecodedOrRefused(@ForAll @IntRange(max = 10_000) int which, @ForAll long seed)
            throws IOException, InterruptedException {
        mutated(XML_CORPUS, XML, which, seed);
    }

    @Property(tries = 3000)
    void mutatedQueriesAreDecodedOrRefused(@ForAll @IntRange(max = 10_000) int which, @ForAll long seed)
            throws IOException, InterruptedException {
        mutated(FORM_CORPUS, AWS_QUERY, which, seed);
    }

    @Property(tries = 2000)
    void mutatedEc2QueriesAreDecodedOrRefused(@ForAll @IntRange(max = 10_000) int which, @ForAll long seed)
            throws IOException, InterruptedException {
        mutated(FORM_CORPUS, EC2_QUERY, which, seed);
    }

    @Property(tries = 1000)
    void randomBytesAreDecodedOrRefused(@ForAll @IntRange(max = 10_000) int which, @ForAll @Size(max = 300) byte[] body)
            throws IOException, InterruptedException {
        decode(XML_CORPUS, XML.get(which % XML.size()), body);
        decode(FORM_CORPUS, AWS_QUERY.get(which % AWS_QUERY.size()), body);
        decode(FORM_CORPUS, EC2_QUERY.get(which % EC2_QUERY.size()), body);
    }

    private static void mutated(Corpus corpus, List<Sample> samples, int which, long seed)
            throws IOException, InterruptedException {
        Sample sample = samples.get(which % samples.size());
        decode(corpus, sample, Mutations.mutate(sample.body().toArray(), seed));
    }

    private static void decode(Corpus corpus, Sample sample, byte[] body) throws IOException, InterruptedException {
        corpus.keeping(sample.id(), body, () -> decode(sample, body));
    }

    private static void decode(Sample sample, byte[] body) throws IOException {
        CaseRequest request = CaseRequest.of(sample.method(), sample.uri(), List.of(), Map.of(), body);
        try {
            assertThat(sample.protocol().decode(sample.operation(), request)).isNotNull();
        } catch (CommonException refused) {
            assertThat(refused.status()).isBetween(400, 499);
            assertThat(CODES).contains(refused.code());
            HttpResponse answer =
                    sample.protocol().encode(sample.operation().service(), sample.operation(), refused, "b25f48e8");
            assertThat(answer.length()).isPositive();
        }
    }

    private static List<Sample> samples(ProtocolKind kind) {
        Protocol protocol = Protocols.of(kind);
        List<Sample> samples = new ArrayList<>();
        for (ProtocolCase test : ProtocolCase.of(kind)) {
            String body = test.node().getStringMemberOrDefault("body", "");
            if (test.kind() == ProtocolCase.Kind.REQUEST && !body.isEmpty()) {
                samples.add(new Sample(
                        test.id(),
                        protocol,
                        test.operation(),
                        test.node().expectStringMember("method").getValue(),
                        test.node().expectStringMember("uri").getValue(),
                        Bytes.ofUtf8(body)));
            }
        }
        return samples;
    }
}
