package cloudjar.services.secretsmanager;

import cloudjar.api.secretsmanager.GetRandomPasswordRequest;
import cloudjar.api.secretsmanager.GetRandomPasswordResponse;
import cloudjar.api.secretsmanager.RandomPasswords;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.clock.Ids;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Passwords that nobody has thought of. */
final class RandomPasswordOperations implements RandomPasswords {
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String DIGITS = "0123456789";
    private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
    private static final long LENGTH = 32;

    @Override
    public GetRandomPasswordResponse getRandomPassword(GetRandomPasswordRequest in, Call call) {
        long length = in.passwordLength() == null ? LENGTH : in.passwordLength();
        if (length < 1 || length > SecretsManagerLimits.PASSWORD_MAX.current()) {
            throw SecretsManagerErrors.parameter("The password length must be between 1 and 4096.");
        }
        List<String> types = types(in);
        String all = String.join("", types);
        if (all.isEmpty()) {
            throw SecretsManagerErrors.parameter("There are no characters left to make a password of.");
        }
        Ids ids = call.world().ids();
        boolean each = !Boolean.FALSE.equals(in.requireEachIncludedType());
        if (each && length < types.size()) {
            throw SecretsManagerErrors.parameter("Password length is too short based on the required types.");
        }
        StringBuilder password = new StringBuilder();
        if (each) {
            types.forEach(type -> password.append(ids.of(type, 1)));
        }
        password.append(ids.of(all, (int) length - password.length()));
        shuffle(password, ids);
        return GetRandomPasswordResponse.builder()
                .randomPassword(password.toString())
                .build();
    }

    private static List<String> types(GetRandomPasswordRequest in) {
        List<String> types = new ArrayList<>();
        add(types, LOWER, in.excludeLowercase(), in.excludeCharacters());
        add(types, UPPER, in.excludeUppercase(), in.excludeCharacters());
        add(types, DIGITS, in.excludeNumbers(), in.excludeCharacters());
        add(types, PUNCTUATION, in.excludePunctuation(), in.excludeCharacters());
        add(types, " ", !Boolean.TRUE.equals(in.includeSpace()), in.excludeCharacters());
        return types;
    }

    private static void add(List<String> types, String type, @Nullable Boolean excluded, @Nullable String characters) {
        if (Boolean.TRUE.equals(excluded)) {
            return;
        }
        StringBuilder left = new StringBuilder();
        for (int i = 0; i < type.length(); i++) {
            char c = type.charAt(i);
            if (characters == null || characters.indexOf(c) < 0) {
                left.append(c);
            }
        }
        if (!left.isEmpty()) {
            types.add(left.toString());
        }
    }

    private static void shuffle(StringBuilder text, Ids ids) {
        for (int i = text.length() - 1; i > 0; i--) {
            int other = (int) Long.remainderUnsigned(ids.number(), i + 1L);
            char c = text.charAt(i);
            text.setCharAt(i, text.charAt(other));
            text.setCharAt(other, c);
        }
    }
}
