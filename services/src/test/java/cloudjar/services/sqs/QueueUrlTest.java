package cloudjar.services.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueUrlTest {
    /** [SQS-23] */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "http://localhost:4566/000000000000/q, 000000000000, -, q",
                "https://sqs.eu-west-1.amazonaws.com/123456789012/q.fifo, 123456789012, -, q.fifo",
                "https://queue.amazonaws.com/123456789012/q, 123456789012, -, q",
                "http://localhost:4566/queue/eu-west-1/123456789012/q, 123456789012, eu-west-1, q",
                "http://localhost:4566/_cloudjar/worlds/w/123456789012/q, 123456789012, -, q",
                "http://localhost:4566/123456789012/q/, 123456789012, -, q",
                "/123456789012/q, 123456789012, -, q",
                "123456789012/q, 123456789012, -, q",
                "q, -, -, q",
                "http://localhost:4566/q, -, -, q",
            })
    void everyFormIsUnderstood(String url, String account, String region, String name) {
        assertThat(QueueUrl.parse(url)).isEqualTo(new QueueUrl(account, region, name));
    }
}
