package cloudjar.server.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** {@code cloudjar world}: makes, copies and deletes worlds of a running server, and takes them to files and back. */
public final class WorldCommand {
    private static final String WORLDS = "/_cloudjar/worlds";
    private static final String STDOUT = "-";
    private static final String USAGE = """
            usage: cloudjar world list                    all worlds
                   cloudjar world create ID               an empty one
                   cloudjar world fork SOURCE ID          one that begins as another is now
                   cloudjar world reset ID                empties it
                   cloudjar world delete ID
                   cloudjar world export ID [FILE]        to ID.cloudjar; to the standard output where FILE is -
                   cloudjar world import ID FILE          in place of the one of that name, if there is one
                   [--port N]
            """;

    private WorldCommand() {}

    /** Runs it; the result is the exit status. */
    public static int run(List<String> arguments) {
        AdminCommand command = WorldCommand::run;
        return command.run(arguments, USAGE);
    }

    private static boolean run(CommandLine line, AdminClient client) throws IOException {
        String id = AdminClient.encode(line.word(1));
        String third = AdminClient.encode(line.word(2));
        switch (line.word(0) + " " + (line.words().size() - 1)) {
            case "list 0" -> print(client.call("GET", WORLDS));
            case "create 1" -> print(client.call("POST", WORLDS + "?id=" + id));
            case "fork 2" -> print(client.call("POST", WORLDS + "?id=" + third + "&from=" + id));
            case "reset 1" -> print(client.call("POST", "/_cloudjar/reset?world=" + id));
            case "delete 1" -> print(client.call("DELETE", WORLDS + "/" + id));
            case "export 1" -> export(client, line.word(1), line.word(1) + ".cloudjar");
            case "export 2" -> export(client, line.word(1), line.word(2));
            case "import 2" -> print(client.send("/_cloudjar/import?world=" + id, Path.of(line.word(2))));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void export(AdminClient client, String id, String file) throws IOException {
        String path = "/_cloudjar/export?world=" + AdminClient.encode(id);
        if (file.equals(STDOUT)) {
            client.fetch(path, System.out);
            System.out.flush();
        } else {
            client.fetch(path, Path.of(file));
            System.err.println("cloudjar: world " + id + " is in " + file);
        }
    }

    private static void print(String answer) {
        System.out.print(answer);
    }
}
