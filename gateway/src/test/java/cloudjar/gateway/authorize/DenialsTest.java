package cloudjar.gateway.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DenialsTest {
    private final Denials denials = new Denials();

    private void add(String requestId, String resource) {
        denials.add(sequence -> new Denial(
                sequence,
                Instant.EPOCH,
                requestId,
                "default",
                "111122223333",
                "us-east-1",
                "sns.amazonaws.com",
                "sqs",
                "SendMessage",
                "sqs:SendMessage",
                resource,
                "no",
                null,
                List.of(),
                Map.of(),
                false));
    }

    private List<String> recent() {
        return denials.recent(denial -> true, Denials.KEPT_MAX).stream()
                .map(denial -> denial.requestId() + denial.resource())
                .toList();
    }

    @Test
    void whatOneCallIsRefusedTwiceIsNotedOnce() {
        add("1", "a");
        add("2", "a");
        add("1", "b");
        add("1", "a");
        assertThat(recent()).containsExactly("1b", "2a", "1a");
        assertThat(denials.count()).isEqualTo(3);
    }

    @Test
    void theOldestAreForgottenAndMayComeAgain() {
        for (int i = 0; i <= Denials.KEPT_MAX; i++) {
            add(Integer.toString(i), "a");
        }
        assertThat(recent()).hasSize(Denials.KEPT_MAX).doesNotContain("0a");
        add("0", "a");
        assertThat(recent()).hasSize(Denials.KEPT_MAX).contains("0a").doesNotContain("1a");
    }
}
