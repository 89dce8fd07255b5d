package cloudjar.protocols.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.shape.EventStream;
import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.protocols.Protocol;
import cloudjar.protocols.Protocols;
import cloudjar.protocols.eventstream.EventMessage;
import cloudjar.protocols.smithy.CaseRequest;
import cloudjar.protocols.smithy.ProtocolCase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import software.amazon.smithy.model.node.ObjectNode;

/** Whatever comes in an event stream is an event, the end, or the caller's own fault. */
class EventStreamFuzz {
    private static final Protocol PROTOCOL = Protocols.of(ProtocolKind.REST_JSON_1);
    private static final List<Sample> SAMPLES = samples();

    private static final Corpus CORPUS = Corpus.of("events");

    /** An event of a protocol test case. */
    private record Sample(ProtocolCase test, Bytes message) {}

    @Example
    void whatIsKeptIsReadOrRefused() throws IOException, InterruptedException {
        for (byte[] body : CORPUS.inputs()) {
            for (Sample sample : SAMPLES) {
                read(sample, body);
            }
        }
    }

    @Property(tries = 3000)
    void mutatedMessagesAreReadOrRefused(@ForAll @IntRange(max = 10_000) int which, @ForAll long seed)
            throws IOException, InterruptedException {
        Sample sample = SAMPLES.get(which % SAMPLES.size());
        read(sample, Mutations.mutate(sample.message().toArray(), seed));
    }

    @Property(tries = 1000)
    void randomBytesAreReadOrRefused(@ForAll @IntRange(max = 10_000) int which, @ForAll @Size(max = 200) byte[] body)
            throws IOException, InterruptedException {
        read(SAMPLES.get(which % SAMPLES.size()), body);
    }

    private static void read(Sample sample, byte[] body) throws IOException, InterruptedException {
        CORPUS.keeping(sample.test().id(), body, () -> events(sample, body));
    }

    private static void events(Sample sample, byte[] body) throws IOException, InterruptedException {
        CaseRequest request = CaseRequest.of(
                "POST",
                sample.test().operation().uri().toString(),
                List.of(),
                Map.of("Content-Type", EventMessage.MEDIA_TYPE),
                body);
        Object stream = PROTOCOL.decode(sample.test().operation(), request).get("stream");
        try (EventStream events = (EventStream) Objects.requireNonNull(stream)) {
            while (events.next() != null) {
                // Reading on is the point.
            }
        } catch (ApiException refused) {
            assertThat(refused.status()).isBetween(400, 499);
        }
    }

    private static List<Sample> samples() {
        List<Sample> samples = new ArrayList<>();
        for (ProtocolCase test : ProtocolCase.of(ProtocolKind.REST_JSON_1)) {
            boolean received = test.kind() == ProtocolCase.Kind.EVENTS
                    && test.operation().input().member("stream") != null;
            for (ObjectNode event : received
                    ? test.node()
                            .getArrayMember("events")
                            .map(array -> array.getElementsAs(ObjectNode.class))
                            .orElse(List.of())
                    : List.<ObjectNode>of()) {
                byte[] message = Base64.getDecoder()
                        .decode(event.expectStringMember("bytes").getValue());
                samples.add(new Sample(test, Bytes.wrap(message)));
            }
        }
        return samples;
    }
}
