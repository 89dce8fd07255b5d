package cloudjar.services.ssm.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunbookTest {
    private static final String YAML = """
            schemaVersion: '0.3'
            description: d
            assumeRole: '{{ Role }}'
            parameters:
              Role: {type: String, default: ''}
              Count: {type: Integer, default: 3}
              Names: {type: StringList}
              Colour: {type: String, default: red, allowedValues: [red, blue]}
            variables:
              seen: {type: Integer, default: 0}
            mainSteps:
              - name: first
                action: aws:sleep
                onFailure: step:last
                isEnd: false
                timeoutSeconds: 60
                inputs:
                  Duration: PT1M
              - name: last
                action: aws:executeAwsApi
                inputs: &inputs
                  Service: sqs
                  Api: ListQueues
                outputs:
                  - {Name: Urls, Selector: '$.QueueUrls', Type: StringList}
            outputs:
              - last.Urls
            """;

    @Test
    void documentsAreReadInBothFormats() {
        Runbook runbook = Runbook.parse(YAML, "YAML");
        assertThat(runbook.steps()).extracting(Step::name).containsExactly("first", "last");
        assertThat(runbook.steps().getFirst().failureStep()).isEqualTo("last");
        assertThat(runbook.steps().getFirst().timeoutSeconds()).isEqualTo(60);
        assertThat(runbook.after(runbook.steps().getFirst())).map(Step::name).contains("last");
        assertThat(runbook.outputs()).containsExactly("last.Urls");
        assertThat(Runbook.parse(
                                "{\"schemaVersion\":\"0.3\",\"mainSteps\":[{\"name\":\"s\",\"action\":\"aws:pause\"}]}",
                                "JSON")
                        .steps())
                .hasSize(1);
    }

    @Test
    void whatIsGivenIsCheckedAndFilledUp() {
        Runbook runbook = Runbook.parse(YAML, "YAML");
        Map<String, List<String>> given = runbook.given(Map.of("Names", List.of("a", "b")));
        assertThat(given).containsEntry("Count", List.of("3")).containsEntry("Colour", List.of("red"));
        assertThat(value(runbook, "Count", List.of("3"))).isEqualTo(new BigDecimal("3"));
        assertThat(value(runbook, "Names", List.of("a", "b"))).isEqualTo(List.of("a", "b"));
        assertThatThrownBy(() -> runbook.given(Map.of())).hasMessageContaining("Names");
        assertThatThrownBy(() -> runbook.given(Map.of("Names", List.of(), "Other", List.of())))
                .hasMessageContaining("Other");
        assertThatThrownBy(() -> runbook.given(Map.of("Names", List.of(), "Colour", List.of("green"))))
                .hasMessageContaining("green");
    }

    private static Object value(Runbook runbook, String name, List<String> texts) {
        return Objects.requireNonNull(runbook.parameters().get(name)).value(texts);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: [",
                "- a",
                "mainSteps: []",
                "mainSteps: [{name: a}]",
                "mainSteps: [{name: a, action: 'sleep'}]",
                "mainSteps: [{name: 'a b', action: 'aws:sleep'}]",
                "mainSteps: [{name: a, action: 'aws:sleep', nextStep: b}]",
                "mainSteps: [{name: a, action: 'aws:sleep', onFailure: Panic}]",
                "mainSteps: [{name: a, action: 'aws:sleep', maxAttempts: 11}]",
                "mainSteps: [{name: a, action: 'aws:sleep'}, {name: a, action: 'aws:sleep'}]",
                "mainSteps: [{name: a, action: 'aws:sleep', inputs: 3}]",
                "mainSteps: [{name: a, action: 'aws:sleep', outputs: [{Name: x}]}]"
            })
    void whatIsNoDocumentIsRefused(String text) {
        assertThatThrownBy(() -> Runbook.parse(text, "YAML")).isInstanceOf(RunbookException.class);
    }

    @Test
    void yamlIsBounded() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 60; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1));
        }
        assertThatThrownBy(() -> RunbookText.read(bomb.toString(), "YAML")).isInstanceOf(RunbookException.class);
        assertThatThrownBy(() -> RunbookText.read("a: " + "[".repeat(200) + "]".repeat(200), "YAML"))
                .isInstanceOf(RunbookException.class);
    }

    @Test
    void referencesStandForValuesOrForTheirText() {
        References references =
                new References(name -> Map.<String, Object>of("list", List.of("a"), "n", new BigDecimal(3))
                        .get(name));
        assertThat(references.in("{{ list }}")).isEqualTo(List.of("a"));
        assertThat(references.in(Map.of("k", List.of("{{n}} of {{list}}"))))
                .isEqualTo(Map.of("k", List.of("3 of [\"a\"]")));
        assertThatThrownBy(() -> references.in("{{ other }}")).hasMessageContaining("other");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"Variable\":\"abc\",\"StringEquals\":\"abc\"}                                       | true",
                "{\"Variable\":\"abc\",\"StartsWith\":\"b\"}                                           | false",
                "{\"Variable\":7,\"NumericGreater\":5}                                                 | true",
                "{\"Variable\":true,\"BooleanEquals\":true}                                            | true",
                "{\"Variable\":[\"a\",\"b\"],\"Contains\":\"b\"}                                       | true",
                "{\"Not\":{\"Variable\":\"x\",\"EqualsIgnoreCase\":\"X\"}}                             | false",
                "{\"And\":[{\"Variable\":1,\"NumericEquals\":1},{\"Variable\":2,\"NumericLesser\":1}]} | false",
                "{\"Or\":[{\"Variable\":1,\"NumericEquals\":1},{\"Variable\":2,\"NumericLesser\":1}]}  | true",
            })
    void choicesHold(String choice, boolean holds) {
        Map<String, Object> inputs = RunbookText.read(
                "{\"Choices\":[" + choice.strip().replaceFirst("}$", ",\"NextStep\":\"yes\"}")
                        + "],\"Default\":\"no\"}",
                "JSON");
        assertThat(Choices.choose(inputs)).contains(holds ? "yes" : "no");
    }
}
