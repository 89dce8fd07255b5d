package cloudjar.services.organizations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The examples of AWS's page on inheritance, and what a policy may not be. */
class ManagementPolicyTest {
    private static final String ROOT = """
            {"tags": {"costcenter": {"tag_key": {"@@assign": "CostCenter"},
              "tag_value": {"@@assign": ["Development", "Support"]}}}}""";

    private static String effective(String... policies) {
        return ManagementPolicy.effective(Stream.of(policies)
                .map(policy -> ManagementPolicy.read(policy).orElseThrow())
                .toList());
    }

    @Test
    void aChildOverwritesWhatItAssigns() {
        assertThat(effective(ROOT, """
                        {"tags": {"costcenter": {"tag_value": {"@@assign": ["Sandbox"]},
                          "enforced_for": {"@@assign": ["redshift:*", "dynamodb:table"]}}}}"""))
                .isEqualTo("{\"tags\":{\"costcenter\":{\"tag_key\":\"CostCenter\",\"tag_value\":[\"Sandbox\"],"
                        + "\"enforced_for\":[\"redshift:*\",\"dynamodb:table\"]}}}");
    }

    @Test
    void aChildAddsAndTakesAway() {
        assertThat(effective(
                        ROOT,
                        "{\"tags\": {\"costcenter\": {\"tag_value\": {\"@@append\": [\"Marketing\", \"Support\"]}}}}"))
                .contains("\"tag_value\":[\"Development\",\"Support\",\"Marketing\"]");
        assertThat(effective(ROOT, "{\"tags\": {\"costcenter\": {\"tag_value\": {\"@@remove\": [\"Development\"]}}}}"))
                .contains("\"tag_value\":[\"Support\"]");
    }

    @Test
    void aParentForbidsWhatChildrenMayDo() {
        String closed = """
                {"tags": {"project": {"tag_key": {"@@operators_allowed_for_child_policies": ["@@none"],
                  "@@assign": "Project"}, "tag_value": {"@@operators_allowed_for_child_policies": ["@@append"],
                  "@@assign": ["Maintenance"]}}}}""";
        assertThat(effective(closed, """
                        {"tags": {"project": {"tag_key": {"@@assign": "PROJECT"},
                          "tag_value": {"@@append": ["Escalations"], "@@remove": ["Maintenance"]}}}}"""))
                .isEqualTo("{\"tags\":{\"project\":{\"tag_key\":\"Project\",\"tag_value\":[\"Maintenance\","
                        + "\"Escalations\"]}}}");
    }

    @Test
    void whatIsForbiddenAboveIsForbiddenBelow() {
        String optedOut = """
                {"services": {"@@operators_allowed_for_child_policies": ["@@none"],
                  "default": {"opt_out_policy": {"@@assign": "optOut"}}}}""";
        assertThat(effective(
                        optedOut,
                        "{\"services\": {\"@@operators_allowed_for_child_policies\": [\"@@all\"]}}",
                        "{\"services\": {\"lex\": {\"opt_out_policy\": {\"@@assign\": \"optIn\"}}}}"))
                .isEqualTo("{\"services\":{\"default\":{\"opt_out_policy\":\"optOut\"}}}");
    }

    @Test
    void whatIsNoPolicyIsRefused() {
        assertThat(Stream.of(
                        "",
                        "{}",
                        "[]",
                        "{\"tags\": 1}",
                        "{\"tags\": {\"a\": \"b\"}}",
                        "{\"tags\": {\"@@assgn\": 1}}",
                        "{\"tags\": {\"@@append\": 1}}",
                        "{\"tags\": {\"@@operators_allowed_for_child_policies\": [\"@@some\"]}}",
                        "{\"a\": ".repeat(100) + "1" + "}".repeat(100)))
                .allMatch(text -> ManagementPolicy.read(text).isEmpty());
    }
}
