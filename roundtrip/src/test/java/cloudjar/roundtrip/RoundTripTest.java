package cloudjar.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.shape.Catalog;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;

/**
 * Random inputs of every operation, sent by the client, are received equal; random outputs likewise. Repeat a run with
 * {@code -Droundtrip.seed}, make it longer with {@code -Droundtrip.rounds}.
 */
@TestInstance(Lifecycle.PER_CLASS)
class RoundTripTest {
    private static final int SHOWN_MAX = 40;

    private final long seed = Long.getLong("roundtrip.seed", 1);
    private final int rounds = Integer.getInteger("roundtrip.rounds", 5);
    private final Catalog catalog = Catalog.open();
    private final RoundTripServer server;

    RoundTripTest() throws IOException {
        server = RoundTripServer.start(catalog);
    }

    @BeforeAll
    void tellTheSeed() {
        System.out.println("round trips with -Droundtrip.seed=" + seed + " -Droundtrip.rounds=" + rounds);
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
    }

    static List<ServiceClient> services() {
        return ServiceClient.ALL;
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyInputAndOutputArrivesAsItWasSent(ServiceClient service) {
        List<String> failures = run(service);
        assertThat(failures.stream().limit(SHOWN_MAX))
                .as("%d failures with seed %d", failures.size(), seed)
                .isEmpty();
    }

    List<String> run(ServiceClient service) {
        try (SdkHttpClient http = ApacheHttpClient.create();
                SdkClient client = service.open(http, server.port())) {
            return new RoundTrips(
                            service, catalog.schema(service.id()), client, server.exchange(), Exclusions.read(), seed)
                    .run(rounds);
        }
    }
}
