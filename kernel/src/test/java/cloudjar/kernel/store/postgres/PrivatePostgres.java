package cloudjar.kernel.store.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * A PostgreSQL server of a test's own, from the programs on this machine, in a temporary directory that goes when it is closed.
 * PostgreSQL refuses to run as root: there it runs as the user {@code postgres}.
 */
public final class PrivatePostgres implements AutoCloseable {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final String USER = "cloudjar";

    private final Path programs;
    private final Path directory;
    private final int port;
    private final AtomicInteger databases = new AtomicInteger();

    private PrivatePostgres(Path programs, Path directory, int port) {
        this.programs = programs;
        this.directory = directory;
        this.port = port;
    }

    /** Starts one; aborts the test, loudly, where there is none on the machine. */
    public static PrivatePostgres start() {
        Path programs = programs().orElseThrow(() -> {
            String message = "SKIPPED: there is no PostgreSQL on this machine (neither in PATH nor in " + INSTALLED
                    + "): the engine over it is not tested";
            System.err.println(message);
            return new TestAbortedException(message);
        });
        try {
            Path directory = Files.createTempDirectory("cloudjar-postgres-");
            PrivatePostgres postgres = new PrivatePostgres(programs, directory, freePort());
            postgres.initialize();
            postgres.control("start");
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> programs() {
        List<Path> places = new ArrayList<>();
        if (Files.isDirectory(INSTALLED)) {
            try (Stream<Path> versions = Files.list(INSTALLED)) {
                versions.sorted(Comparator.reverseOrder())
                        .map(version -> version.resolve("bin"))
                        .forEach(places::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        Stream.of(System.getenv("PATH").split(":")).map(Path::of).forEach(places::add);
        return places.stream()
                .filter(place -> Files.isExecutable(place.resolve("initdb")))
                .findFirst();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void initialize() throws IOException {
        if (isRoot()) {
            run(List.of("chown", "postgres", directory.toString()));
        }
        asServer("initdb", "-D", data(), "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
    }

    /** Starts, stops or restarts the server: {@code start}, {@code stop}, {@code restart}; returns when that is done. */
    public void control(String verb) {
        control(verb, "fast");
    }

    /** The same, where the end is {@code fast} (connections are told), or {@code immediate} (as if it crashed). */
    public void control(String verb, String mode) {
        List<String> words =
                new ArrayList<>(List.of("pg_ctl", "-D", data(), "-w", "-l", directory + "/log", "-m", mode));
        if (!verb.equals("stop")) {
            words.addAll(List.of(
                    "-o",
                    "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=200"
                            + " -c fsync=" + System.getProperty("postgres.fsync", "off")));
        }
        words.add(verb);
        asServer(words.toArray(new String[0]));
    }

    private String data() {
        return directory + "/data";
    }

    /** The address of a new, empty database. */
    public String newDatabase() {
        String name = "test" + databases.incrementAndGet();
        execute("CREATE DATABASE " + name);
        return address(name);
    }

    private String address(String database) {
        return "postgres://" + USER + "@127.0.0.1:" + port + "/" + database;
    }

    /** Has the server do something. */
    public void execute(String sql) {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=" + USER);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private void asServer(String program, String... arguments) {
        List<String> words = new ArrayList<>();
        if (isRoot()) {
            words.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        words.add(programs.resolve(program).toString());
        words.addAll(List.of(arguments));
        run(words);
    }

    private void asServer(String[] words) {
        asServer(words[0], Stream.of(words).skip(1).toArray(String[]::new));
    }

    private void run(List<String> words) {
        try {
            Path said = Files.createTempFile("cloudjar-postgres-", ".out");
            Process process = new ProcessBuilder(words)
                    .directory(directory.getRoot().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(words + " failed: " + Files.readString(said, StandardCharsets.UTF_8));
            }
            Files.delete(said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        control("stop", "immediate");
        run(List.of("rm", "-r", directory.toString()));
    }
}
