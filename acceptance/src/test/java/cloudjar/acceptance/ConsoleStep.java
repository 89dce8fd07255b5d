package cloudjar.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A command that a page shows behind {@code $}, with what the page says it prints.
 *
 * @param line where it stands in the page
 * @param command continued lines joined by their backslashes
 * @param expected what is printed, blank lines left out
 */
record ConsoleStep(int line, String command, List<String> expected) {
    private static final String PROMPT = "$ ";

    /** Text that is another one in every run: times, identifiers, hashes, ports. */
    private static final Pattern CHANGING =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|\\+\\d\\d:\\d\\d)?"
                    + "|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
                    + "|localhost:\\d+"
                    + "|\\.\\.\\.");

    /** The steps of all console blocks of a page, in their order. */
    static List<ConsoleStep> of(List<String> page) {
        List<ConsoleStep> steps = new ArrayList<>();
        boolean inside = false;
        for (int i = 0; i < page.size(); i++) {
            String line = page.get(i);
            if (line.startsWith("```")) {
                inside = line.equals("```console");
            } else if (inside && line.startsWith(PROMPT)) {
                int from = i;
                StringBuilder command = new StringBuilder(line.substring(PROMPT.length()));
                while (page.get(i).endsWith("\\")) {
                    i++;
                    command.append('\n').append(page.get(i));
                }
                steps.add(new ConsoleStep(from + 1, command.toString(), outputFrom(page, i + 1)));
            }
        }
        return steps;
    }

    private static List<String> outputFrom(List<String> page, int first) {
        List<String> output = new ArrayList<>();
        for (int i = first; i < page.size() && !page.get(i).startsWith("```"); i++) {
            if (page.get(i).startsWith(PROMPT)) {
                break;
            }
            output.add(page.get(i));
        }
        return withoutBlank(output);
    }

    /** What was printed, as the page may show it: blank lines left out, what changes replaced. */
    static List<String> comparable(List<String> lines) {
        return withoutBlank(lines).stream()
                .map(line -> CHANGING.matcher(line).replaceAll("~").stripTrailing())
                .toList();
    }

    /** Whether this is what the page shows; three dots there stand for anything on their line. */
    boolean accepts(List<String> printed) {
        List<String> wanted = comparable(expected);
        List<String> got = comparable(printed);
        if (wanted.size() != got.size()) {
            return false;
        }
        for (int i = 0; i < wanted.size(); i++) {
            String pattern =
                    expected.get(i).contains("...") ? dotsForAnything(expected.get(i)) : Pattern.quote(wanted.get(i));
            if (!got.get(i).matches(pattern)) {
                return false;
            }
        }
        return true;
    }

    private static String dotsForAnything(String line) {
        return Pattern.compile("\\.\\.\\.")
                .splitAsStream(line)
                .map(part -> Pattern.quote(CHANGING.matcher(part).replaceAll("~")))
                .collect(Collectors.joining(".*", "", line.endsWith("...") ? ".*" : ""));
    }

    private static List<String> withoutBlank(List<String> lines) {
        return lines.stream().filter(line -> !line.isBlank()).toList();
    }
}
