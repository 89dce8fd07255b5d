package cloudjar.services.sns;

import java.util.regex.Pattern;

/** Numbers in the form E.164, in which messages are sent: a plus and up to fifteen digits. */
final class PhoneNumber {
    private static final Pattern E164 = Pattern.compile("\\+?[0-9]{1,15}");

    private PhoneNumber() {}

    static boolean isValid(String number) {
        return E164.matcher(number).matches();
    }

    /** Refuses a number of a destination (recorded: test_opt_in_invalid_number). */
    static void check(String number) {
        if (!isValid(number)) {
            throw SnsErrors.invalid("PhoneNumber", "input incorrectly formatted");
        }
    }
}
