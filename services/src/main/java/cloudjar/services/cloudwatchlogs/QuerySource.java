package cloudjar.services.cloudwatchlogs;

import cloudjar.kernel.store.Snapshot;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The command {@code SOURCE} that may begin a query: it names groups, or the beginnings of their names.
 *
 * @param names the groups
 * @param prefixes beginnings of names
 * @param rest the query behind it, with blanks in its place so that what stands behind keeps its place
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Source.html">SOURCE</a>
 */
record QuerySource(List<String> names, List<String> prefixes, String rest) {
    private static final Pattern COMMAND = Pattern.compile("(?is)\\s*SOURCE\\s+([^|]*)(?:\\||$)");
    private static final Pattern PREFIXES = Pattern.compile("(?is)namePrefix\\s*:\\s*\\[([^\\]]*)\\]");
    private static final Pattern QUOTED = Pattern.compile("[\"'`]([^\"'`]*)[\"'`]");

    QuerySource {
        names = List.copyOf(names);
        prefixes = List.copyOf(prefixes);
    }

    static QuerySource of(String query) {
        Matcher command = COMMAND.matcher(query);
        if (!command.lookingAt()) {
            return new QuerySource(List.of(), List.of(), query);
        }
        String rest = " ".repeat(command.end()) + query.substring(command.end());
        String sources = command.group(1).strip();
        if (!sources.toLowerCase(Locale.ROOT).startsWith("loggroups")) {
            return new QuerySource(quoted(sources), List.of(), rest);
        }
        Matcher prefixes = PREFIXES.matcher(sources);
        if (!prefixes.find()) {
            throw LogsErrors.malformed("SOURCE logGroups needs a namePrefix", 0, command.end());
        }
        return new QuerySource(List.of(), quoted(prefixes.group(1)), rest);
    }

    private static List<String> quoted(String text) {
        List<String> names = new ArrayList<>();
        Matcher quoted = QUOTED.matcher(text);
        while (quoted.find()) {
            names.add(quoted.group(1));
        }
        return names;
    }

    /** The names of the groups, so many at most of those that begin with a text. */
    List<String> groups(Snapshot snapshot, LogsTables tables, int most) {
        List<String> found = new ArrayList<>(names);
        if (!prefixes.isEmpty()) {
            tables.groups.rows(snapshot).keys().stream()
                    .filter(name -> prefixes.stream().anyMatch(name::startsWith))
                    .limit(most)
                    .forEach(found::add);
        }
        return found;
    }
}
