package cloudjar.protocols.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.protocols.text.MalformedValueException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pieces that paths, queries and headers are made of. */
class HttpPiecesTest {
    @Test
    void pathsAreDecodedAsUtf8AndKeepTheirPlusSigns() {
        assertThat(PercentEncoding.decode("a+b%20%F0%9F%98%B9%2F%25")).isEqualTo("a+b 😹/%");
        assertThat(PercentEncoding.decodeQuery("a+b%2B")).isEqualTo("a b+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%2", "%zz", "%ff", "a%F0%9F"})
    void brokenPercentEncodingIsRefused(String raw) {
        assertThatThrownBy(() -> PercentEncoding.decode(raw)).isInstanceOf(MalformedValueException.class);
    }

    @Test
    void parametersKeepTheirOrderAndMayHaveNoValue() {
        QueryParameters query = QueryParameters.parse("b=1&a&b=2&&c=%3D=");
        assertThat(query.map().keySet()).containsExactly("b", "a", "c");
        assertThat(query.all("b")).containsExactly("1", "2");
        assertThat(query.first("a")).isEmpty();
        assertThat(query.first("c")).isEqualTo("==");
        assertThat(query.first("d")).isNull();
        assertThat(QueryParameters.parse(null).map()).isEmpty();
    }

    @Test
    void headersAreSplitAtCommasOutsideQuotationMarks() {
        assertThat(HeaderList.split("a, \"b,c\" ,\"\\\"d\\\"\",, e")).containsExactly("a", "b,c", "\"d\"", "", "e");
        assertThat(HeaderList.split("")).isEmpty();
        assertThat(HeaderList.splitDates("Mon, 16 Dec 2019 23:48:18 GMT, Tue, 17 Dec 2019 23:48:18 GMT"))
                .containsExactly("Mon, 16 Dec 2019 23:48:18 GMT", "Tue, 17 Dec 2019 23:48:18 GMT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a", "\"a\" b", "\""})
    void brokenQuotationIsRefused(String line) {
        assertThatThrownBy(() -> HeaderList.split(line)).isInstanceOf(MalformedValueException.class);
    }

    @Test
    void whatIsJoinedIsSplitAsItWas() {
        List<String> values = List.of("a", "b,c", "\"d\\\"", " e ");
        StringBuilder line = new StringBuilder();
        values.forEach(value -> HeaderList.append(line, value));
        assertThat(HeaderList.split(line.toString())).isEqualTo(values);
    }

    @Test
    void anAcceptHeaderNamesRanges() {
        assertThat(MediaType.accepts("text/html, application/*;q=0.8", "application/json"))
                .isTrue();
        assertThat(MediaType.accepts("*/*", "image/jpeg")).isTrue();
        assertThat(MediaType.accepts("application/hal+json", "application/json"))
                .isFalse();
    }
}
