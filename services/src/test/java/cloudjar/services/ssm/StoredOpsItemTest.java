package cloudjar.services.ssm;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.api.ssm.OpsItem;
import cloudjar.api.ssm.OpsItemDataValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoredOpsItemTest {
    private static Optional<String> claim(String status, String... pairs) {
        Map<String, OpsItemDataValue> data = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            data.put(pairs[i], OpsItemDataValue.builder().value(pairs[i + 1]).build());
        }
        return new StoredOpsItem(
                        OpsItem.builder().status_(status).operationalData(data).build(), Map.of())
                .claim();
    }

    @Test
    void stringsAgainstDuplicatesHaveNoCaseAndResourcesNoOrder() {
        String resources = "[{\"arn\":\"a\"},{\"arn\":\"b\"}]";
        assertThat(claim("Open", "/aws/dedup", "{\"dedupString\":\"X\"}", "/aws/resources", resources))
                .isPresent()
                .isEqualTo(claim(
                        "InProgress",
                        "/aws/dedup",
                        "{\"dedupString\":\"x\"}",
                        "/aws/resources",
                        "[{\"arn\":\"b\"},{\"arn\":\"a\"}]"))
                .isNotEqualTo(claim("Open", "/aws/dedup", "{\"dedupString\":\"x\"}"));
    }

    @Test
    void whatIsResolvedOrHasNoStringClaimsNothing() {
        assertThat(claim("Resolved", "/aws/dedup", "{\"dedupString\":\"x\"}")).isEmpty();
        assertThat(claim("Open", "/aws/resources", "[{\"arn\":\"a\"}]")).isEmpty();
        assertThat(claim("Open", "/aws/dedup", "x")).isEmpty();
    }
}
