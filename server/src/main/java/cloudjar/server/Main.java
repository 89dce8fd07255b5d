package cloudjar.server;

import cloudjar.server.aot.TrainingRun;
import cloudjar.server.command.ClockCommand;
import cloudjar.server.command.IamCommand;
import cloudjar.server.command.WorldCommand;
import cloudjar.server.coverage.CoveragePage;
import cloudjar.server.option.OptionText;
import java.util.List;
import java.util.Map;

/** The program. Its first argument may name a command; without one the server starts. */
public final class Main {
    private static final int USAGE = 2;

    private Main() {}

    /** What a command does with its arguments; the result is the process's exit status. */
    @FunctionalInterface
    private interface Command {
        int run(List<String> arguments);
    }

    private static final Map<String, Command> COMMANDS = Map.of(
            "start",
            StartCommand::run,
            "train",
            TrainingRun::run,
            "options",
            arguments -> print(OptionText.markdown()),
            "world",
            WorldCommand::run,
            "clock",
            ClockCommand::run,
            "iam",
            IamCommand::run,
            "coverage",
            arguments -> print(CoveragePage.markdown()),
            "version",
            arguments -> print("cloudjar " + Version.current() + "\n"));

    /** Runs the command that the first argument names. */
    public static void main(String[] arguments) {
        int status = run(List.of(arguments));
        if (status != 0) {
            System.exit(status);
        }
    }

    private static int run(List<String> words) {
        if (words.isEmpty() || words.getFirst().startsWith("-")) {
            return StartCommand.run(words);
        }
        Command command = COMMANDS.get(words.getFirst());
        if (command == null) {
            System.err.println("cloudjar: there is no command '" + words.getFirst() + "'; there are "
                    + String.join(", ", COMMANDS.keySet().stream().sorted().toList()));
            return USAGE;
        }
        return command.run(words.subList(1, words.size()));
    }

    private static int print(String text) {
        System.out.print(text);
        return 0;
    }
}
