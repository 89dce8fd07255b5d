package cloudjar.server.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.engines.docker.DockerAddress;
import cloudjar.engines.function.Runner;
import cloudjar.gateway.authorize.Mode;
import cloudjar.kernel.blob.s3.S3Address;
import cloudjar.kernel.call.Pace;
import cloudjar.kernel.call.Throttling;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Fsync;
import cloudjar.kernel.store.postgres.PostgresAddress;
import cloudjar.kernel.web.MailServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The three tests of rule 18 over every option there is: defaults, every key mapped, bad values refused by name. */
class ServerOptionsTest {
    /** For each option a value other than the default, and what the options must then hold. */
    private static final Map<String, String> OTHER_VALUES = Map.ofEntries(
            Map.entry("port", "4999"),
            Map.entry("host", "127.0.0.1,localhost"),
            Map.entry("admin-token", "s3cret"),
            Map.entry("tls-dir", "/tls"),
            Map.entry("dax-port", "8222"),
            Map.entry("services", "sqs,sts"),
            Map.entry("limits", "notes"),
            Map.entry("pace", "instant"),
            Map.entry("throttle", "on"),
            Map.entry("iam", "off"),
            Map.entry("sigv4", "off"),
            Map.entry("data", "/data"),
            Map.entry("fsync", "always"),
            Map.entry("store", ""),
            Map.entry("blobs", "s3://key:secret%2F@bucket/a?endpoint=http%3A%2F%2Flocalhost%3A9000"),
            Map.entry("master-key", "/master.key"),
            Map.entry("functions", "docker"),
            Map.entry("docker", "unix:///d.sock"),
            Map.entry("smtp", "localhost:2525"),
            Map.entry("log", "debug"),
            Map.entry("init-dir", "/a,/b"));

    private static final ServerOptions DEFAULTS = new ServerOptions(
            new HttpOptions(4566, List.of("127.0.0.1"), Optional.empty(), Path.of(".cloudjar/tls")),
            new PlaneOptions(8111, Runner.PROCESS, Optional.empty()),
            new CloudOptions(
                    List.of(), LimitProfile.CURRENT, Pace.INSTANT, Throttling.OFF, Mode.AUDIT, CloudOptions.SigV4.AUTO),
            new StateOptions(Optional.empty(), Fsync.OS, Optional.empty(), Optional.empty(), Optional.empty()),
            new OutsideOptions(Optional.empty()),
            new ProcessOptions(
                    ProcessOptions.Level.INFO, List.of(Path.of("/etc/localstack/init"), Path.of(".cloudjar/init"))));

    private static final ServerOptions OTHERS = new ServerOptions(
            new HttpOptions(4999, List.of("127.0.0.1", "localhost"), Optional.of("s3cret"), Path.of("/tls")),
            new PlaneOptions(8222, Runner.DOCKER, Optional.of(DockerAddress.parse("unix:///d.sock"))),
            new CloudOptions(
                    List.of("sqs", "sts"),
                    LimitProfile.NOTES,
                    Pace.INSTANT,
                    Throttling.ON,
                    Mode.OFF,
                    CloudOptions.SigV4.OFF),
            new StateOptions(
                    Optional.of(Path.of("/data")),
                    Fsync.ALWAYS,
                    Optional.empty(),
                    Optional.of(new S3Address(
                            URI.create("http://localhost:9000"), "us-east-1", "bucket", "a/", "key", "secret/")),
                    Optional.of(Path.of("/master.key"))),
            new OutsideOptions(Optional.of(new MailServer("localhost", 2525))),
            new ProcessOptions(ProcessOptions.Level.DEBUG, List.of(Path.of("/a"), Path.of("/b"))));

    static Stream<Option<?>> options() {
        return ServerOptions.options();
    }

    private static ServerOptions read(List<String> arguments, Map<String, String> environment) {
        return ServerOptions.of(ServerOptions.read(arguments, environment));
    }

