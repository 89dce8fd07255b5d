package cloudjar.server.option;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All that a user may set, by subsystem. */
public record ServerOptions(
        HttpOptions http,
        PlaneOptions planes,
        CloudOptions cloud,
        StateOptions state,
        OutsideOptions outside,
        ProcessOptions process) {
    /** The options of one subsystem, under one heading. */
    public record Group(String title, List<Option<?>> options) {}

    /** Every option there is, in the order in which they are shown. */
    public static final List<Group> GROUPS = List.of(
            new Group("The front door", HttpOptions.OPTIONS),
            new Group("Data planes", PlaneOptions.OPTIONS),
            new Group("The cloud", CloudOptions.OPTIONS),
            new Group("State", StateOptions.OPTIONS),
            new Group("The world outside", OutsideOptions.OPTIONS),
            new Group("The process", ProcessOptions.OPTIONS));

    /**
     * Reads the command line and the environment.
     *
     * @throws InvalidOptionException where something is refused
     */
    public static Settings read(List<String> arguments, Map<String, String> environment) {
        return Settings.of(options().toList(), arguments, environment);
    }

    /**
     * The options that the settings say.
     *
     * @throws InvalidOptionException where two of them do not go together
     */
    public static ServerOptions of(Settings settings) {
        return new ServerOptions(
                HttpOptions.of(settings),
                PlaneOptions.of(settings),
                CloudOptions.of(settings),
                StateOptions.of(settings),
                OutsideOptions.of(settings),
                ProcessOptions.of(settings));
    }

    /** Every option, without the headings. */
    public static Stream<Option<?>> options() {
        return GROUPS.stream().flatMap(group -> group.options().stream());
    }
}
