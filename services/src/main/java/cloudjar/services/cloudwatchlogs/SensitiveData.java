package cloudjar.services.cloudwatchlogs;

import static java.util.Map.entry;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One kind of sensitive data: what it looks like, in linear time. AWS finds some kinds by words beside them and some by learning;
 * here are those that have a form of their own.
 *
 * @param pattern of which the first group, where it has one, is what is sensitive
 * @param check what else must hold of a text that looks like it
 */
record SensitiveData(Pattern pattern, Predicate<String> check) {
    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";

    /** Managed identifiers, by what ends their ARNs. */
    private static final Map<String, SensitiveData> MANAGED = Map.ofEntries(
            entry("EmailAddress", of("[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+")),
            entry(
                    "IpAddress",
                    of("\\b(?:" + OCTET + "\\.){3}" + OCTET + "\\b|\\b(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}\\b")),
            entry("CreditCardNumber", checked("\\b(?:[0-9][ -]?){12,18}[0-9]\\b", SensitiveData::sumsUp)),
            entry("Ssn-US", of("\\b[0-9]{3}-[0-9]{2}-[0-9]{4}\\b")),
            entry("IndividualTaxIdentificationNumber-US", of("\\b9[0-9]{2}-[5-9][0-9]-[0-9]{4}\\b")),
            entry(
                    "PhoneNumber-US",
                    of("(?:\\+?1[ .-]?)?(?:\\([0-9]{3}\\)|\\b[0-9]{3})[ .-]?[0-9]{3}[ .-]?[0-9]{4}\\b")),
            entry("PhoneNumber-BR", phone("55")),
            entry("PhoneNumber-DE", phone("49")),
            entry("PhoneNumber-ES", phone("34")),
            entry("PhoneNumber-FR", phone("33")),
            entry("PhoneNumber-GB", phone("44")),
            entry("PhoneNumber-IT", phone("39")),
            entry("BankAccountNumber-DE", account("DE", 22)),
            entry("BankAccountNumber-ES", account("ES", 24)),
            entry("BankAccountNumber-FR", account("FR", 27)),
            entry("BankAccountNumber-GB", account("GB", 22)),
            entry("BankAccountNumber-IT", account("IT", 27)),
            entry("CpfCode-BR", of("\\b[0-9]{3}\\.[0-9]{3}\\.[0-9]{3}-[0-9]{2}\\b")),
            entry("Cnpj-BR", of("\\b[0-9]{2}\\.[0-9]{3}\\.[0-9]{3}/[0-9]{4}-[0-9]{2}\\b")),
            entry("NieNumber-ES", of("\\b[XYZ]-?[0-9]{7}-?[A-Z]\\b")),
            entry("NifNumber-ES", of("\\b[0-9]{8}-?[A-HJ-NP-TV-Z]\\b")),
            entry("NationalInsuranceNumber-GB", of("\\b[A-CEGHJ-PR-TW-Z]{2} ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D]\\b")),
            entry(
                    "NationalIdentificationNumber-IT",
                    of("\\b[A-Z]{6}[0-9]{2}[ABCDEHLMPRST][0-9]{2}[A-Z][0-9]{3}[A-Z]\\b")),
            entry("SocialInsuranceNumber-CA", checked("\\b[0-9]{3}[ -][0-9]{3}[ -][0-9]{3}\\b", SensitiveData::sumsUp)),
            entry("PostalCode-CA", of("\\b[ABCEGHJ-NPRSTVXY][0-9][A-Z] ?[0-9][A-Z][0-9]\\b")),
            entry("LatLong", of("[-+]?[0-9]{1,2}\\.[0-9]{4,}, ?[-+]?[0-9]{1,3}\\.[0-9]{4,}")),
            entry("AwsSecretKey", of("(?:^|[^A-Za-z0-9/+=])([A-Za-z0-9/+=]{40})(?:$|[^A-Za-z0-9/+=])")),
            entry("OpenSshPrivateKey", key("OPENSSH PRIVATE KEY")),
            entry("PgpPrivateKey", key("PGP PRIVATE KEY BLOCK")),
            entry("PkcsPrivateKey", key("(?:RSA |EC |DSA |ENCRYPTED )?PRIVATE KEY")),
            entry("PuttyPrivateKey", of("(?s)PuTTY-User-Key-File-[0-9].*?Private-MAC: [0-9a-f]+")));

    private static SensitiveData checked(String regex, Predicate<String> check) {
        return new SensitiveData(Pattern.compile(regex), check);
    }

    private static SensitiveData phone(String country) {
        return of("(?:\\+|\\b00)" + country + "(?:[ .-]?\\(?[0-9]{1,5}\\)?){2,5}\\b");
    }

    /** An international bank account number of a country. */
    private static SensitiveData account(String country, int length) {
        return checked(
                "\\b" + country + "[0-9]{2}(?: ?[A-Z0-9]){" + (length - 4) + "}\\b", SensitiveData::isAccountNumber);
    }

    /** Whether the first four characters, put last, and letters as numbers from 10 on, make a number that is 1 of 97. */
    private static boolean isAccountNumber(String text) {
        String bare = text.replace(" ", "");
        int rest = 0;
        for (char c : (bare.substring(4) + bare.substring(0, 4)).toCharArray()) {
            int value = Character.digit(c, 36);
            rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
        }
        return rest == 1;
    }

    static @Nullable SensitiveData managed(String name) {
        return MANAGED.get(name);
    }

    /** What a regular expression finds. */
    static SensitiveData of(String regex) {
        return new SensitiveData(Pattern.compile(regex), text -> true);
    }

    private static SensitiveData key(String kind) {
        return of("(?s)-----BEGIN " + kind + "-----.*?-----END " + kind + "-----");
    }

    /** Tells where a message holds such data. */
    void find(String message, BiConsumer<Integer, Integer> into) {
        Matcher matcher = pattern.matcher(message);
        int group = matcher.groupCount() == 0 ? 0 : 1;
        while (matcher.find()) {
            String found = matcher.group(group);
            if (found != null && !found.isEmpty() && check.test(found)) {
                into.accept(matcher.start(group), matcher.end(group));
            }
        }
    }

    /** Whether the digits of a card's number have the sum that they must have (Luhn). */
    private static boolean sumsUp(String text) {
        int sum = 0;
        boolean twice = false;
        for (int i = text.length() - 1; i >= 0; i--) {
            int digit = Character.digit(text.charAt(i), 10);
            if (digit >= 0) {
                int counted = twice ? 2 * digit : digit;
                sum += counted > 9 ? counted - 9 : counted;
                twice = !twice;
            }
        }
        return sum % 10 == 0;
    }
}
