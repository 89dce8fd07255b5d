package cloudjar.protocols.eventstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.shape.CommonException;
import cloudjar.kernel.shape.EventStream;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.kernel.shape.Structure;
import cloudjar.protocols.ContentBuffer;
import cloudjar.protocols.HttpResponse;
import cloudjar.protocols.Protocol;
import cloudjar.protocols.Protocols;
import cloudjar.protocols.eventstream.EventMessage.Header;
import cloudjar.protocols.smithy.CaseRequest;
import cloudjar.protocols.smithy.SmithyModels;
import cloudjar.protocols.text.MalformedValueException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What event streams do beyond the protocol's test cases, which are of restJson1 alone. */
class EventStreamTest {
    private final OperationSchema duplex = SmithyModels.services(ProtocolKind.REST_JSON_1).stream()
            .map(service -> service.schema().operation("DuplexStreamWithInitialMessages"))
            .filter(Objects::nonNull)
            .findFirst()
            .orElseThrow();

    @Test
    void everyTypeOfHeaderIsReadAsItWasWritten() throws IOException {
        EventMessage message = new EventMessage(
                List.of(
                        new Header("true", true),
                        new Header("false", false),
                        new Header("byte", (byte) -1),
                        new Header("short", (short) -300),
                        new Header("integer", 70_000),
                        new Header("long", -5_000_000_000L),
                        new Header("bytes", Bytes.ofUtf8("b")),
                        new Header("text", "ä"),
                        new Header("time", Instant.ofEpochMilli(-1500)),
                        new Header("uuid", new UUID(1, 2))),
                Bytes.ofUtf8("payload"));
        EventMessageReader reader = new EventMessageReader(new ByteArrayInputStream(bytes(message)));
        assertThat(reader.next()).isEqualTo(message);
        assertThat(reader.next()).isNull();
    }

