package cloudjar.services.iam;

import cloudjar.api.iam.AccessAdvisorUsageGranularityType;
import cloudjar.api.iam.EntityDetails;
import cloudjar.api.iam.GenerateOrganizationsAccessReportRequest;
import cloudjar.api.iam.GenerateOrganizationsAccessReportResponse;
import cloudjar.api.iam.GenerateServiceLastAccessedDetailsRequest;
import cloudjar.api.iam.GenerateServiceLastAccessedDetailsResponse;
import cloudjar.api.iam.GetOrganizationsAccessReportRequest;
import cloudjar.api.iam.GetOrganizationsAccessReportResponse;
import cloudjar.api.iam.GetServiceLastAccessedDetailsRequest;
import cloudjar.api.iam.GetServiceLastAccessedDetailsResponse;
import cloudjar.api.iam.GetServiceLastAccessedDetailsWithEntitiesRequest;
import cloudjar.api.iam.GetServiceLastAccessedDetailsWithEntitiesResponse;
import cloudjar.api.iam.JobStatusType;
import cloudjar.api.iam.ListPoliciesGrantingServiceAccessEntry;
import cloudjar.api.iam.ListPoliciesGrantingServiceAccessRequest;
import cloudjar.api.iam.ListPoliciesGrantingServiceAccessResponse;
import cloudjar.api.iam.ServiceAccess;
import cloudjar.api.iam.ServiceLastAccessed;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import java.util.List;

/**
 * Which services an identity may use and when it did, from the calls that were made. A report is finished as soon as it is
 * asked for, and tells of what is known when it is read.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed.html">last accessed
 *     information</a>
 */
final class ServiceAccessOperations implements ServiceAccess {
    private final LastUses uses;
    private final OrganizationsReports organizations;

    ServiceAccessOperations(LastUses uses, Cloud cloud) {
        this.uses = uses;
        this.organizations = new OrganizationsReports(uses, cloud);
    }

    @Override
    public GenerateServiceLastAccessedDetailsResponse generateServiceLastAccessedDetails(
            GenerateServiceLastAccessedDetailsRequest in, Call call) {
        boolean byAction = AccessAdvisorUsageGranularityType.ACTION_LEVEL.equals(in.granularity());
        String id = call.world().ids().uuid();
        return call.write(tx -> {
            AccessReport.of(tx, call, in.arn());
            IamTables.ACCESS_JOBS
                    .in(Scope.account(call.account()))
                    .put(tx, id, new AccessJob(in.arn(), byAction, call.time()));
            return GenerateServiceLastAccessedDetailsResponse.builder()
                    .jobId(id)
                    .build();
        });
    }

    private static AccessJob job(Snapshot snapshot, Call call, String id) {
        return IamTables.ACCESS_JOBS
                .in(Scope.account(call.account()))
                .get(snapshot, id)
                .orElseThrow(() -> IamErrors.missing("Job " + id + " was not found."));
    }

    @Override
    public GetServiceLastAccessedDetailsResponse getServiceLastAccessedDetails(
            GetServiceLastAccessedDetailsRequest in, Call call) {
        uses.write(call.world());
        PageRequest asked = Paging.asked(in.maxItems(), in.marker(), "GetServiceLastAccessedDetails" + in.jobId());
        return call.read(snapshot -> {
            AccessJob job = job(snapshot, call, in.jobId());
            List<ServiceLastAccessed> all =
                    AccessReport.of(snapshot, call, job.arn()).services(snapshot, call, job.byAction());
            Page<ServiceLastAccessed> part = Page.of(all, ServiceLastAccessed::serviceNamespace, asked);
            return GetServiceLastAccessedDetailsResponse.builder()
                    .jobStatus(JobStatusType.COMPLETED)
                    .jobType(
                            job.byAction()
                                    ? AccessAdvisorUsageGranularityType.ACTION_LEVEL
                                    : AccessAdvisorUsageGranularityType.SERVICE_LEVEL)
                    .jobCreationDate(job.created())
                    .jobCompletionDate(job.created())
                    .servicesLastAccessed(part.items())
                    .isTruncated(part.next().isPresent())
                    .marker(part.next().orElse(null))
                    .build();
        });
    }

    @Override
    public GetServiceLastAccessedDetailsWithEntitiesResponse getServiceLastAccessedDetailsWithEntities(
            GetServiceLastAccessedDetailsWithEntitiesRequest in, Call call) {
        uses.write(call.world());
        String query = String.join(" ", "GetServiceLastAccessedDetailsWithEntities", in.jobId(), in.serviceNamespace());
        return call.read(snapshot -> {
            AccessJob job = job(snapshot, call, in.jobId());
            List<EntityDetails> all =
                    AccessReport.of(snapshot, call, job.arn()).people(snapshot, call, in.serviceNamespace());
            Page<EntityDetails> part =
                    Page.of(all, detail -> detail.entityInfo().arn(), Paging.asked(in.maxItems(), in.marker(), query));
            return GetServiceLastAccessedDetailsWithEntitiesResponse.builder()
                    .jobStatus(JobStatusType.COMPLETED)
                    .jobCreationDate(job.created())
                    .jobCompletionDate(job.created())
                    .entityDetailsList(part.items())
                    .isTruncated(part.next().isPresent())
                    .marker(part.next().orElse(null))
                    .build();
        });
    }

    @Override
    public GenerateOrganizationsAccessReportResponse generateOrganizationsAccessReport(
            GenerateOrganizationsAccessReportRequest in, Call call) {
        return organizations.generate(in, call);
    }

    @Override
    public GetOrganizationsAccessReportResponse getOrganizationsAccessReport(
            GetOrganizationsAccessReportRequest in, Call call) {
        return organizations.get(in, call);
    }

    @Override
    public ListPoliciesGrantingServiceAccessResponse listPoliciesGrantingServiceAccess(
            ListPoliciesGrantingServiceAccessRequest in, Call call) {
        return call.read(snapshot -> {
            List<GrantingPolicy> policies =
                    GrantingPolicy.of(snapshot, call, PolicySources.identity(snapshot, call, in.arn()));
            return ListPoliciesGrantingServiceAccessResponse.builder()
                    .policiesGrantingServiceAccess(in.serviceNamespaces().stream()
                            .map(namespace -> ListPoliciesGrantingServiceAccessEntry.builder()
                                    .serviceNamespace(namespace)
                                    .policies(policies.stream()
                                            .filter(policy -> policy.opens(namespace))
                                            .map(GrantingPolicy::shown)
                                            .toList())
                                    .build())
                            .toList())
                    .isTruncated(false)
                    .build();
        });
    }
}
