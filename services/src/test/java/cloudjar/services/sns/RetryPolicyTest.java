package cloudjar.services.sns;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.services.sns.RetryPolicy.Backoff;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetryPolicyTest {
    private static List<Long> pauses(RetryPolicy policy, int attempts) {
        return IntStream.rangeClosed(1, attempts)
                .mapToObj(attempt -> policy.delayMillis(attempt).orElse(-1))
                .toList();
    }

    @Test
    void webEndpointsAreTriedThreeTimesMoreTwentySecondsApart() {
        assertThat(pauses(RetryPolicy.WEB, 4)).containsExactly(20_000L, 20_000L, 20_000L, -1L);
    }

    @Test
    void phasesFollowOneAnother() {
        RetryPolicy policy = new RetryPolicy(10, 50, 9, 2, 1, 1, Backoff.LINEAR);
        assertThat(pauses(policy, 10))
                .containsExactly(0L, 0L, 10_000L, 10_000L, 20_000L, 30_000L, 40_000L, 50_000L, 50_000L, -1L);
    }

    @ParameterizedTest
    @EnumSource
    void everyFunctionGrowsFromTheLeastToTheGreatestDelay(Backoff backoff) {
        List<Long> pauses = pauses(new RetryPolicy(1, 20, 10, 0, 0, 0, backoff), 10);
        assertThat(pauses).isSorted().startsWith(1000L).endsWith(20_000L);
    }

    @Test
    void endpointsThatAwsRunsAreTriedForTwentyThreeDays() {
        long all = IntStream.rangeClosed(1, RetryPolicy.MANAGED.retries())
                .mapToLong(attempt -> RetryPolicy.MANAGED.delayMillis(attempt).orElseThrow())
                .sum();
        assertThat(all / 86_400_000).isEqualTo(23);
    }
}
