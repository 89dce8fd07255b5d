package cloudjar.services.iam;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.shape.Bytes;
import org.junit.jupiter.api.Test;

class TotpTest {
    /** The last six digits of the values of appendix B of RFC 6238. */
    @Test
    void codesAreThoseOfTheStandard() {
        Bytes seed = Bytes.ofUtf8("12345678901234567890");
        assertThat(Totp.code(seed, 59 / 30)).isEqualTo("287082");
        assertThat(Totp.code(seed, 1111111109L / 30)).isEqualTo("081804");
        assertThat(Totp.code(seed, 20000000000L / 30)).isEqualTo("353130");
    }

    /** The values of section 10 of RFC 4648, without padding. */
    @Test
    void textIsThatOfTheStandard() {
        assertThat(Base32.encode(Bytes.ofUtf8("foobar"))).isEqualTo("MZXW6YTBOI");
        assertThat(Base32.encode(Bytes.ofUtf8("fooba"))).isEqualTo("MZXW6YTB");
        assertThat(Base32.encode(Bytes.EMPTY)).isEmpty();
    }
}
