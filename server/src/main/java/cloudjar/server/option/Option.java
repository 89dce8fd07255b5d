package cloudjar.server.option;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * One thing that a user may set: all that there is to say of it.
 *
 * @param name in lower case with hyphens: {@code admin-token} is the flag {@code --admin-token} and the environment
 *     variable {@code CLOUDJAR_ADMIN_TOKEN}
 * @param type what values it takes, with their unit and range
 * @param fallback the value, as a user would write it, where nothing is said; empty for an option that is off
 * @param sentence what it does
 * @param foreign variables that other products call it by
 * @param secret whether its value is never shown
 */
public record Option<T>(
        String name, OptionType<T> type, String fallback, String sentence, List<Foreign> foreign, boolean secret) {
    /**
     * An environment variable that is not ours and is honoured where ours is not set.
     *
     * @param variable its name
     * @param translate from its syntax to ours; throws {@link IllegalArgumentException} with the reason where it cannot
     */
    public record Foreign(String variable, UnaryOperator<String> translate) {}

    public Option {
        foreign = List.copyOf(foreign);
    }

    static <T> Option<T> of(String name, OptionType<T> type, String fallback, String sentence) {
        return new Option<>(name, type, fallback, sentence, List.of(), false);
    }

    /** This option, also read from a variable of another product. */
    Option<T> alsoFrom(String variable, UnaryOperator<String> translate) {
        List<Foreign> more = new ArrayList<>(foreign);
        more.add(new Foreign(variable, translate));
        return new Option<>(name, type, fallback, sentence, more, secret);
    }

    /** This option, its value never shown. */
    Option<T> kept() {
        return new Option<>(name, type, fallback, sentence, foreign, true);
    }

    /** The flag on the command line. */
    public String flag() {
        return "--" + name;
    }

    /** The environment variable. */
    public String variable() {
        return "CLOUDJAR_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** The value that holds where nothing is said. */
    public T defaultValue() {
        return type.parse(fallback);
    }
}
