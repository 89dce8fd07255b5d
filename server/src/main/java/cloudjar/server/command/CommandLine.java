package cloudjar.server.command;

import cloudjar.server.option.HttpOptions;
import cloudjar.server.option.InvalidOptionException;
import cloudjar.server.option.ServerOptions;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a command was told.
 *
 * @param words what it is to do, and on what
 * @param world the one that {@code --world} names
 * @param http where the server is, by the options that it was started with
 */
record CommandLine(List<String> words, Optional<String> world, HttpOptions http) {
    private static final String WORLD = "--world";

    CommandLine {
        words = List.copyOf(words);
    }

    /**
     * Reads the arguments: words, and flags anywhere between them.
     *
     * @throws InvalidOptionException where a flag is refused
     */
    static CommandLine read(List<String> arguments, Map<String, String> environment) {
        List<String> words = new ArrayList<>();
        List<String> flags = new ArrayList<>();
        Optional<String> world = Optional.empty();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            if (!argument.startsWith("--")) {
                words.add(argument);
                continue;
            }
            int equals = argument.indexOf('=');
            String flag = equals < 0 ? argument : argument.substring(0, equals);
            if (equals < 0 && !rest.hasNext()) {
                throw new InvalidOptionException(flag + " needs a value");
            }
            String value = equals < 0 ? rest.next() : argument.substring(equals + 1);
            if (flag.equals(WORLD)) {
                world = Optional.of(value);
            } else {
                flags.add(flag + "=" + value);
            }
        }
        HttpOptions http =
                ServerOptions.of(ServerOptions.read(flags, environment)).http();
        return new CommandLine(words, world, http);
    }

    /** The word at this place; empty where there are fewer. */
    String word(int index) {
        return index < words.size() ? words.get(index) : "";
    }
}
