package cloudjar.server;

import cloudjar.kernel.store.StoreFailedException;
import cloudjar.server.log.LineLogging;
import cloudjar.server.option.InvalidOptionException;
import cloudjar.server.option.OptionText;
import cloudjar.server.option.ServerOptions;
import cloudjar.server.option.Settings;
import java.io.IOException;
import java.util.List;
import org.slf4j.event.Level;

/** {@code cloudjar start}: serves until the process is told to end. */
final class StartCommand {
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private StartCommand() {}

    static int run(List<String> arguments) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            System.out.print(OptionText.help());
            return 0;
        }
        try {
            Settings settings = ServerOptions.read(arguments, System.getenv());
            ServerOptions options = ServerOptions.of(settings);
            LineLogging.setLeast(Level.valueOf(options.process().log().name()));
            return serve(options, settings);
        } catch (InvalidOptionException e) {
            System.err.println("cloudjar: " + e.getMessage());
            return USAGE;
        }
    }

    private static int serve(ServerOptions options, Settings settings) {
        CloudServer server;
        try {
            server = CloudServer.start(options, settings);
        } catch (StoreFailedException e) {
            System.err.println("cloudjar: " + e.getMessage());
            return FAILED;
        } catch (IOException e) {
            System.err.println("cloudjar: " + e.getMessage() + (e.getCause() == null ? "" : ": " + e.getCause()));
            return FAILED;
        }
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(server::close));
        System.out.println("cloudjar " + Version.current() + " is ready at " + server.endpoint() + sinceStart());
        server.tokenToShow().ifPresent(token -> System.out.println("admin token: " + token));
        server.runReadyScripts();
        server.awaitClose();
        return 0;
    }

    private static String sinceStart() {
        return ProcessAge.now().map(age -> " (" + age.toMillis() + " ms)").orElse("");
    }
}
