package cloudjar.services.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.limit.LimitProfile;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The documents are those that AWS recorded in localstack's test_sqs_permission_lifecycle, March 2026. */
class AccessPolicyTest {
    private static final LimitProfile LIMITS = LimitProfile.CURRENT;
    private static final String ARN = "arn:aws:sqs:us-east-1:111111111111:q";

    private static String allow(@Nullable String before, String label, List<String> accounts, List<String> actions) {
        return AccessPolicy.allow(before, ARN, "aws", label, accounts, actions, LIMITS);
    }

    /** [SQS-20] */
    @Test
    void oneAccountAndOneActionStandAlone() {
        assertThat(allow(null, "label", List.of("111111111111"), List.of("ReceiveMessage")))
                .isEqualTo(
                        "{\"Version\":\"2008-10-17\",\"Id\":\"" + ARN + "/SQSDefaultPolicy\",\"Statement\":[{\"Sid\":"
                                + "\"label\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::111111111111:root\"},"
                                + "\"Action\":\"SQS:ReceiveMessage\",\"Resource\":\"" + ARN + "\"}]}");
    }

    @Test
    void severalStandInLists() {
        assertThat(allow(
                        null,
                        "label",
                        List.of("111111111111", "668614515564"),
                        List.of("ReceiveMessage", "SendMessage")))
                .contains("[\"arn:aws:iam::111111111111:root\",\"arn:aws:iam::668614515564:root\"]")
                .contains("[\"SQS:ReceiveMessage\",\"SQS:SendMessage\"]");
    }

    @Test
    void aLabelIsGivenOnceAndTakenBack() {
        String one = allow(null, "one", List.of("111111111111"), List.of("*"));
        assertThatThrownBy(() -> allow(one, "one", List.of("111111111111"), List.of("*")))
                .hasMessage("Value one for parameter Label is invalid. Reason: Already exists.");
        String two = allow(one, "two", List.of("111111111111"), List.of("*"));
        assertThat(AccessPolicy.disallow(two, "two")).isEqualTo(one);
        assertThat(AccessPolicy.disallow(one, "one")).isNull();
        assertThatThrownBy(() -> AccessPolicy.disallow(null, "one"))
                .hasMessage("Value one for parameter Label is invalid. Reason: can't find label.");
    }

    @Test
    void thereIsRoomForTwentyStatementsOfSevenActions() {
        List<String> eight = IntStream.range(0, 8).mapToObj(i -> "Action" + i).toList();
        assertThatThrownBy(() -> allow(null, "one", List.of("111111111111"), eight))
                .hasMessage("8 Actions were found, maximum allowed is 7.");
        String policy = null;
        for (int i = 0; i < 20; i++) {
            policy = allow(policy, "label" + i, List.of("111111111111"), List.of("*"));
        }
        String full = policy;
        assertThatThrownBy(() -> allow(full, "more", List.of("111111111111"), List.of("*")))
                .hasMessage("21 statements were found, maximum allowed is 20.");
    }
}
