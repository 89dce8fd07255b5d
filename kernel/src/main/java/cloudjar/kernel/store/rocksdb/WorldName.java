package cloudjar.kernel.store.rocksdb;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How worlds' names become names of directories, which some file systems fold in case and some give a meaning to: an upper
 * case letter is written as a plus sign and the lower case one, a dot as two plus signs, and each begins with "w-".
 */
final class WorldName {
    private static final String START = "w-";
    private static final Pattern DIRECTORY = Pattern.compile("w-([a-z0-9_-]|\\+[a-z+])+");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]+");

    private WorldName() {}

    static String toDirectory(String world) {
        if (!NAME.matcher(world).matches()) {
            throw new IllegalArgumentException("no name of a world: " + world);
        }
        StringBuilder directory = new StringBuilder(START);
        for (int i = 0; i < world.length(); i++) {
            char c = world.charAt(i);
            if (c == '.') {
                directory.append("++");
            } else if (c >= 'A' && c <= 'Z') {
                directory.append('+').append((char) (c - 'A' + 'a'));
            } else {
                directory.append(c);
            }
        }
        return directory.toString();
    }

    /** The name of the world in a directory; none when it is another's. */
    static Optional<String> ofDirectory(String directory) {
        if (!DIRECTORY.matcher(directory).matches()) {
            return Optional.empty();
        }
        String coded = directory.substring(START.length());
        StringBuilder world = new StringBuilder();
        for (int i = 0; i < coded.length(); i++) {
            if (coded.charAt(i) != '+') {
                world.append(coded.charAt(i));
            } else {
                i++;
                world.append(
                        coded.charAt(i) == '+' ? "." : coded.substring(i, i + 1).toUpperCase(Locale.ROOT));
            }
        }
        return Optional.of(world.toString());
    }
}
