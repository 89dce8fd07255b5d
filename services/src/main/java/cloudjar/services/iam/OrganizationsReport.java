package cloudjar.services.iam;

import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.iam.IamTables.UseKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A report on accesses in an organization, as things were when it was asked for.
 *
 * @param services that are open, in the order of their namespaces
 */
record OrganizationsReport(Instant created, List<ServiceUse> services) {
    /**
     * How far back it looks.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed.html">tracking period</a>
     */
    private static final Duration TRACKED = Duration.ofDays(400);

    OrganizationsReport {
        services = List.copyOf(services);
    }

    /**
     * What accounts did with a service.
     *
     * @param accounts how many used it
     * @param last null where none did
     * @param path of the account that used it last
     */
    record ServiceUse(
            String namespace,
            int accounts,
            @Nullable LastUse last,
            @Nullable String path) {
        ServiceUse and(LastUse use, String account) {
            boolean later = last == null || use.time().isAfter(last.time());
            return new ServiceUse(namespace, accounts + 1, later ? use : last, later ? account : path);
        }
    }

    /**
     * The report on accounts.
     *
     * @param paths of the accounts by their ids
     * @param open which namespaces it lists
     */
    static OrganizationsReport of(Snapshot snapshot, Map<String, String> paths, Predicate<String> open, Instant now) {
        Map<String, ServiceUse> uses = new HashMap<>();
        paths.forEach((account, path) -> inAccount(snapshot, account, now.minus(TRACKED))
                .forEach((namespace, last) -> uses.put(
                        namespace,
                        uses.getOrDefault(namespace, unused(namespace)).and(last, path))));
        List<ServiceUse> services = new ArrayList<>();
        for (String namespace : Namespaces.all().keySet()) {
            if (open.test(namespace)) {
                services.add(uses.getOrDefault(namespace, unused(namespace)));
            }
        }
        return new OrganizationsReport(now, services);
    }

    private static ServiceUse unused(String namespace) {
        return new ServiceUse(namespace, 0, null, null);
    }

    /** The last use of each namespace by anybody in an account. */
    private static Map<String, LastUse> inAccount(Snapshot snapshot, String account, Instant since) {
        Map<String, LastUse> latest = new HashMap<>();
        for (Row<UseKey, LastUse> row :
                IamTables.USES.in(Scope.account(account)).rows(snapshot, Range.all())) {
            if (!row.value().time().isBefore(since)) {
                latest.merge(Namespaces.of(row.key().service()), row.value(), LastUse::or);
            }
        }
        return latest;
    }
}
