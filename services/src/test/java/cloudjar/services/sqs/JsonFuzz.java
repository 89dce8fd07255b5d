package cloudjar.services.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.json.Json;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class JsonFuzz {
    @Provide
    Arbitrary<String> almostJson() {
        return Arbitraries.strings()
                .withChars('{', '}', '[', ']', '"', ':', ',', '\\', 'u', '0', '1', '-', '.', 'e', 't', 'n', ' ')
                .ofMaxLength(60);
    }

    @Property(tries = 2000)
    void whatIsReadIsWrittenAndReadTheSame(@ForAll("almostJson") String text) {
        Json.object("{\"a\":" + text + "}")
                .ifPresent(read -> assertThat(Json.object(Json.write(read))).contains(read));
    }

    @Property(tries = 500)
    void anyTextSurvivesInAString(@ForAll String text) {
        assertThat(Json.object(Json.write(Map.of("a", List.of(text))))).contains(Map.of("a", List.of(text)));
    }

    @Example
    void depthIsBounded() {
        assertThat(Json.object("{\"a\":" + "[".repeat(100_000))).isEmpty();
    }

    @Example
    void theRestOfTheTextMustBeSpace() {
        assertThat(Json.object(" {\"a\":1} ")).isPresent();
        assertThat(Json.object("{\"a\":1} x")).isEmpty();
        assertThat(Json.object("{\"a\":1,}")).isEmpty();
    }
}
