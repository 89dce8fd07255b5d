package cloudjar.server.coverage;

import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.call.Credentials;
import cloudjar.kernel.call.EndedCalls;
import cloudjar.kernel.call.Pace;
import cloudjar.kernel.call.ServiceApi;
import cloudjar.kernel.call.Wiring;
import cloudjar.kernel.call.access.Access;
import cloudjar.kernel.identity.Identities;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.shape.Catalog;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.services.Services;
import java.util.Comparator;
import java.util.List;

/** The page {@code docs/coverage.md}, which is what {@code cloudjar coverage} prints. */
public final class CoveragePage {
    private static final String HEAD = """
            # Coverage

            Generated: `./cloudjar coverage` prints it. An operation is implemented where a service overrides the generated default, which
            answers `501 NotImplemented` with the operation's name.

            | service | implemented | of |
            |---|---|---|
            """;

    private CoveragePage() {}

    /** The page as Markdown. */
    public static String markdown() {
        List<ServiceCoverage> services = Services.all(new Wiring(
                        new NoCloud(),
                        new TimerHandlers(),
                        new Credentials(),
                        new Identities(),
                        new Access(),
                        LimitProfile.CURRENT,
                        Pace.INSTANT))
                .stream()
                .map(ServiceCoverage::of)
                .sorted(Comparator.comparing(service -> service.facts().id()))
                .toList();
        return markdown(services, Catalog.open().services());
    }

    static String markdown(List<ServiceCoverage> services, List<Catalog.Entry> known) {
        StringBuilder page = new StringBuilder(HEAD);
        for (ServiceCoverage service : services) {
            page.append("| [%s](#%s) | %d | %d |\n"
                    .formatted(
                            service.facts().id(),
                            service.facts().id(),
                            service.implemented().size(),
                            service.total()));
        }
        int implemented = services.stream()
                .mapToInt(service -> service.implemented().size())
                .sum();
        int total = services.stream().mapToInt(ServiceCoverage::total).sum();
        int operations = known.stream().mapToInt(Catalog.Entry::operationCount).sum();
        page.append("| all | %d | %d |\n\n".formatted(implemented, total));
        page.append("Beyond these the front door knows by name %,d operations of %d AWS services.\n"
                .formatted(operations - total, known.size() - services.size()));
        for (ServiceCoverage service : services) {
            page.append("\n## ").append(service.facts().id()).append('\n');
            page.append('\n').append(service.facts().title()).append(".\n");
            list(page, "Implemented", service.implemented());
            list(page, "Not implemented", service.missing());
        }
        return page.toString();
    }

    private static void list(StringBuilder page, String title, List<String> operations) {
        if (!operations.isEmpty()) {
            page.append('\n')
                    .append(title)
                    .append(":\n")
                    .append(String.join(",\n", operations))
                    .append(".\n");
        }
    }

    /** Services are only made here, and never called. */
    private static final class NoCloud implements Cloud {
        @Override
        public <S> S client(ServiceApi<S> api) {
            return api.type().cast(api.client((unused, operation, input, call) -> {
                throw new IllegalStateException("nothing is served");
            }));
        }

        @Override
        public EndedCalls endedCalls() {
            return new EndedCalls();
        }
    }
}
