package cloudjar.roundtrip;

import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.ServiceSchema;
import cloudjar.roundtrip.Exclusions.Exclusion;
import java.util.List;
import java.util.function.Function;

/** The page {@code docs/round-trips.md}: what a passing run proves. */
final class RoundTripPage {
    private static final String HEAD = """
            # Round trips

            Generated: `mvn -pl roundtrip -am test` compares it, with `-Ddocs.write=true` writes it.

            AWS's own client for Java sends random inputs of every operation to a running front door, which must receive them equal,
            and receives random outputs, which must be equal too. The values keep the models' constraints; a normal run goes five times
            through all operations. The table counts what is compared, of all that the service's model has; what is not stands below,
            with reasons.

            | service | protocol | inputs | outputs |
            |---|---|---|---|
            """;

    private static final String LIST_HEAD = """

            ## Not compared

            `*` stands for all operations, or for everything of an operation. A member with `+` is always set; one with `=` holds only
            text that the expression matches.

            | service | operation | direction | what | reason |
            |---|---|---|---|---|
            """;

    private RoundTripPage() {}

    static String of(List<ServiceClient> services, Function<String, ServiceSchema> schemas, Exclusions exclusions) {
        StringBuilder page = new StringBuilder(HEAD);
        int total = 0;
        int inputs = 0;
        int outputs = 0;
        for (ServiceClient service : services) {
            List<OperationSchema> operations = schemas.apply(service.id()).operations();
            int in = compared(service, operations, exclusions, Direction.INPUT);
            int out = compared(service, operations, exclusions, Direction.OUTPUT);
            row(page, service.id(), service.wire(), in, out, operations.size());
            total += operations.size();
            inputs += in;
            outputs += out;
        }
        row(page, "all", "", inputs, outputs, total);
        page.append(LIST_HEAD);
        for (ServiceClient service : services) {
            exclusions.of(service.id()).forEach(line -> row(page, line));
        }
        return page.toString();
    }

    private static int compared(
            ServiceClient service, List<OperationSchema> operations, Exclusions exclusions, Direction direction) {
        return (int) operations.stream()
                .filter(operation -> !exclusions.leavesOut(service.id(), operation.name(), direction))
                .count();
    }

    private static void row(StringBuilder page, String service, String protocol, int in, int out, int total) {
        page.append("| %s | %s | %d / %d | %d / %d |%n".formatted(service, protocol, in, total, out, total));
    }

    private static void row(StringBuilder page, Exclusion line) {
        page.append("| %s | %s | %s | %s | %s |%n"
                .formatted(
                        line.service(),
                        literal(line.operation()),
                        line.direction().equals("*") ? "both" : line.direction(),
                        literal(line.subject()),
                        line.reason()));
    }

    private static String literal(String text) {
        return "`" + text.replace("|", "\\|") + "`";
    }
}
