package cloudjar.protocols.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.shape.CommonException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormParametersTest {
    @Test
    void namesAndValuesAreDecodedInTheirOrder() {
        FormParameters form = FormParameters.parse("Action=ListQueues&a%2Eb=c+d%20e&&%C3%A4=%f0%9f%98%b9&empty&x=1=2");
        assertThat(form.count()).isEqualTo(5);
        assertThat(form.first("Action")).isEqualTo("ListQueues");
        assertThat(form.first("a.b")).isEqualTo("c d e");
        assertThat(form.first("ä")).isEqualTo("😹");
        assertThat(form.first("empty")).isEmpty();
        assertThat(form.first("x")).isEqualTo("1=2");
        assertThat(form.first("y")).isNull();
        assertThat(form.name(4)).isEqualTo("x");
        assertThat(form.value(4)).isEqualTo("1=2");
    }

    @Test
    void bytesBeyondAsciiAreReadAsUtf8() {
        byte[] form = "name=Grüße".getBytes(StandardCharsets.UTF_8);
        assertThat(FormParameters.parse(form).first("name")).isEqualTo("Grüße");
    }

    @Test
    void absentQueryHasNoParameters() {
        assertThat(FormParameters.parse((String) null).count()).isZero();
        assertThat(FormParameters.parse("").count()).isZero();
    }

    @Test
    void parametersOfTheQueryStandBeforeThoseOfTheBody() {
        FormParameters both = FormParameters.parse("a=1").and(FormParameters.parse("a=2&b=3"));
        assertThat(both.count()).isEqualTo(3);
        assertThat(both.first("a")).isEqualTo("1");
        assertThat(both.first("b")).isEqualTo("3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%4", "a=%zz", "%", "a=%ff", "a=%c3", "a=%ed%a0%80", "%-1=x"})
    void brokenEscapeIsAMalformedQueryString(String form) {
        assertMalformed(form);
    }

    @Test
    void moreParametersThanAllowedAreAMalformedQueryString() {
        assertThat(FormParameters.parse("a&".repeat(FormParameters.COUNT_MAX)).count())
                .isEqualTo(FormParameters.COUNT_MAX);
        assertMalformed("a&".repeat(FormParameters.COUNT_MAX + 1));
    }

    private static void assertMalformed(String form) {
        assertThatThrownBy(() -> FormParameters.parse(form))
                .isInstanceOf(CommonException.class)
                .hasMessage("The query string contains a syntax error.")
                .extracting(e -> ((CommonException) e).code())
                .isEqualTo("MalformedQueryString");
    }
}