    @Test
    void whereNothingIsSaidTheDefaultsHold() {
        assertThat(read(List.of(), Map.of())).isEqualTo(DEFAULTS);
    }

    @Test
    void everyFlagSetsItsValue() {
        List<String> flags = options()
                .map(option -> option.flag() + "=" + OTHER_VALUES.get(option.name()))
                .toList();
        assertThat(read(flags, Map.of())).isEqualTo(OTHERS);
    }

    @Test
    void everyVariableSetsItsValue() {
        Map<String, String> variables = new java.util.HashMap<>();
        options().forEach(option -> variables.put(option.variable(), OTHER_VALUES.getOrDefault(option.name(), "")));
        assertThat(read(List.of(), variables)).isEqualTo(OTHERS);
    }

    @ParameterizedTest
    @MethodSource("options")
    void everyOptionHasADefaultOfItsOwnType(Option<?> option) {
        assertThatCode(option::defaultValue).doesNotThrowAnyException();
        assertThat(option.sentence()).endsWith(".");
    }

    @Test
    void namesAreUnique() {
        assertThat(options().map(Option::name))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z0-9]+(-[a-z]+)*"));
    }

    @ParameterizedTest
    @MethodSource("options")
    void aBadValueIsRefusedByTheFlagsName(Option<?> option) {
        String bad =
                switch (option.name()) {
                    case "admin-token", "services" -> null;
                    case "host" -> ",";
                    case "init-dir", "tls-dir", "data", "master-key" -> "\0";
                    default -> "no such value";
                };
        if (bad != null) {
            assertThatThrownBy(() -> read(List.of(option.flag(), bad), Map.of()))
                    .isInstanceOf(InvalidOptionException.class)
                    .hasMessageStartingWith(option.flag() + " ");
            assertThatThrownBy(() -> read(List.of(), Map.of(option.variable(), bad)))
                    .isInstanceOf(InvalidOptionException.class)
                    .hasMessageStartingWith(option.variable() + " ");
        }
    }

    @Test
    void aStoreIsTheAddressOfADatabaseAndKeepsItsPassword() {
        ServerOptions options = read(
                List.of("--store", "postgres://me:p%40ss@db-1:5433,db-2/cloud?sslmode=require&connections=8"),
                Map.of());

        PostgresAddress address = options.state().store().orElseThrow();
        assertThat(address)
                .isEqualTo(new PostgresAddress(
                        "db-1:5433,db-2", "cloud", "me", "p@ss", Map.of("sslmode", "require"), 8, true));
        assertThat(address).hasToString("postgres://me@db-1:5433,db-2/cloud");
        assertThat(StateOptions.STORE.secret()).isTrue();
        assertThatThrownBy(() -> read(List.of("--store=postgres://me:secret@/cloud"), Map.of()))
                .hasMessage("--store takes postgres://user:password@host:port/database");
        assertThatThrownBy(() -> read(List.of("--store=postgres://h/d?connections=1"), Map.of()))
                .hasMessage("--store connections are from 4 to 1000, not 1");
    }

    @Test
    void stateIsKeptInOnePlace() {
        assertThatThrownBy(() -> read(List.of("--store=postgres://h/d", "--data=/data"), Map.of()))
                .hasMessage("--data and --store both say where state is kept");
    }

    @Test
    void aPortOutOfRangeIsToldTheRange() {
        assertThatThrownBy(() -> read(List.of("--port", "70000"), Map.of()))
                .hasMessage("--port takes a port number from 0 to 65535, not '70000'");
    }

    @Test
    void signaturesAreCheckedWherePermissionsAreEnforced() {
        assertThat(options(List.of("--iam=enforce")).cloud().verifiesSignatures())
                .isTrue();
        assertThat(options(List.of("--iam=enforce", "--sigv4=off")).cloud().verifiesSignatures())
                .isFalse();
        assertThat(options(List.of()).cloud().verifiesSignatures()).isFalse();
        assertThat(options(List.of("--sigv4=verify")).cloud().verifiesSignatures())
                .isTrue();
    }

    private static ServerOptions options(List<String> flags) {
        return read(flags, Map.of());
    }

    @Test
    void anUnknownFlagIsToldTheNearestOne() {
        assertThatThrownBy(() -> read(List.of("--prot", "1"), Map.of()))
                .hasMessage("--prot is not an option; is --port meant? (--help lists them)");
    }

    @Test
    void aFlagWithoutAValueIsToldWhatItTakes() {
        assertThatThrownBy(() -> read(List.of("--port"), Map.of()))
                .hasMessage("--port needs a value: it takes a port number from 0 to 65535");
    }

    @Test
    void aFlagWinsOverItsVariableAndThatOverAForeignOne() {
        Map<String, String> environment = Map.of("CLOUDJAR_PORT", "2", "GATEWAY_LISTEN", ":3");
        assertThat(read(List.of("--port", "1"), environment).http().port()).isEqualTo(1);
        assertThat(read(List.of(), environment).http().port()).isEqualTo(2);
        assertThat(read(List.of(), Map.of("GATEWAY_LISTEN", ":3")).http().port())
                .isEqualTo(3);
    }

    @Test
    void aFlagOfManyValuesMayBeRepeated() {
        assertThat(read(List.of("--host", "127.0.0.1", "--host", "::1"), Map.of())
                        .http()
                        .hosts())
                .containsExactly("127.0.0.1", "::1");
    }

    @Test
    void localStacksVariablesAreHonoured() {
        HttpOptions listen = read(List.of(), Map.of("GATEWAY_LISTEN", "127.0.0.1:4567,[::1]:4567"))
                .http();
        assertThat(listen.port()).isEqualTo(4567);
        assertThat(listen.hosts()).containsExactly("127.0.0.1", "[::1]");
        HttpOptions everywhere =
                read(List.of(), Map.of("GATEWAY_LISTEN", "0.0.0.0")).http();
        assertThat(everywhere.port()).isEqualTo(4566);
        assertThat(everywhere.hosts()).containsExactly("0.0.0.0");
        assertThat(read(List.of(), Map.of("SERVICES", "s3, sqs")).cloud().services())
                .containsExactly("s3", "sqs");
        assertThat(read(List.of(), Map.of("DEBUG", "1")).process().log()).isEqualTo(ProcessOptions.Level.DEBUG);
        assertThat(read(List.of(), Map.of("DEBUG", "0")).process().log()).isEqualTo(ProcessOptions.Level.INFO);
        assertThat(read(List.of(), Map.of("LS_LOG", "trace-internal")).process().log())
                .isEqualTo(ProcessOptions.Level.TRACE);
    }

    @Test
    void severalPortsAreRefused() {
        assertThatThrownBy(() -> read(List.of(), Map.of("GATEWAY_LISTEN", ":4566,:443")))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessage("GATEWAY_LISTEN names the ports 4566 and 443; cloudjar serves everything, TLS too, on one");
    }

    @Test
    void onlyLoopbackIsLoopback() {
        assertThat(read(List.of("--host=127.0.0.1,localhost,::1"), Map.of())
                        .http()
                        .loopbackOnly())
                .isTrue();
        assertThat(read(List.of("--host=127.0.0.1,0.0.0.0"), Map.of()).http().loopbackOnly())
                .isFalse();
    }

    @Test
    void settingsTellWhereAValueCameFrom() {
        Settings settings = ServerOptions.read(List.of("--port=1"), Map.of("DEBUG", "1"));
        assertThat(settings.setting(HttpOptions.PORT).source()).isEqualTo("--port");
        assertThat(settings.setting(ProcessOptions.LOG).source()).isEqualTo("DEBUG");
        assertThat(settings.setting(CloudOptions.IAM).source()).isEqualTo("default");
    }
}
