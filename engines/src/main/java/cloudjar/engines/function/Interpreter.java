package cloudjar.engines.function;

import cloudjar.engines.function.Language.Version;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A program of this machine that runs functions of a language.
 *
 * @param number its whole version, as it says it
 * @param sdk where the machine has AWS's SDK for the language, which AWS's runtimes bring along; null where it has none
 */
record Interpreter(
        Version version,
        String number,
        Path program,
        @Nullable Path sdk) {
    /** What is left for a Java heap beside the classes, code and threads of a virtual machine. */
    private static final int JAVA_OWN_MEGABYTES = 64;

    private static final double JAVA_HEAP_SHARE_MAX = 0.85;
    private static final int JAVA_WARNS_OF_UNSAFE = 24;
    private static final int JAVA_SAYS_AOT = 25;

    Interpreter with(@Nullable Path foundSdk) {
        return new Interpreter(version, number, program, foundSdk);
    }

    Language language() {
        return version.language();
    }

    /** The directory that everything it needs lies in: {@code .../bin/python3.12} is found in it. */
    Path prefix() {
        return program.resolve("../..").normalize();
    }

    /** What becomes of an archive of classes. */
    sealed interface Archive {
        /** There is none. */
        record None() implements Archive {}

        /** It is used. */
        record Used(String path) implements Archive {}

        /** It is made when the function ends. */
        record Made(String path) implements Archive {}
    }

    /**
     * The command that starts a function.
     *
     * @param archive of the classes of Java
     */
    List<String> command(Layout layout, String handler, int memoryMegabytes, Archive archive) {
        return switch (language()) {
            case NODEJS -> script(layout, "/bootstrap.mjs");
            case PYTHON -> script(layout, "/bootstrap.py");
            case RUBY -> script(layout, "/bootstrap.rb");
            case JAVA -> java(layout, handler, memoryMegabytes, archive);
        };
    }

    private static List<String> script(Layout layout, String name) {
        String script = layout.runtime() + name;
        return layout.sdk().isEmpty()
                ? List.of(layout.program(), script)
                : List.of(layout.program(), script, layout.sdk());
    }

    /**
     * AWS's own runtime interface client, started as AWS's runtimes do: with the serial collector and the first compiler only.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-customization.html">Java runtime startup behavior</a>
     */
    private List<String> java(Layout layout, String handler, int memoryMegabytes, Archive archive) {
        List<String> command = new ArrayList<>(List.of(
                layout.program(),
                "-Xmx" + javaHeapMegabytes(memoryMegabytes) + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Djava.io.tmpdir=" + layout.tmp()));
        if (version.major() >= JAVA_WARNS_OF_UNSAFE) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(sharing(archive));
        command.addAll(List.of(
                "-cp", javaClassPath(layout), "com.amazonaws.services.lambda.runtime.api.client.AWSLambda", handler));
        return command;
    }

    /** A virtual machine that cannot use an archive says so where functions write, unless it is told not to. */
    private List<String> sharing(Archive archive) {
        List<String> options = new ArrayList<>();
        switch (archive) {
            case Archive.None none -> {
                return options;
            }
            case Archive.Used used -> options.add("-XX:SharedArchiveFile=" + used.path());
            case Archive.Made made -> options.add("-XX:ArchiveClassesAtExit=" + made.path());
        }
        options.add("-Xshare:auto");
        options.add("-Xlog:cds*=off");
        if (version.major() >= JAVA_SAYS_AOT) {
            options.add("-Xlog:aot*=off");
        }
        return options;
    }

    /** The client looks for layers under {@code /opt} itself: where that is elsewhere, they are put on its own class path. */
    private static String javaClassPath(Layout layout) {
        String client = Bootstraps.JAVA_CLASS_PATH.stream()
                .map(name -> layout.runtime() + "/" + name)
                .collect(Collectors.joining(":"));
        return layout.root() == null ? client + ":" + layout.opt() + "/java/lib/*" : client;
    }

    static int javaHeapMegabytes(int memoryMegabytes) {
        int most = (int) (memoryMegabytes * JAVA_HEAP_SHARE_MAX);
        return Math.min(most, Math.max(memoryMegabytes / 2, memoryMegabytes - JAVA_OWN_MEGABYTES));
    }
}
