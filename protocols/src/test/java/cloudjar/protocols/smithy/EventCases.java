package cloudjar.protocols.smithy;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.EventStream;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.Structure;
import cloudjar.protocols.ContentBuffer;
import cloudjar.protocols.HttpResponse;
import cloudjar.protocols.Protocol;
import cloudjar.protocols.eventstream.EventMessage;
import cloudjar.protocols.eventstream.EventMessageReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.smithy.model.node.Node;
import software.amazon.smithy.model.node.ObjectNode;

/** Runs cases of the event stream trait: events in requests are read, events of outputs are written. */
final class EventCases {
    private final Protocol protocol;

    EventCases(Protocol protocol) {
        this.protocol = protocol;
    }

    void run(ProtocolCase test) throws IOException {
        List<ObjectNode> events = test.node()
                .getArrayMember("events")
                .map(array -> array.getElementsAs(ObjectNode.class))
                .orElse(List.of());
        boolean sent = test.node().getMember("initialResponse").isPresent()
                || events.stream()
                        .anyMatch(event ->
                                event.expectStringMember("type").getValue().equals("response"));
        if (sent) {
            sent(test, events);
        } else if (test.node().getMember("expectation").isPresent()) {
            assertThat(refused(test, events)).as("the stream is refused").isTrue();
        } else {
            received(test, events);
        }
    }

    private boolean refused(ProtocolCase test, List<ObjectNode> events) throws IOException {
        try {
            received(test, events);
            return false;
        } catch (ApiException refused) {
            return true;
        }
    }

    private void received(ProtocolCase test, List<ObjectNode> events) throws IOException {
        ContentBuffer body = new ContentBuffer(1024);
        for (ObjectNode event : events) {
            body.write(
                    Base64.getDecoder().decode(event.expectStringMember("bytes").getValue()));
        }
        ObjectNode initial = test.node().getObjectMember("initialRequest").orElse(Node.objectNode());
        Map<String, String> headers = new LinkedHashMap<>();
        initial.getObjectMember("headers").ifPresent(object -> object.getStringMap()
                .forEach((name, value) ->
                        headers.put(name, value.expectStringNode().getValue())));
        headers.put("Content-Type", EventMessage.MEDIA_TYPE);
        CaseRequest request = CaseRequest.of(
                test.operation().method(), test.operation().uri().toString(), List.of(), headers, body.toArray());
        Structure input = protocol.decode(test.operation(), request);
        CaseRunner.validate(test.operation(), input);
        ObjectNode params = test.node().getObjectMember("initialRequestParams").orElse(Node.objectNode());
        params.getStringMap().forEach((name, value) -> assertThat(input.get(name))
                .isEqualTo(value.expectStringNode().getValue()));
        Member stream = stream(test.operation().input());
        try (EventStream decoded = (EventStream) Objects.requireNonNull(input.get(stream))) {
            for (ObjectNode event : events) {
                Structure expected = NodeValues.structure(
                        stream.target(), event.getObjectMember("params").orElse(Node.objectNode()));
                ValueComparison.assertEqual(decoded.next(), expected);
            }
            assertThat(decoded.next()).as("the end").isNull();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private void sent(ProtocolCase test, List<ObjectNode> events) throws IOException {
        Schema output = test.operation().output();
        Member stream = stream(output);
        List<Structure> values = new ArrayList<>();
        for (ObjectNode event : events) {
            values.add(NodeValues.structure(stream.target(), event.expectObjectMember("params")));
        }
        ObjectNode params = test.node().getObjectMember("initialResponseParams").orElse(Node.objectNode());
        @Nullable Object[] slots = NodeValues.structure(output, params).slots();
        slots[stream.index()] = new GivenEvents(values.iterator());
        HttpResponse response = protocol.encode(test.operation(), output.create(slots), "foo-id");
        assertThat(response.header("Content-Type")).isEqualTo(EventMessage.MEDIA_TYPE);
        test.node()
                .getObjectMember("initialResponse")
                .flatMap(initial -> initial.getObjectMember("headers"))
                .ifPresent(headers -> headers.getStringMap().forEach((name, value) -> assertThat(response.header(name))
                        .isEqualTo(value.expectStringNode().getValue())));
        EventMessageReader reader =
                new EventMessageReader(new ByteArrayInputStream(ContentComparison.content(response)));
        for (ObjectNode event : events) {
            byte[] bytes =
                    Base64.getDecoder().decode(event.expectStringMember("bytes").getValue());
            assertSame(reader.next(), new EventMessageReader(new ByteArrayInputStream(bytes)).next());
        }
        assertThat(reader.next()).as("the end").isNull();
    }

    private static void assertSame(@Nullable EventMessage actual, @Nullable EventMessage expected) {
        assertThat(headers(Objects.requireNonNull(actual))).isEqualTo(headers(Objects.requireNonNull(expected)));
        assertThat(actual.payload().utf8()).isEqualTo(expected.payload().utf8());
    }

    private static Map<String, Object> headers(EventMessage message) {
        Map<String, Object> headers = new TreeMap<>();
        message.headers().forEach(header -> headers.put(header.name(), header.value()));
        return headers;
    }

    private static Member stream(Schema schema) {
        return schema.members().stream()
                .filter(member -> member.target().eventStream())
                .findFirst()
                .orElseThrow();
    }

    /** Events that are there already. */
    private record GivenEvents(Iterator<Structure> events) implements EventStream {
        @Override
        public @Nullable Structure next() {
            return events.hasNext() ? events.next() : null;
        }

        @Override
        public void close() {}
    }
}
