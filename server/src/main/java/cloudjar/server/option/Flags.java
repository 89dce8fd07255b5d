package cloudjar.server.option;

import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The grammar of the command line: {@code --name value} or {@code --name=value}, in any order. */
final class Flags {
    private Flags() {}

    /** What was given, by the options' names. */
    static Map<String, String> parse(Collection<Option<?>> options, List<String> arguments) {
        Map<String, String> given = new HashMap<>();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            int equals = argument.indexOf('=');
            String flag = equals < 0 ? argument : argument.substring(0, equals);
            Option<?> option = find(options, flag);
            String value;
            if (equals >= 0) {
                value = argument.substring(equals + 1);
            } else if (rest.hasNext()) {
                value = rest.next();
            } else {
                throw new InvalidOptionException(
                        flag + " needs a value: it takes " + option.type().range());
            }
            String earlier = given.put(option.name(), value);
            if (earlier != null && option.type().repeated()) {
                given.put(option.name(), earlier + "," + value);
            }
        }
        return given;
    }

    private static Option<?> find(Collection<Option<?>> options, String flag) {
        for (Option<?> option : options) {
            if (option.flag().equals(flag)) {
                return option;
            }
        }
        String like = nearest(options, flag);
        throw new InvalidOptionException(
                flag + " is not an option" + (like == null ? "" : "; is " + like + " meant?") + " (--help lists them)");
    }

    private static @Nullable String nearest(Collection<Option<?>> options, String flag) {
        String best = null;
        int least = 4;
        for (Option<?> option : options) {
            int distance = distance(flag, option.flag());
            if (distance < least) {
                least = distance;
                best = option.flag();
            }
        }
        return best;
    }

    /** How many characters must be put in, taken out or replaced to make one text of the other. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
