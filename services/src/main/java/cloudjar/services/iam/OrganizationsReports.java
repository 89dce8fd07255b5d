package cloudjar.services.iam;

import cloudjar.api.iam.AccessDetail;
import cloudjar.api.iam.GenerateOrganizationsAccessReportRequest;
import cloudjar.api.iam.GenerateOrganizationsAccessReportResponse;
import cloudjar.api.iam.GetOrganizationsAccessReportRequest;
import cloudjar.api.iam.GetOrganizationsAccessReportResponse;
import cloudjar.api.iam.JobStatusType;
import cloudjar.api.iam.SortKeyType;
import cloudjar.api.organizations.AccessDeniedException;
import cloudjar.api.organizations.Organizations;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Scope;
import cloudjar.services.iam.OrganizationView.Entity;
import cloudjar.services.iam.OrganizationsReport.ServiceUse;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reports on which services the accounts of an organization use among those that its service control policies leave open.
 * Organizations is asked as the caller, who needs its permissions too.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GenerateOrganizationsAccessReport.html">
 *     GenerateOrganizationsAccessReport</a>
 */
final class OrganizationsReports {
    private final LastUses uses;
    private final Cloud cloud;

    OrganizationsReports(LastUses uses, Cloud cloud) {
        this.uses = uses;
        this.cloud = cloud;
    }

    GenerateOrganizationsAccessReportResponse generate(GenerateOrganizationsAccessReportRequest in, Call call) {
        uses.write(call.world());
        OrganizationsReport report = report(in.entityPath(), in.organizationsPolicyId(), call);
        String id = call.world().ids().uuid();
        return call.write(tx -> {
            IamTables.ORGANIZATIONS_REPORTS.in(Scope.account(call.account())).put(tx, id, report);
            return GenerateOrganizationsAccessReportResponse.builder().jobId(id).build();
        });
    }

    private OrganizationsReport report(String path, @Nullable String policy, Call call) {
        OrganizationView view = new OrganizationView(cloud.client(Organizations.API), call);
        try {
            Entity entity = view.entity(path);
            Predicate<String> open = policy == null ? view.controls(entity) : view.policy(policy);
            Map<String, String> accounts = view.accounts(entity, policy);
            return call.read(snapshot -> OrganizationsReport.of(snapshot, accounts, open, call.time()));
        } catch (AccessDeniedException denied) {
            throw IamErrors.accessDenied(String.valueOf(denied.getMessage()));
        }
    }

    GetOrganizationsAccessReportResponse get(GetOrganizationsAccessReportRequest in, Call call) {
        String sort = Objects.requireNonNullElse(in.sortKey(), SortKeyType.SERVICE_NAMESPACE_ASCENDING);
        String query = String.join(" ", "GetOrganizationsAccessReport", in.jobId(), sort);
        OrganizationsReport report = call.read(snapshot -> IamTables.ORGANIZATIONS_REPORTS
                .in(Scope.account(call.account()))
                .get(snapshot, in.jobId())
                .orElseThrow(() -> IamErrors.missing("Job " + in.jobId() + " was not found.")));
        List<ServiceUse> all = report.services().stream().sorted(order(sort)).toList();
        Page<Placed> part = Page.of(
                IntStream.range(0, all.size())
                        .mapToObj(i -> new Placed(i, all.get(i)))
                        .toList(),
                Placed::name,
                Paging.asked(in.maxItems(), in.marker(), query));
        return GetOrganizationsAccessReportResponse.builder()
                .jobStatus(JobStatusType.COMPLETED)
                .jobCreationDate(report.created())
                .jobCompletionDate(report.created())
                .numberOfServicesAccessible(all.size())
                .numberOfServicesNotAccessed(
                        (int) all.stream().filter(use -> use.last() == null).count())
                .accessDetails(part.items().stream().map(Placed::shown).toList())
                .isTruncated(part.next().isPresent())
                .marker(part.next().orElse(null))
                .build();
    }

    private static Comparator<ServiceUse> order(String sort) {
        Comparator<ServiceUse> byName = Comparator.comparing(ServiceUse::namespace);
        Comparator<ServiceUse> byTime = Comparator.comparing(OrganizationsReports::time);
        return switch (sort) {
            case SortKeyType.SERVICE_NAMESPACE_DESCENDING -> byName.reversed();
            case SortKeyType.LAST_AUTHENTICATED_TIME_ASCENDING -> byTime.thenComparing(byName);
            case SortKeyType.LAST_AUTHENTICATED_TIME_DESCENDING ->
                byTime.reversed().thenComparing(byName);
            default -> byName;
        };
    }

    private static Instant time(ServiceUse use) {
        return use.last() == null ? Instant.MIN : use.last().time();
    }

    /** A line of a report, whose order never changes, by its place. */
    private record Placed(int place, ServiceUse use) {
        String name() {
            return String.format("%08d", place);
        }

        AccessDetail shown() {
            LastUse last = use.last();
            return AccessDetail.builder()
                    .serviceName(Namespaces.all().getOrDefault(use.namespace(), use.namespace()))
                    .serviceNamespace(use.namespace())
                    .totalAuthenticatedEntities(use.accounts())
                    .lastAuthenticatedTime(last == null ? null : last.time())
                    .region(last == null ? null : last.region())
                    .entityPath(use.path())
                    .build();
        }
    }
}
