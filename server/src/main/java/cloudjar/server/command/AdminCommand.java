package cloudjar.server.command;

import cloudjar.server.option.InvalidOptionException;
import java.io.IOException;
import java.util.List;

/** A command that asks a running server. */
@FunctionalInterface
interface AdminCommand {
    /** The exit status of a command that was not understood. */
    int USAGE = 2;

    /** Does what the words say; false where they say nothing that it can do. */
    boolean run(CommandLine line, AdminClient client) throws IOException;

    /** Runs it; the result is the process's exit status. */
    default int run(List<String> arguments, String usage) {
        CommandLine line;
        try {
            line = CommandLine.read(arguments, System.getenv());
        } catch (InvalidOptionException e) {
            System.err.println("cloudjar: " + e.getMessage());
            return USAGE;
        }
        try (AdminClient client = new AdminClient(line.http())) {
            if (run(line, client)) {
                return 0;
            }
            System.err.print(usage);
            return USAGE;
        } catch (IOException e) {
            System.err.println("cloudjar: " + e.getMessage());
            return 1;
        }
    }
}
