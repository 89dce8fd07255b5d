package cloudjar.services.iam;

import cloudjar.api.iam.PasswordPolicy;
import cloudjar.api.iam.UpdateAccountPasswordPolicyRequest;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The account's rules for passwords.
 *
 * @param maxAgeDays after which a password has to be changed; null where it is good for ever
 * @param reusePrevention how many passwords back none is used again; null where any is
 * @param hardExpiry whether a user cannot change a password whose time is over
 */
record PasswordRules(
        int minimumLength,
        boolean symbols,
        boolean numbers,
        boolean uppercase,
        boolean lowercase,
        boolean usersChange,
        @Nullable Integer maxAgeDays,
        @Nullable Integer reusePrevention,
        @Nullable Boolean hardExpiry) {
    /**
     * The rules of an account that has set none: eight characters, and any user may change its password.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html">the
     *     default password policy</a>
     */
    static final PasswordRules DEFAULT = new PasswordRules(8, false, false, false, false, true, null, null, null);

    private static final int LENGTH_UNSET = 6;
    private static final String SYMBOLS = "!@#$%^&*()_+-=[]{}|'";

    static PasswordRules of(UpdateAccountPasswordPolicyRequest in) {
        return new PasswordRules(
                Objects.requireNonNullElse(in.minimumPasswordLength(), LENGTH_UNSET),
                Boolean.TRUE.equals(in.requireSymbols()),
                Boolean.TRUE.equals(in.requireNumbers()),
                Boolean.TRUE.equals(in.requireUppercaseCharacters()),
                Boolean.TRUE.equals(in.requireLowercaseCharacters()),
                Boolean.TRUE.equals(in.allowUsersToChangePassword()),
                in.maxPasswordAge(),
                in.passwordReusePrevention(),
                in.hardExpiry());
    }

    PasswordPolicy shown() {
        return PasswordPolicy.builder()
                .minimumPasswordLength(minimumLength)
                .requireSymbols(symbols)
                .requireNumbers(numbers)
                .requireUppercaseCharacters(uppercase)
                .requireLowercaseCharacters(lowercase)
                .allowUsersToChangePassword(usersChange)
                .expirePasswords(maxAgeDays != null && maxAgeDays > 0)
                .maxPasswordAge(maxAgeDays)
                .passwordReusePrevention(reusePrevention)
                .hardExpiry(hardExpiry)
                .build();
    }

    /**
     * Refuses a password that breaks a rule.
     *
     * @throws cloudjar.kernel.shape.ApiException {@code PasswordPolicyViolation}, with the rule
     */
    void check(String password) {
        if (password.length() < minimumLength) {
            throw IamErrors.badPassword("Password should have a minimum length of " + minimumLength);
        }
        require(symbols, "symbol", password, c -> SYMBOLS.indexOf(c) >= 0);
        require(numbers, "number", password, c -> c >= '0' && c <= '9');
        require(uppercase, "uppercase letter", password, c -> c >= 'A' && c <= 'Z');
        require(lowercase, "lowercase letter", password, c -> c >= 'a' && c <= 'z');
    }

    private static void require(boolean asked, String what, String password, IntPredicate kind) {
        if (asked && password.chars().noneMatch(kind)) {
            throw IamErrors.badPassword("Password should have at least one " + what);
        }
    }
}
