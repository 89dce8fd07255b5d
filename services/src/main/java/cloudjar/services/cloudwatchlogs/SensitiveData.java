package cloudjar.services.cloudwatchlogs;

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
    private static final Map<String, SensitiveData> MANAGED = Map.of(
            "EmailAddress", of("[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+"),
            "IpAddress",
                    of("\\b(?:" + OCTET + "\\.){3}" + OCTET + "\\b|\\b(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}\\b"),
            "CreditCardNumber",
                    new SensitiveData(Pattern.compile("\\b(?:[0-9][ -]?){12,18}[0-9]\\b"), SensitiveData::sumsUp),
            "Ssn-US", of("\\b[0-9]{3}-[0-9]{2}-[0-9]{4}\\b"),
            "PhoneNumber-US", of("(?:\\+?1[ .-]?)?(?:\\([0-9]{3}\\)|\\b[0-9]{3})[ .-]?[0-9]{3}[ .-]?[0-9]{4}\\b"),
            "AwsSecretKey", of("(?:^|[^A-Za-z0-9/+=])([A-Za-z0-9/+=]{40})(?:$|[^A-Za-z0-9/+=])"),
            "OpenSshPrivateKey", key("OPENSSH PRIVATE KEY"),
            "PgpPrivateKey", key("PGP PRIVATE KEY BLOCK"),
            "PkcsPrivateKey", key("(?:RSA |EC |DSA |ENCRYPTED )?PRIVATE KEY"));

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
