package cloudjar.server.option;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The value of every option, and where each came from: the command line wins over the environment. */
public final class Settings {
    /**
     * A value as the user wrote it.
     *
     * @param source the flag or variable it came from; {@code default} where nothing was said
     */
    public record Setting(Option<?> option, Object value, String text, String source) {}

    private final Map<String, Setting> settings = new HashMap<>();

    private Settings() {}

    /**
     * Reads the options.
     *
     * @param arguments flags, as {@code --name value} or {@code --name=value}
     * @throws InvalidOptionException where a flag is unknown or a value is refused
     */
    public static Settings of(Collection<Option<?>> options, List<String> arguments, Map<String, String> environment) {
        Map<String, String> flags = Flags.parse(options, arguments);
        Settings result = new Settings();
        for (Option<?> option : options) {
            result.settings.put(option.name(), resolve(option, flags, environment));
        }
        return result;
    }

    private static Setting resolve(Option<?> option, Map<String, String> flags, Map<String, String> environment) {
        String flag = flags.get(option.name());
        if (flag != null) {
            return setting(option, flag, option.flag());
        }
        String variable = environment.get(option.variable());
        if (variable != null && !variable.isEmpty()) {
            return setting(option, variable, option.variable());
        }
        for (Option.Foreign foreign : option.foreign()) {
            String text = environment.get(foreign.variable());
            if (text != null && !text.isEmpty()) {
                return setting(option, translate(foreign, text), foreign.variable());
            }
        }
        return setting(option, option.fallback(), "default");
    }

    private static String translate(Option.Foreign foreign, String text) {
        try {
            return foreign.translate().apply(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidOptionException(foreign.variable() + " " + e.getMessage(), e);
        }
    }

    private static Setting setting(Option<?> option, String text, String source) {
        try {
            Object value = option.type().parse(text);
            if (value == null) {
                throw new IllegalArgumentException("has no value");
            }
            return new Setting(option, value, text, source);
        } catch (IllegalArgumentException e) {
            throw new InvalidOptionException(source + " " + e.getMessage(), e);
        }
    }

    /** The option's value. */
    @SuppressWarnings("unchecked") // parsed by the option's own type
    public <T> T get(Option<T> option) {
        return (T) setting(option).value();
    }

    /** The option's value and where it came from. */
    public Setting setting(Option<?> option) {
        @Nullable Setting setting = settings.get(option.name());
        if (setting == null) {
            throw new IllegalArgumentException("these settings were made without the option " + option.name());
        }
        return setting;
    }
}
