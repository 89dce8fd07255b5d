package cloudjar.server.command;

import java.io.IOException;
import java.util.List;

/** {@code cloudjar iam}: shows what was denied in a running server, and writes policies from what was seen. */
public final class IamCommand {
    private static final String PATH = "/_cloudjar/iam/";
    private static final String USAGE = """
            usage: cloudjar iam denials [PRINCIPAL]       the last calls that were refused, or would have been, and why
                   cloudjar iam policy-for PRINCIPAL      the policy that allows what the principal was seen to do
                   [--world ID] [--port N]
              PRINCIPAL is an ARN; for a policy, how one ends is enough, such as user/ann
            """;

    private IamCommand() {}

    /** Runs it; the result is the exit status. */
    public static int run(List<String> arguments) {
        AdminCommand command = IamCommand::run;
        return command.run(arguments, USAGE);
    }

    private static boolean run(CommandLine line, AdminClient client) throws IOException {
        String world =
                line.world().map(id -> "&world=" + AdminClient.encode(id)).orElse("");
        String principal = AdminClient.encode(line.word(1));
        switch (line.word(0) + " " + (line.words().size() - 1)) {
            case "denials 0" -> print(client.call("GET", PATH + "denials?limit=100" + world));
            case "denials 1" -> print(client.call("GET", PATH + "denials?principal=" + principal + world));
            case "policy-for 1" -> print(client.call("GET", PATH + "policy?principal=" + principal + world));
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
