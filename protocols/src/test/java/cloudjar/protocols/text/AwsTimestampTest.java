package cloudjar.protocols.text;

import static cloudjar.kernel.shape.TimestampFormat.DATE_TIME;
import static cloudjar.kernel.shape.TimestampFormat.DATE_TIME_SECONDS;
import static cloudjar.kernel.shape.TimestampFormat.EPOCH_SECONDS;
import static cloudjar.kernel.shape.TimestampFormat.HTTP_DATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.shape.TimestampFormat;
import cloudjar.protocols.text.AwsTimestamp.Offsets;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwsTimestampTest {
    @ParameterizedTest
    @CsvSource({
        "2019-12-16T23:48:18Z,          2019-12-16T23:48:18Z",
        "2000-01-02T20:34:56.123Z,      2000-01-02T20:34:56.123Z",
        "2000-01-02T20:34:56.123456789Z,2000-01-02T20:34:56.123456789Z",
        "2019-12-16T22:48:18-01:00,     2019-12-16T23:48:18Z",
        "2019-12-17T00:48:18+01:00,     2019-12-16T23:48:18Z",
        "2016-12-31T23:59:60Z,          2016-12-31T23:59:59Z"
    })
    void datesAndTimesAreRead(String text, Instant expected) {
        assertThat(AwsTimestamp.parse(text, DATE_TIME, Offsets.ALLOWED)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mon, 16 Dec 2019 23:48:18 GMT     | 2019-12-16T23:48:18Z",
                "Sun, 02 Jan 2000 20:34:56.456 GMT | 2000-01-02T20:34:56.456Z"
            })
    void httpDatesAreRead(String text, Instant expected) {
        assertThat(AwsTimestamp.parse(text, HTTP_DATE, Offsets.REFUSED)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1576540098,          2019-12-16T23:48:18Z",
        "1576540098.52,       2019-12-16T23:48:18.520Z",
        "-1.5,                1969-12-31T23:59:58.500Z",
        "1.36372808007E9,     2013-03-19T21:21:20.070Z",
        "0.0000000019,        1970-01-01T00:00:00.000000001Z"
    })
    void secondsAreRead(String text, Instant expected) {
        assertThat(AwsTimestamp.parse(text, EPOCH_SECONDS, Offsets.REFUSED)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2019-13-16T23:48:18Z",
                "2019-02-30T23:48:18Z",
                "2019-12-16T23:48:18",
                "2019-12-16T23:48:18.Z",
                "2019-12-16 23:48:18Z",
                "2019-12-16T23:48:18+99:00"
            })
    void otherTextIsNoDateAndTime(String text) {
        assertThatThrownBy(() -> AwsTimestamp.parse(text, DATE_TIME, Offsets.ALLOWED))
                .isInstanceOf(MalformedValueException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NaN", "Infinity", "1e999999999", "1e-999999999", "1e18", "0x42", "1.2.3", "-"})
    void otherTextIsNoNumberOfSeconds(String text) {
        assertThatThrownBy(() -> AwsTimestamp.parse(text, EPOCH_SECONDS, Offsets.ALLOWED))
                .isInstanceOf(MalformedValueException.class);
    }

    @Test
    void offsetsCanBeRefused() {
        assertThatThrownBy(() -> AwsTimestamp.parse("1996-12-19T16:39:57-08:00", DATE_TIME, Offsets.REFUSED))
                .isInstanceOf(MalformedValueException.class);
    }

    @Test
    void fractionsAreWrittenWhereThereAreAny() {
        Instant whole = Instant.parse("2019-12-16T23:48:18Z");
        Instant fraction = Instant.parse("2019-12-16T23:48:18.520Z");
        assertThat(AwsTimestamp.format(whole, DATE_TIME)).isEqualTo("2019-12-16T23:48:18Z");
        assertThat(AwsTimestamp.format(fraction, DATE_TIME)).isEqualTo("2019-12-16T23:48:18.520Z");
        assertThat(AwsTimestamp.format(fraction, DATE_TIME_SECONDS)).isEqualTo("2019-12-16T23:48:18Z");
        assertThat(AwsTimestamp.format(whole, EPOCH_SECONDS)).isEqualTo("1576540098");
        assertThat(AwsTimestamp.format(fraction, EPOCH_SECONDS)).isEqualTo("1576540098.52");
        assertThat(AwsTimestamp.format(fraction, HTTP_DATE)).isEqualTo("Mon, 16 Dec 2019 23:48:18 GMT");
        assertThat(AwsTimestamp.format(Instant.ofEpochMilli(-1500), EPOCH_SECONDS))
                .isEqualTo("-1.5");
    }

    @Property
    void whatIsWrittenIsRead(
            @ForAll TimestampFormat format,
            @ForAll @LongRange(min = -62_000_000_000_000L, max = 253_000_000_000_000L) long millis) {
        boolean whole = format == HTTP_DATE || format == DATE_TIME_SECONDS;
        Instant moment = Instant.ofEpochMilli(whole ? Math.floorDiv(millis, 1000L) * 1000 : millis);
        assertThat(AwsTimestamp.parse(AwsTimestamp.format(moment, format), format, Offsets.REFUSED))
                .isEqualTo(moment);
    }
}
