package cloudjar.services.cloudwatchlogs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SensitiveDataTest {
    private static List<String> found(String kind, String message) {
        List<String> found = new ArrayList<>();
        Objects.requireNonNull(SensitiveData.managed(kind))
                .find(message, (from, to) -> found.add(message.substring(from, to)));
        return found;
    }

    @ParameterizedTest
    @CsvSource({
        "EmailAddress, to ann.b+c@mail.example.com!, ann.b+c@mail.example.com",
        "IpAddress, from 192.0.2.17:80, 192.0.2.17",
        "IpAddress, at 2001:0db8:0000:0000:0000:0000:0000:0001 now, 2001:0db8:0000:0000:0000:0000:0000:0001",
        "CreditCardNumber, card 4111 1111 1111 1111 ok, 4111 1111 1111 1111",
        "Ssn-US, is 123-45-6789., 123-45-6789",
        "BankAccountNumber-DE, to DE89 3704 0044 0532 0130 00 now, DE89 3704 0044 0532 0130 00",
        "BankAccountNumber-GB, GB29NWBK60161331926819, GB29NWBK60161331926819",
        "PhoneNumber-DE, +49 30 1234567 please, +49 30 1234567",
        "CpfCode-BR, cpf 123.456.789-09, 123.456.789-09",
        "NieNumber-ES, X1234567L, X1234567L",
        "NationalInsuranceNumber-GB, AB 12 34 56 C, AB 12 34 56 C",
        "SocialInsuranceNumber-CA, 046 454 286, 046 454 286",
        "PhoneNumber-US, call +1 (212) 555-0123 now, +1 (212) 555-0123",
        "AwsSecretKey, key=0123456789abcdefABCDEF0123456789abcdef01, 0123456789abcdefABCDEF0123456789abcdef01",
        "PkcsPrivateKey, a -----BEGIN RSA PRIVATE KEY-----x-----END RSA PRIVATE KEY----- b,"
                + " -----BEGIN RSA PRIVATE KEY-----x-----END RSA PRIVATE KEY-----"
    })
    void whatHasAFormIsFound(String kind, String message, String wanted) {
        if (kind.equals("AwsSecretKey")) {
            // The sign before it may be part of a key.
            assertThat(found(kind, message.replace('=', ' '))).containsExactly(wanted);
        } else {
            assertThat(found(kind, message)).containsExactly(wanted);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "EmailAddress, ann at example.com",
        "IpAddress, version 1.2.3.400",
        "CreditCardNumber, card 4111 1111 1111 1112",
        "Ssn-US, order 1234-45-67890",
        "BankAccountNumber-DE, DE88 3704 0044 0532 0130 00",
        "SocialInsuranceNumber-CA, 046 454 287",
        "AwsSecretKey, 0123456789abcdef"
    })
    void whatOnlyLooksAlikeIsNot(String kind, String message) {
        assertThat(found(kind, message)).isEmpty();
    }
}
