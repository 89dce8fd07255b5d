package cloudjar.services.ssm.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPathTest {
    private static final Object ROOT = Json.value("""
                    {"Reservations":[{"Instances":[{"InstanceId":"i-1","Tags":[{"Key":"Name","Value":"a"},{"Key":"n","Value":"b"}]},
                    {"InstanceId":"i-2","Cores":4,"Tags":[]}]}],"a-b":{"c:d":true}}""").orElseThrow();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$.Reservations[0].Instances[1].InstanceId        | \"i-2\"",
                "$.Reservations[0].Instances[-1].Cores            | 4",
                "$.Reservations..InstanceId                       | [\"i-1\",\"i-2\"]",
                "$.Reservations[*].Instances[*].InstanceId        | [\"i-1\",\"i-2\"]",
                "$..Tags[?(@.Key == 'Name')].Value                | [\"a\"]",
                "$..Instances[?(@.Cores >= 4)].InstanceId         | [\"i-2\"]",
                "$..Instances[?(@.Cores)].InstanceId              | [\"i-2\"]",
                "$..Instances[0:1].InstanceId                     | [\"i-1\"]",
                "$['a-b']['c:d']                                  | true",
                "$.a-b.*                                          | [true]",
                "$..Nothing                                       | []",
            })
    void pathsLead(String path, String expected) {
        assertThat(JsonPath.of(path).find(ROOT).map(Json::write)).contains(expected);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(JsonPath.of("$.Reservations[7].Instances").find(ROOT)).isEmpty();
        assertThat(JsonPath.of("$.Reservations.Instances").find(ROOT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Reservations", "$.", "$[", "$.a[?(1==1)]", "$..", "$.a b"})
    void whatIsNoPathIsRefused(String path) {
        assertThatThrownBy(() -> JsonPath.of(path)).isInstanceOf(RunbookException.class);
    }
}
