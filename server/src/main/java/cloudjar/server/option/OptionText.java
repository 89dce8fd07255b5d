package cloudjar.server.option;

import java.util.stream.Collectors;

/** The options as pages to read: for the terminal and for the documentation. */
public final class OptionText {
    private OptionText() {}

    /** What {@code --help} prints. */
    public static String help() {
        StringBuilder page = new StringBuilder("usage: cloudjar start [OPTION...]\n");
        for (ServerOptions.Group group : ServerOptions.GROUPS) {
            page.append('\n').append(group.title()).append('\n');
            for (Option<?> option : group.options()) {
                page.append("  ")
                        .append(option.flag())
                        .append(' ')
                        .append(option.type().form());
                page.append("\n      ").append(option.sentence());
                page.append("\n      Takes ").append(option.type().range()).append(". Default: ");
                page.append(option.fallback().isEmpty() ? "none" : option.fallback());
                page.append(". Environment: ").append(variables(option)).append(".\n");
            }
        }
        return page.toString();
    }

    /** What {@code docs/options.md} holds. */
    public static String markdown() {
        StringBuilder page = new StringBuilder("# Options\n\nThis page is generated from the code.\n\n");
        page.append("A flag wins over its environment variable; flags are written `--port 4567` or `--port=4567`.\n");
        page.append("Where several variables are named, the first that is set counts; those without `CLOUDJAR_` are ");
        page.append(
                "honoured for users\nof LocalStack. `GET /_cloudjar/config` shows what a running server was told.\n");
        for (ServerOptions.Group group : ServerOptions.GROUPS) {
            page.append("\n## ").append(group.title()).append("\n\n");
            page.append("| flag | takes | default | variables | what it does |\n|---|---|---|---|---|\n");
            for (Option<?> option : group.options()) {
                page.append("| `").append(option.flag()).append("` | ");
                page.append(option.type().range()).append(" | ");
                page.append(option.fallback().isEmpty() ? "none" : "`" + option.fallback() + "`")
                        .append(" | ");
                page.append('`').append(variables(option).replace(", ", "`, `")).append("` | ");
                page.append(option.sentence()).append(" |\n");
            }
        }
        return page.toString();
    }

    private static String variables(Option<?> option) {
        String foreign = option.foreign().stream()
                .map(Option.Foreign::variable)
                .map(variable -> ", " + variable)
                .collect(Collectors.joining());
        return option.variable() + foreign;
    }
}
