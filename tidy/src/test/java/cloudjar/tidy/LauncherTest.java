package cloudjar.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.tidy.FakeMachine.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code ./cloudjar}, on machines that have or lack what it needs. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class LauncherTest {
    private FakeMachine machine;
    private Path elsewhere;

    @BeforeEach
    void machine(@TempDir Path directory) throws IOException {
        machine = new FakeMachine(directory);
        elsewhere = directory;
    }

    @Test
    void withoutJdkItSaysWhatToInstall() throws Exception {
        Ended ended = machine.run("start");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.output()).contains("JDK 25", "Temurin 25", "apt-get install temurin-25-jdk");
    }

    @Test
    void anOldJdkIsNamedAndNotUsed() throws Exception {
        machine.jdkInJavaHome("17.0.15");
        machine.jdkInUsualPlace("jdk eight", "1.8.0_392");
        Ended ended = machine.run("start");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.output()).contains("java home (JAVA_HOME): version 17", "jdk eight: version 8");
    }

    @Test
    void aJdkInAUsualPlaceIsFoundBehindAnOldJavaHome() throws Exception {
        machine.jdkInJavaHome("21.0.1");
        machine.builtWith(machine.jdkInUsualPlace("jdk 25", "25.0.1"));
        assertThat(machine.run("start").output()).startsWith("jdk 25 runs ");
    }

    @Test
    void aJdkOnPathIsFoundThroughItsLink() throws Exception {
        machine.jdkInUsualPlace("not this", "25");
        machine.builtWith(machine.jdkOnPath("25.0.2").toRealPath());
        assertThat(machine.run("start").output()).startsWith("linked jdk runs ");
    }

    @Test
    void theWantedVersionWinsOverANewerOneInAUsualPlace() throws Exception {
        machine.jdkInUsualPlace("a 27", "27-ea");
        machine.builtWith(machine.jdkInUsualPlace("b 25", "25"));
        assertThat(machine.run("start").output()).startsWith("b 25 runs ");
    }

    @Test
    void aNewerJdkServesWhereThereIsNoOther() throws Exception {
        machine.builtWith(machine.jdkInUsualPlace("the 26", "26.0.1"));
        assertThat(machine.run("start").output()).startsWith("the 26 runs ");
    }

    @Test
    void optionsReachTheServerAsTheyWereGiven() throws Exception {
        machine.builtWith(machine.jdkInUsualPlace("jdk", "25"));
        assertThat(machine.run("start", "--port", "4600", "--iam=enforce", "two words")
                        .output())
                .endsWith("server/target/cloudjar.jar --port 4600 --iam=enforce two words\n");
    }

    @Test
    void itRunsThroughASymbolicLinkFromAnotherDirectory() throws Exception {
        machine.builtWith(machine.jdkInUsualPlace("jdk", "25"));
        Path link = Files.createSymbolicLink(elsewhere.resolve("link"), Path.of("a machine/check out/cloudjar"));
        Path linkToLink = Files.createSymbolicLink(elsewhere.resolve("link to link"), link);
        assertThat(machine.run(linkToLink, "start").output())
                .contains(machine.checkout
                        .toRealPath()
                        .resolve("server/target/cloudjar.jar")
                        .toString());
    }

    @Test
    void anUnchangedCheckoutIsNotBuiltAgain() throws Exception {
        machine.maven("exit 1");
        machine.builtWith(machine.jdkInUsualPlace("jdk", "25"));
        assertThat(machine.run("start").status()).isZero();
        assertThat(machine.mavenCalls()).doesNotExist();
    }

    @Test
    void aChangedSourceIsBuiltBeforeTheStart() throws Exception {
        machine.maven("echo '[INFO] Building server 1.2.3   [2/2]'");
        machine.builtWith(machine.jdkInUsualPlace("jdk", "25"));
        machine.edit();
        Ended ended = machine.run("start");
        assertThat(machine.mavenCalls()).content().contains("-pl server -am", "package");
        assertThat(ended.output()).contains("building with", "server 1.2.3", "jdk runs ");
    }

    @Test
    void aBrokenBuildShowsItsErrorsAndStartsNothing() throws Exception {
        machine.maven("echo '[INFO] chatter'; echo '[ERROR] New.java: class expected'; exit 1");
        machine.builtWith(machine.jdkInUsualPlace("jdk", "25"));
        machine.edit();
        Ended ended = machine.run("start");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.output())
                .contains("New.java: class expected", "the build failed", "build.log")
                .doesNotContain("chatter", "jdk runs");
    }

    @Test
    void theTestRunEndsWithTheCountOfItsCases() throws Exception {
        machine.jdkInUsualPlace("jdk", "25");
        machine.maven(report("""
                <testsuite name="a.QueueTest" tests="0" errors="0" skipped="0" failures="0">
                  <testcase name="keeps order" classname="a.QueueTest"/>
                  <testcase name="hides" classname="a.QueueTest$Nested" time="0.1">
                    <failure message="no">
                    </failure>
                    <system-out><![CDATA[
                  <testcase name="printed by a test" classname="x"/>
                    ]]></system-out>
                  </testcase>
                  <testcase name="waits" classname="a.QueueTest">
                    <skipped message="no aws"/>
                  </testcase>
                </testsuite>"""));
        Ended ended = machine.run("test");
        assertThat(ended.output()).contains("failed a.QueueTest$Nested.hides\n");
        assertThat(ended.lastLine()).isEqualTo("1 passed, 1 failed, 1 skipped");
        assertThat(ended.status()).isEqualTo(1);
    }

    @Test
    void aTestRunWithoutFailuresSucceeds() throws Exception {
        machine.jdkInUsualPlace("jdk", "25");
        machine.maven(report("""
                <testsuite name="a.QueueTest">
                  <testcase name="keeps order" classname="a.QueueTest"/>
                </testsuite>"""));
        Ended ended = machine.run("test");
        assertThat(ended.lastLine()).isEqualTo("1 passed, 0 failed, 0 skipped");
        assertThat(ended.status()).isZero();
    }

    @Test
    void aTestRunThatDoesNotCompileFailsAndSaysSo() throws Exception {
        machine.jdkInUsualPlace("jdk", "25");
        machine.maven("exit 1");
        Ended ended = machine.run("test");
        assertThat(ended.output()).contains("the build broke");
        assertThat(ended.lastLine()).isEqualTo("0 passed, 0 failed, 0 skipped");
        assertThat(ended.status()).isEqualTo(1);
    }

    @Test
    void oneServiceIsTestedByItsPackageAndByTheNamesOfItsTests() throws Exception {
        machine.jdkInUsualPlace("jdk", "25");
        machine.maven("exit 1");
        machine.run("test", "-s", "sqs");
        assertThat(machine.mavenCalls()).content().contains("-Dtest=%regex[(.*/)?(?i:sqs)(/.*|[^/]*)\\.class]");
    }

    private static String report(String xml) {
        String directory = "server/target/surefire-reports";
        return "mkdir -p " + directory + "\ncat >" + directory + "/TEST-a.QueueTest.xml <<'XML'\n" + xml + "\nXML";
    }

    @Test
    void envPointsAwsToolsToThePort() throws Exception {
        assertThat(machine.run("env", "--port", "4600").output())
                .contains("export AWS_ENDPOINT_URL=http://localhost:4600\n", "export AWS_DEFAULT_REGION=us-east-1\n");
    }

    @Test
    void thePortComesFromTheVariablesThatTheServerReads() throws Exception {
        machine.environment("GATEWAY_LISTEN", "0.0.0.0:4567,0.0.0.0:443");
        assertThat(machine.run("env").output()).contains("export AWS_ENDPOINT_URL=http://localhost:4567\n");
        machine.environment("CLOUDJAR_PORT", "4568");
        assertThat(machine.run("env").output()).contains("export AWS_ENDPOINT_URL=http://localhost:4568\n");
    }

    @Test
    void versionComesFromTheRootPom() throws Exception {
        assertThat(machine.run("version").output()).startsWith("cloudjar 1.2.3");
    }

    @Test
    void statusAndStopSayThatNothingRuns() throws Exception {
        assertThat(machine.run("status").status()).isEqualTo(1);
        Ended stopped = machine.run("stop");
        assertThat(stopped.status()).isZero();
        assertThat(stopped.output()).isEqualTo("not running at http://localhost:4566\n");
    }

    @Test
    void anUnknownCommandIsRefusedWithTheList() throws Exception {
        Ended ended = machine.run("sart");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.output()).contains("unknown command 'sart'", "./cloudjar start");
    }
}
