package cloudjar.engines.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.json.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubscriptionRequestTest {
    private static SubscriptionRequest request(TelemetryApi api, String json)
            throws SubscriptionRequest.RefusedException {
        return SubscriptionRequest.of(api, Json.object(json).orElse(Map.of()));
    }

    @Test
    void hasAwsDefaults() throws SubscriptionRequest.RefusedException {
        SubscriptionRequest asked = request(
                TelemetryApi.TELEMETRY,
                "{\"schemaVersion\":\"2022-12-13\",\"types\":[\"platform\",\"function\"],"
                        + "\"destination\":{\"protocol\":\"HTTP\",\"URI\":\"http://sandbox.localdomain:8080/a\"}}");
        assertThat(asked.types()).containsExactlyInAnyOrder("platform", "function");
        assertThat(asked.buffering()).isEqualTo(new SubscriptionRequest.Buffering(10_000, 262_144, 1_000));
        assertThat(asked.port()).isEqualTo(8080);
        assertThat(asked.path()).isEqualTo("/a");
        assertThat(asked.tcp()).isFalse();
    }

    @Test
    void mayBeToldByAConnection() throws SubscriptionRequest.RefusedException {
        SubscriptionRequest asked = request(
                TelemetryApi.LOGS,
                "{\"schemaVersion\":\"2021-03-18\",\"types\":[\"extension\"],"
                        + "\"buffering\":{\"maxItems\":1000,\"maxBytes\":262144,\"timeoutMs\":25},"
                        + "\"destination\":{\"protocol\":\"TCP\",\"port\":9999}}");
        assertThat(asked.tcp()).isTrue();
        assertThat(asked.port()).isEqualTo(9999);
        assertThat(asked.buffering().millis()).isEqualTo(25);
    }

    @Test
    void saysAllThatIsWrong() {
        assertThatThrownBy(() -> request(
                        TelemetryApi.TELEMETRY,
                        "{\"schemaVersion\":\"2022-07-01\",\"types\":[],\"buffering\":{\"maxItems\":10},"
                                + "\"destination\":{\"protocol\":\"HTTP\",\"URI\":\"http://sandbox.localdomain\"}}"))
                .isInstanceOf(SubscriptionRequest.RefusedException.class)
                .hasMessageContaining("URI port is not provided")
                .hasMessageContaining("types should not be empty")
                .hasMessageContaining("maxItems should be from 1000 to 10000");
        assertThatThrownBy(() -> request(
                        TelemetryApi.TELEMETRY,
                        "{\"schemaVersion\":\"2020-08-15\",\"types\":[\"all\"],"
                                + "\"destination\":{\"protocol\":\"HTTP\",\"URI\":\"http://example.com:9001\"}}"))
                .isInstanceOf(SubscriptionRequest.RefusedException.class)
                .hasMessageContaining("schemaVersion should be one of")
                .hasMessageContaining("types should be among")
                .hasMessageContaining("http://sandbox.localdomain:PORT")
                .hasMessageContaining("port 9001 cannot be used");
    }
}
