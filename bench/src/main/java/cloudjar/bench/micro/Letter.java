package cloudjar.bench.micro;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A record such as services keep: some text, some numbers, most of the optional parts not there. */
record Letter(
        String id,
        Instant sent,
        String body,
        List<String> groups,
        Map<String, String> attributes,
        int receives,
        boolean urgent,
        long sequence,
        Optional<String> replyTo,
        Optional<String> thread) {
    static Letter sample() {
        return new Letter(
                "5fea7756-0ea4-451a-a703-a558b933e274",
                Instant.ofEpochSecond(1_700_000_000, 123_000_000),
                "{\"order\":4711,\"lines\":[{\"article\":\"A-17\",\"count\":3}],\"note\":\"ring twice\"}",
                List.of("orders"),
                Map.of("type", "order"),
                0,
                false,
                123_456,
                Optional.of("arn:aws:sqs:us-east-1:000000000000:answers"),
                Optional.empty());
    }
}
