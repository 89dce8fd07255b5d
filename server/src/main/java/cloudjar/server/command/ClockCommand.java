package cloudjar.server.command;

import java.io.IOException;
import java.util.List;

/** {@code cloudjar clock}: shows and moves the time of a world of a running server. */
public final class ClockCommand {
    private static final String PATH = "/_cloudjar/clock";
    private static final String USAGE = """
            usage: cloudjar clock [show] | advance SPAN | set TIME | freeze | run | reset   [--world ID] [--port N]
              SPAN is like 14d, 30s or PT5M, TIME like 2030-01-31T12:00:00Z
            """;

    private ClockCommand() {}

    /** Runs it; the result is the exit status. */
    public static int run(List<String> arguments) {
        AdminCommand command = ClockCommand::run;
        return command.run(arguments, USAGE);
    }

    private static boolean run(CommandLine line, AdminClient client) throws IOException {
        String world = line.world().map(id -> "world=" + AdminClient.encode(id)).orElse("");
        String value = AdminClient.encode(line.word(1));
        switch (line.word(0) + " " + line.words().size()) {
            case " 0", "show 1" -> print(client.call("GET", PATH + "?" + world));
            case "advance 2" -> print(client.call("POST", PATH + "/advance?by=" + value + "&" + world));
            case "set 2" -> print(client.call("POST", PATH + "/set?time=" + value + "&" + world));
            case "freeze 1", "run 1", "reset 1" -> print(client.call("POST", PATH + "/" + line.word(0) + "?" + world));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void print(String answer) {
        System.out.print(answer);
    }
}
