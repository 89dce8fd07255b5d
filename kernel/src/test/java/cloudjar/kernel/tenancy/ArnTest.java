package cloudjar.kernel.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArnTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:sqs:us-east-1:111122223333:orders",
                "arn:aws:s3:::bucket/key",
                "arn:aws-cn:sns:cn-north-1:111122223333:news:a:b",
                "arn:aws:iam::111122223333:"
            })
    void readsWhatItWrites(String text) {
        assertThat(Arn.parse(text).map(Arn::toString)).contains(text);
    }

    @Test
    void theResourceIsAllBehindTheFifthColon() {
        assertThat(Arn.parse("arn:aws:sns:us-east-1:111122223333:news:id"))
                .contains(new Arn("aws", "sns", "us-east-1", "111122223333", "news:id"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "arn",
                "arn:",
                "orders",
                "arn:aws:sqs:us-east-1:111122223333",
                "arn::sqs:us-east-1:111122223333:orders",
                "arn:aws::us-east-1:111122223333:orders",
                "urn:aws:sqs:us-east-1:111122223333:orders"
            })
    void whatHasNotItsSixPartsIsNone(String text) {
        assertThat(Arn.parse(text)).isEmpty();
    }
}
