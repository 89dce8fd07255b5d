package cloudjar.services.iam;

import cloudjar.api.iam.AccountReports;
import cloudjar.api.iam.EntityType;
import cloudjar.api.iam.GenerateCredentialReportRequest;
import cloudjar.api.iam.GenerateCredentialReportResponse;
import cloudjar.api.iam.GetAccountAuthorizationDetailsRequest;
import cloudjar.api.iam.GetAccountAuthorizationDetailsResponse;
import cloudjar.api.iam.GetCredentialReportRequest;
import cloudjar.api.iam.GetCredentialReportResponse;
import cloudjar.api.iam.GroupDetail;
import cloudjar.api.iam.ManagedPolicyDetail;
import cloudjar.api.iam.ReportFormatType;
import cloudjar.api.iam.ReportStateType;
import cloudjar.api.iam.RoleDetail;
import cloudjar.api.iam.UserDetail;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reports on the whole account. */
final class AccountReportOperations implements AccountReports {
    private final LastUses uses;

    AccountReportOperations(LastUses uses) {
        this.uses = uses;
    }

    @Override
    public GetAccountAuthorizationDetailsResponse getAccountAuthorizationDetails(
            GetAccountAuthorizationDetailsRequest in, Call call) {
        uses.write(call.world());
        PageRequest asked = Paging.asked(in.maxItems(), in.marker(), "GetAccountAuthorizationDetails" + in.filter());
        return call.read(snapshot -> {
            Page<Granting> part = Page.of(granting(snapshot, call, in.filter()), Granting::position, asked);
            return shown(new AuthorizationDetails(snapshot, call), part);
        });
    }

    /**
     * A user, group or role, or a managed policy.
     *
     * @param position by which they are sorted
     */
    private record Granting(
            String position,
            @Nullable Identity identity,
            @Nullable ManagedPolicy policy) {}

    private static List<Granting> granting(Snapshot snapshot, Call call, List<String> filter) {
        List<Granting> all = new ArrayList<>();
        for (IdentityKind kind : IdentityKind.values()) {
            if (filter.isEmpty() || filter.contains(kind.title())) {
                IdentityLookup.rows(call)
                        .rows(snapshot, IdentityRoster.all(kind))
                        .forEach(row -> all.add(
                                new Granting(kind.ordinal() + row.value().name(), row.value(), null)));
            }
        }
        if (filter.isEmpty() || filter.contains(EntityType.LOCAL_MANAGED_POLICY)) {
            IamTables.POLICIES
                    .in(Scope.account(call.account()))
                    .rows(snapshot)
                    .forEach(row -> all.add(new Granting("3" + row.value().name(), null, row.value())));
        }
        if (filter.isEmpty() || filter.contains(EntityType.AWS_MANAGED_POLICY)) {
            // AWS shows those of its own that are in use.
            AwsPolicies.all().stream()
                    .filter(policy -> PolicyUse.of(
                                    snapshot, call, policy.arn(call.partition().id()))
                            .any())
                    .forEach(policy -> all.add(new Granting("4" + policy.name(), null, policy)));
        }
        all.sort(Comparator.comparing(Granting::position));
        return all;
    }

    private static GetAccountAuthorizationDetailsResponse shown(AuthorizationDetails details, Page<Granting> part) {
        List<UserDetail> users = new ArrayList<>();
        List<GroupDetail> groups = new ArrayList<>();
        List<RoleDetail> roles = new ArrayList<>();
        List<ManagedPolicyDetail> policies = new ArrayList<>();
        for (Granting one : part.items()) {
            switch (one.identity()) {
                case null -> policies.add(details.policy(Objects.requireNonNull(one.policy())));
                case IamUser user -> users.add(details.user(user));
                case IamGroup group -> groups.add(details.group(group));
                case IamRole role -> roles.add(details.role(role));
            }
        }
        return GetAccountAuthorizationDetailsResponse.builder()
                .userDetailList(users)
                .groupDetailList(groups)
                .roleDetailList(roles)
                .policies(policies)
                .isTruncated(part.next().isPresent())
                .marker(part.next().orElse(null))
                .build();
    }

    @Override
    public GenerateCredentialReportResponse generateCredentialReport(GenerateCredentialReportRequest in, Call call) {
        return call.write(tx -> {
            AccountSheet sheet = AccountSheet.of(tx, call);
            boolean fresh = sheet.reported() != null
                    && sheet.reported().plus(CredentialReport.KEPT).isAfter(call.time());
            if (!fresh) {
                sheet.withReported(call.time()).put(tx, call);
            }
            return GenerateCredentialReportResponse.builder()
                    .state(fresh ? ReportStateType.COMPLETE : ReportStateType.STARTED)
                    .description(fresh ? null : "No report exists. Starting a new report generation task")
                    .build();
        });
    }

    @Override
    public GetCredentialReportResponse getCredentialReport(GetCredentialReportRequest in, Call call) {
        uses.write(call.world());
        return call.read(snapshot -> {
            Instant generated = AccountSheet.of(snapshot, call).reported();
            if (generated == null) {
                throw IamErrors.noReport();
            }
            if (!generated.plus(CredentialReport.KEPT).isAfter(call.time())) {
                throw IamErrors.reportExpired();
            }
            return GetCredentialReportResponse.builder()
                    .content(Bytes.ofUtf8(CredentialReport.of(snapshot, call)))
                    .reportFormat(ReportFormatType.TEXT_CSV)
                    .generatedTime(generated)
                    .build();
        });
    }
}
