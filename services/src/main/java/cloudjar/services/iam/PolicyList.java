package cloudjar.services.iam;

import cloudjar.api.iam.ListPoliciesRequest;
import cloudjar.api.iam.ListPoliciesResponse;
import cloudjar.api.iam.Policy;
import cloudjar.api.iam.PolicyScopeType;
import cloudjar.api.iam.PolicyUsageType;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The list of managed policies: those of AWS, then the account's own. */
final class PolicyList {
    /** Sorts the policies of AWS before those of the account, and both by their names. */
    private static final Comparator<ManagedPolicy> ORDER = Comparator.comparing(PolicyList::position);

    private PolicyList() {}

    static ListPoliciesResponse of(Snapshot snapshot, Call call, ListPoliciesRequest in) {
        String scope = Objects.requireNonNullElse(in.scope(), PolicyScopeType.ALL);
        boolean onlyAttached = Boolean.TRUE.equals(in.onlyAttached());
        List<ManagedPolicy> found = Stream.concat(
                        scope.equals(PolicyScopeType.LOCAL) ? Stream.empty() : AwsPolicies.all().stream(),
                        scope.equals(PolicyScopeType.AWS) ? Stream.empty() : own(snapshot, call))
                .filter(policy -> Paths.under(policy.path(), in.pathPrefix()))
                .filter(policy -> !onlyAttached || uses(snapshot, call, policy, null) > 0)
                .filter(policy ->
                        in.policyUsageFilter() == null || uses(snapshot, call, policy, in.policyUsageFilter()) > 0)
                .sorted(ORDER)
                .toList();
        String query = String.join(
                " ", "ListPolicies", scope, in.pathPrefix(), in.policyUsageFilter(), Boolean.toString(onlyAttached));
        Page<ManagedPolicy> part =
                Page.of(found, PolicyList::position, Paging.asked(in.maxItems(), in.marker(), query));
        return ListPoliciesResponse.builder()
                .policies(part.items().stream()
                        .map(policy -> shown(snapshot, call, policy))
                        .toList())
                .isTruncated(part.next().isPresent())
                .marker(part.next().orElse(null))
                .build();
    }

    private static Stream<ManagedPolicy> own(Snapshot snapshot, Call call) {
        return IamTables.POLICIES.in(Scope.account(call.account())).rows(snapshot).stream()
                .map(Row::value);
    }

    private static String position(ManagedPolicy policy) {
        return (policy.ofAws() ? "0" : "1") + policy.name();
    }

    private static int uses(Snapshot snapshot, Call call, ManagedPolicy policy, @Nullable String kind) {
        PolicyUse use = PolicyUse.of(snapshot, call, policy.arn(call.partition().id()));
        if (kind == null) {
            return use.attachments() + use.boundaries();
        }
        return kind.equals(PolicyUsageType.PERMISSIONS_BOUNDARY) ? use.boundaries() : use.attachments();
    }

    private static Policy shown(Snapshot snapshot, Call call, ManagedPolicy policy) {
        String partition = call.partition().id();
        return policy.shown(partition, PolicyUse.of(snapshot, call, policy.arn(partition)))
                .build();
    }
}