    @Test
    void aMessageLongerThanTheSpecificationAllowsIsRefusedBeforeItIsRead() {
        ContentBuffer out = new ContentBuffer(16);
        out.write(new byte[] {0x7f, -1, -1, -1, 0, 0, 0, 0});
        CRC32 crc = new CRC32();
        crc.update(out.array(), 0, 8);
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write((int) (crc.getValue() >>> shift));
        }
        assertThatThrownBy(() -> new EventMessageReader(new ByteArrayInputStream(out.toArray())).next())
                .isInstanceOf(MalformedValueException.class)
                .hasMessageContaining("length");
    }

    @Test
    void rpcStreamsBeginWithAMessageOfTheOtherMembers() throws IOException, InterruptedException {
        for (ProtocolKind kind : List.of(ProtocolKind.AWS_JSON_1_1, ProtocolKind.RPC_V2_CBOR)) {
            Protocol protocol = Protocols.of(kind);
            List<EventMessage> sent = messages(protocol.encode(duplex, output(new Given(null, event())), "id"));
            assertThat(sent).hasSize(2);
            assertThat(sent.getFirst().header(":event-type")).isEqualTo("initial-response");
            assertThat(sent.getFirst().payload().utf8()).contains("initialResponseMember");
            assertThat(sent.getLast().header(":event-type")).isEqualTo("stringPayload");

            EventMessage first = sent.getFirst();
            EventMessage request = new EventMessage(
                    List.of(new Header(":message-type", "event"), new Header(":event-type", "initial-request")),
                    renamed(first.payload()));
            Structure input = protocol.decode(duplex, request(bytes(request, sent.getLast())));
            assertThat(input.get("initialRequestMember")).isEqualTo("foo");
            try (EventStream stream = (EventStream) Objects.requireNonNull(input.get("stream"))) {
                assertThat(stream.next()).isEqualTo(event());
                assertThat(stream.next()).isNull();
            }
        }
    }

    @Test
    void anRpcStreamMayBeginWithAnEvent() throws IOException, InterruptedException {
        Protocol protocol = Protocols.of(ProtocolKind.AWS_JSON_1_1);
        EventMessage message = messages(protocol.encode(duplex, output(new Given(null, event())), "id"))
                .getLast();
        Structure input = protocol.decode(duplex, request(bytes(message)));
        assertThat(input.get("initialRequestMember")).isNull();
        try (EventStream stream = (EventStream) Objects.requireNonNull(input.get("stream"))) {
            assertThat(stream.next()).isEqualTo(event());
        }
    }

    @Test
    void anErrorInTheMiddleIsSaidInTheStream() throws IOException {
        Protocol protocol = Protocols.of(ProtocolKind.REST_JSON_1);
        CommonException error = new CommonException("InternalFailure", 500, "oops");
        List<EventMessage> sent = messages(protocol.encode(duplex, output(new Given(error, event())), "id"));
        assertThat(sent).hasSize(2);
        assertThat(sent.getLast().header(":message-type")).isEqualTo("error");
        assertThat(sent.getLast().header(":error-code")).isEqualTo("InternalFailure");
        assertThat(sent.getLast().header(":error-message")).isEqualTo("oops");
    }

    @Test
    void signedMessagesAreTakenOutOfTheirEnvelopes() throws IOException, InterruptedException {
        Protocol protocol = Protocols.of(ProtocolKind.REST_JSON_1);
        EventMessage inner = messages(protocol.encode(duplex, output(new Given(null, event())), "id"))
                .getFirst();
        byte[] body = bytes(envelope(Bytes.wrap(bytes(inner))), envelope(Bytes.EMPTY));
        Structure input = protocol.decode(duplex, request(body));
        try (EventStream stream = (EventStream) Objects.requireNonNull(input.get("stream"))) {
            assertThat(stream.next()).isEqualTo(event());
            assertThat(stream.next()).isNull();
        }
    }

    private static EventMessage envelope(Bytes content) {
        return new EventMessage(
                List.of(new Header(":date", Instant.EPOCH), new Header(":chunk-signature", Bytes.ofUtf8("signature"))),
                content);
    }

    private static Bytes renamed(Bytes content) {
        // Request and Response are of different length, which CBOR would mind.
        byte[] bytes = content.utf8().startsWith("{")
                ? Bytes.ofUtf8(content.utf8().replace("Response", "Request")).toArray()
                : Bytes.copyOf(new byte[] {(byte) 0xa1, 0x74}).toArray();
        if (bytes.length == 2) {
            ContentBuffer out = new ContentBuffer(32);
            out.write(bytes);
            out.ascii("initialRequestMember");
            out.write(0x63);
            out.ascii("foo");
            return Bytes.wrap(out.toArray());
        }
        return Bytes.wrap(bytes);
    }

    private Structure event() {
        Member stream = Objects.requireNonNull(duplex.output().member("stream"));
        Member variant = Objects.requireNonNull(stream.target().member("stringPayload"));
        @Nullable Object[] slots = new @Nullable Object[stream.target().memberCount()];
        slots[variant.index()] = variant.target().create(new Object[] {"hello"});
        return stream.target().create(slots);
    }

    private Structure output(EventStream events) {
        @Nullable Object[] slots = new @Nullable Object[duplex.output().memberCount()];
        slots[
                Objects.requireNonNull(duplex.output().member("initialResponseMember"))
                        .index()] = "foo";
        slots[Objects.requireNonNull(duplex.output().member("stream")).index()] = events;
        return duplex.output().create(slots);
    }

    private CaseRequest request(byte[] body) {
        return CaseRequest.of(
                "POST",
                duplex.uri().toString(),
                List.of(),
                Map.of("Content-Type", EventMessage.MEDIA_TYPE, "initial-request-member", "foo"),
                body);
    }

    private static List<EventMessage> messages(HttpResponse response) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Objects.requireNonNull(response.writer()).writeTo(out);
        EventMessageReader reader = new EventMessageReader(new ByteArrayInputStream(out.toByteArray()));
        List<EventMessage> messages = new ArrayList<>();
        for (EventMessage message = reader.next(); message != null; message = reader.next()) {
            messages.add(message);
        }
        return messages;
    }

    private static byte[] bytes(EventMessage... messages) {
        ContentBuffer out = new ContentBuffer(64);
        for (EventMessage message : messages) {
            message.writeTo(out);
        }
        return out.toArray();
    }

    /** One event, and then the end or an error. */
    private static final class Given implements EventStream {
        private final @Nullable CommonException error;
        private @Nullable Structure event;

        Given(@Nullable CommonException error, Structure event) {
            this.error = error;
            this.event = event;
        }

        @Override
        public @Nullable Structure next() {
            Structure next = event;
            event = null;
            if (next == null && error != null) {
                throw error;
            }
            return next;
        }

        @Override
        public void close() {
            event = null;
        }
    }
}
