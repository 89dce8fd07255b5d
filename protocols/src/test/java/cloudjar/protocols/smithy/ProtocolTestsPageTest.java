package cloudjar.protocols.smithy;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.shape.ProtocolKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The page that says which of AWS's protocol test cases we pass; {@link ProtocolContract} proves what it says. */
class ProtocolTestsPageTest {
    private static final Path PAGE = Path.of("../docs/protocol-tests.md");

    private static final Map<ProtocolKind, String> NAMES = Map.of(
            ProtocolKind.AWS_JSON_1_0, "awsJson1.0",
            ProtocolKind.AWS_JSON_1_1, "awsJson1.1",
            ProtocolKind.REST_JSON_1, "restJson1",
            ProtocolKind.REST_XML, "restXml",
            ProtocolKind.AWS_QUERY, "awsQuery",
            ProtocolKind.EC2_QUERY, "ec2Query",
            ProtocolKind.RPC_V2_CBOR, "rpcv2Cbor");

    @Test
    void thePageInTheDocumentationIsTheGeneratedOne() throws IOException {
        String page = page();
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("regenerate it: mvn -pl protocols -am test -Dtest=ProtocolTestsPageTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dsurefire.argLine=-Ddocs.write=true")
                .isEqualTo(page);
    }

    @Test
    void everyExclusionExcludesSomething() {
        ProtocolSkips skips = ProtocolSkips.read();
        for (ProtocolKind kind : ProtocolKind.values()) {
            ProtocolCase.of(kind).forEach(test -> skips.reason(kind, test));
        }
        assertThat(skips.unused()).isEmpty();
    }

    private static String page() {
        ProtocolSkips skips = ProtocolSkips.read();
        StringBuilder table = new StringBuilder();
        StringBuilder exclusions = new StringBuilder();
        for (ProtocolKind kind : ProtocolKind.values()) {
            List<ProtocolCase> cases = ProtocolCase.of(kind);
            Map<String, List<String>> excluded = new TreeMap<>();
            for (ProtocolCase test : cases) {
                String reason = skips.reason(kind, test);
                if (reason != null) {
                    excluded.computeIfAbsent(reason, unused -> new ArrayList<>())
                            .add("`" + test.id() + "` (" + test.kind().name().toLowerCase(Locale.ROOT) + ")");
                }
            }
            int left = excluded.values().stream().mapToInt(List::size).sum();
            table.append("| %s | %d | %d | %d |%n".formatted(NAMES.get(kind), cases.size() - left, cases.size(), left));
            if (!excluded.isEmpty()) {
                exclusions.append("%n### %s%n%n".formatted(NAMES.get(kind)));
                excluded.forEach(
                        (reason, ids) -> exclusions.append("- %s: %s.%n".formatted(String.join(", ", ids), reason)));
            }
        }
        return """
                # Protocol tests

                AWS publishes test cases for its wire protocols (`software.amazon.smithy:smithy-aws-protocol-tests`). All that
                apply to servers run in our build: requests are decoded, answers and errors encoded, malformed requests refused,
                events read and written, each compared with what the case says. Cases with a list of values count once for each
                value. The cases of rpcv2Cbor are not in that module, but for four; the others are ours, written from the
                protocol's specification.

                This page is generated.

                | protocol | passed | cases | excluded |
                |---|---|---|---|
                %s
                ## Exclusions

                An excluded case must fail, or the build does.
                %s""".formatted(table, exclusions);
    }
}
