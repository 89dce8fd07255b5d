package cloudjar.tidy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A checkout with the real launcher in it, on a machine made of scripts: JDKs and a Maven that only write down what they
 * were asked. The directories' names hold blanks.
 */
final class FakeMachine {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path root;
    final Path checkout;
    private final Map<String, String> environment = new HashMap<>();

    /** What a command ended with. */
    record Ended(int status, String output) {
        String lastLine() {
            return output.lines().reduce("", (before, line) -> line);
        }
    }

    /** Neither JDK nor Maven is there to begin with, and nothing has been built. */
    FakeMachine(Path directory) throws IOException {
        root = Files.createDirectories(directory.resolve("a machine"));
        checkout = Files.createDirectories(root.resolve("check out"));
        Files.copy(Repository.here().root().resolve("cloudjar"), launcher());
        launcher().toFile().setExecutable(true);
        Files.createDirectories(checkout.resolve("server/src/main/java"));
        Files.writeString(checkout.resolve("pom.xml"), "<project>\n  <version>1.2.3</version>\n</project>\n");
        Files.createDirectories(root.resolve("bin"));
        environment.put("PATH", root.resolve("bin") + ":" + systemPath());
        environment.put("CLOUDJAR_JDK_PATHS", root + "/usual place/*");
        environment.put("HOME", root.toString());
    }

    Path launcher() {
        return checkout.resolve("cloudjar");
    }

    /** A JDK below the place where the launcher looks; its java prints its own home and its arguments. */
    Path jdkInUsualPlace(String name, String version) throws IOException {
        return jdk(root.resolve("usual place").resolve(name), version);
    }

    /** A JDK that only {@code JAVA_HOME} names. */
    void jdkInJavaHome(String version) throws IOException {
        environment.put("JAVA_HOME", jdk(root.resolve("java home"), version).toString());
    }

    /** A link on PATH to the java of a JDK that stands in no usual place, as package managers make them. */
    Path jdkOnPath(String version) throws IOException {
        Path home = jdk(root.resolve("linked jdk"), version);
        Files.createSymbolicLink(root.resolve("bin/java"), home.resolve("bin/java"));
        return home;
    }

    private static Path jdk(Path home, String version) throws IOException {
        Files.createDirectories(home);
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(home.resolve("bin/java"), "echo \"" + home.getFileName() + " runs $*\"");
        script(home.resolve("bin/javac"), "exit 1");
        return home;
    }

    /** Sets a variable of the environment. */
    void environment(String variable, String value) {
        environment.put(variable, value);
    }

    /** A Maven on PATH that runs {@code body} for everything but the question for its version. */
    void maven(String body) throws IOException {
        script(
                root.resolve("bin/mvn"),
                "[ \"$1\" != --version ] || { echo 'Apache Maven 3.9.9'; exit; }\n" + "echo \"$*\" >>\"" + mavenCalls()
                        + "\"\n" + body);
    }

    Path mavenCalls() {
        return root.resolve("maven-calls");
    }

    /** Leaves behind what a build with this JDK would, all sources being older. */
    void builtWith(Path jdk) throws IOException {
        Files.createDirectories(checkout.resolve("server/target"));
        Files.writeString(checkout.resolve("server/target/cloudjar.jar"), "");
        Path stamp = Files.createDirectories(checkout.resolve(".cloudjar")).resolve("built");
        Files.writeString(stamp, jdk + "\n");
        FileTime built = Files.getLastModifiedTime(stamp);
        Files.setLastModifiedTime(stamp, FileTime.fromMillis(built.toMillis() + 1000));
    }

    /** Writes a source that is newer than any build so far. */
    void edit() throws IOException {
        Path source = Files.writeString(checkout.resolve("server/src/main/java/New.java"), "class New {}");
        FileTime written = Files.getLastModifiedTime(source);
        Files.setLastModifiedTime(source, FileTime.fromMillis(written.toMillis() + 60_000));
    }

    /** Runs the launcher by the given path, in the root directory of the file system. */
    Ended run(Path launcher, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        Path output = root.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(root.getRoot().toFile())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("the launcher hangs after: " + Files.readString(output));
        }
        return new Ended(process.exitValue(), Files.readString(output));
    }

    Ended run(String... arguments) throws IOException, InterruptedException {
        return run(launcher(), arguments);
    }

    /** A directory with the ordinary tools and no JDK or Maven among them. */
    private String systemPath() throws IOException {
        Path tools = Files.createDirectories(root.resolve("tools"));
        for (String tool : List.of(
                "sh",
                "dirname",
                "readlink",
                "cat",
                "mkdir",
                "rm",
                "mv",
                "cp",
                "tr",
                "sed",
                "grep",
                "awk",
                "find",
                "head",
                "tail",
                "touch",
                "sleep",
                "ps",
                "git",
                "env")) {
            for (String directory : List.of("/usr/bin", "/bin")) {
                Path program = Path.of(directory, tool);
                if (Files.exists(program) && !Files.exists(tools.resolve(tool))) {
                    script(tools.resolve(tool), "exec " + program + " \"$@\"");
                }
            }
        }
        return tools.toString();
    }

    private static void script(Path file, String body) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
