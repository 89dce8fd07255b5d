package cloudjar.services.sns;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.clock.Ids;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String TOPIC = "arn:aws:sns:us-east-1:111122223333:news";

    private final SigningKey key = SigningKey.make(Ids.seeded(1), NOW);
    private final Envelope signedWithSha256 = new Envelope(
            new Publication(
                    "id",
                    TOPIC,
                    "hello",
                    null,
                    Map.of(),
                    Map.of(),
                    null,
                    null,
                    0,
                    NOW.toEpochMilli(),
                    "http://localhost",
                    null,
                    null),
            true,
            new MessageSigner(),
            () -> key);

    /** As recorded: only what functions are given does not say it. */
    @Test
    void aSignatureOfVersion2SaysSoButToFunctions() {
        assertThat(signedWithSha256.notification(Protocol.SQS, TOPIC + ":s")).contains("\"SignatureVersion\" : \"2\"");
        assertThat(signedWithSha256.functionEvent(TOPIC + ":s")).contains("\"SignatureVersion\":\"1\"");
    }
}
