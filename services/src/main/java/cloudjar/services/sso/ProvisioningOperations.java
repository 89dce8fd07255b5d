package cloudjar.services.sso;

import cloudjar.api.ssoadmin.DescribePermissionSetProvisioningStatusRequest;
import cloudjar.api.ssoadmin.DescribePermissionSetProvisioningStatusResponse;
import cloudjar.api.ssoadmin.ListAccountsForProvisionedPermissionSetRequest;
import cloudjar.api.ssoadmin.ListAccountsForProvisionedPermissionSetResponse;
import cloudjar.api.ssoadmin.ListPermissionSetProvisioningStatusRequest;
import cloudjar.api.ssoadmin.ListPermissionSetProvisioningStatusResponse;
import cloudjar.api.ssoadmin.ListPermissionSetsProvisionedToAccountRequest;
import cloudjar.api.ssoadmin.ListPermissionSetsProvisionedToAccountResponse;
import cloudjar.api.ssoadmin.PermissionSetProvisioning;
import cloudjar.api.ssoadmin.PermissionSetProvisioningStatusMetadata;
import cloudjar.api.ssoadmin.ProvisionPermissionSetRequest;
import cloudjar.api.ssoadmin.ProvisionPermissionSetResponse;
import cloudjar.api.ssoadmin.ProvisionTargetType;
import cloudjar.api.ssoadmin.ProvisioningStatus;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.sso.Request.Kind;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Permission sets in the accounts where they are. */
final class ProvisioningOperations implements PermissionSetProvisioning {
    private final Provisioner provisioner;

    ProvisioningOperations(Provisioner provisioner) {
        this.provisioner = provisioner;
    }

    @Override
    public ProvisionPermissionSetResponse provisionPermissionSet(ProvisionPermissionSetRequest in, Call call) {
        Instance instance = call.read(snapshot -> Instances.own(snapshot, call, in.instanceArn()));
        PermissionSet set = call.read(snapshot -> Instances.set(snapshot, instance, in.permissionSetArn()));
        boolean one = in.targetType().equals(ProvisionTargetType.AWS_ACCOUNT);
        if (one && in.targetId() == null) {
            throw SsoErrors.invalid("TargetId is required for TargetType AWS_ACCOUNT.");
        }
        List<String> accounts = call.read(
                snapshot -> SsoTables.PROVISIONED.in(instance.scope()).rows(snapshot, Range.prefix(set.arn())).stream()
                        .map(row -> row.value().accountId())
                        .filter(account -> !one || account.equals(in.targetId()))
                        .toList());
        if (one && accounts.isEmpty()) {
            throw SsoErrors.missing(
                    "Permission set with id " + set.id() + " is not provisioned to account " + in.targetId());
        }
        String failure = accounts.stream()
                .map(account -> provisioner.renew(instance, set.arn(), account, call))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        Request request = new Request(
                call.world().ids().uuid(),
                Kind.PROVISION,
                instance.arn(),
                set.arn(),
                one ? in.targetId() : null,
                null,
                null,
                call.time(),
                provisioner.done(call),
                failure);
        Requests.put(instance, request, call);
        return ProvisionPermissionSetResponse.builder()
                .permissionSetProvisioningStatus(request.provisioningBegun())
                .build();
    }

    @Override
    public DescribePermissionSetProvisioningStatusResponse describePermissionSetProvisioningStatus(
            DescribePermissionSetProvisioningStatusRequest in, Call call) {
        return DescribePermissionSetProvisioningStatusResponse.builder()
                .permissionSetProvisioningStatus(
                        Requests.get(in.instanceArn(), in.provisionPermissionSetRequestId(), Kind.PROVISION, call)
                                .provisioning(call.time()))
                .build();
    }

    @Override
    public ListPermissionSetProvisioningStatusResponse listPermissionSetProvisioningStatus(
            ListPermissionSetProvisioningStatusRequest in, Call call) {
        PageRequest asked = Paging.asked(in.maxResults(), in.nextToken(), "ProvisioningStatus" + in.filter());
        Page<PermissionSetProvisioningStatusMetadata> part = Requests.list(
                        in.instanceArn(), Kind.PROVISION, in.filter(), asked, call)
                .map(request -> request.provisioningListed(call.time()));
        return ListPermissionSetProvisioningStatusResponse.builder()
                .permissionSetsProvisioningStatus(part.items())
                .nextToken(part.next().orElse(null))
                .build();
    }

    @Override
    public ListAccountsForProvisionedPermissionSetResponse listAccountsForProvisionedPermissionSet(
            ListAccountsForProvisionedPermissionSetRequest in, Call call) {
        PageRequest asked = Paging.asked(
                in.maxResults(), in.nextToken(), "ListAccounts" + in.permissionSetArn() + in.provisioningStatus());
        Page<String> part = call.read(snapshot -> {
            Instance instance = Instances.own(snapshot, call, in.instanceArn());
            PermissionSet set = Instances.set(snapshot, instance, in.permissionSetArn());
            return Page.of(
                            SsoTables.PROVISIONED.in(instance.scope()),
                            snapshot,
                            Range.prefix(set.arn()),
                            asked,
                            place -> matches(place, set, in.provisioningStatus()))
                    .map(Provisioned::accountId);
        });
        return ListAccountsForProvisionedPermissionSetResponse.builder()
                .accountIds(part.items())
                .nextToken(part.next().orElse(null))
                .build();
    }

    @Override
    public ListPermissionSetsProvisionedToAccountResponse listPermissionSetsProvisionedToAccount(
            ListPermissionSetsProvisionedToAccountRequest in, Call call) {
        PageRequest asked =
                Paging.asked(in.maxResults(), in.nextToken(), "ListSets" + in.accountId() + in.provisioningStatus());
        Page<String> part = call.read(snapshot -> {
            Instance instance = Instances.own(snapshot, call, in.instanceArn());
            return Page.of(
                            SsoTables.PROVISIONED_BY_ACCOUNT.in(instance.scope()),
                            snapshot,
                            Range.prefix(in.accountId()),
                            asked,
                            place -> matches(place, of(snapshot, instance, place), in.provisioningStatus()))
                    .map(Provisioned::setArn);
        });
        return ListPermissionSetsProvisionedToAccountResponse.builder()
                .permissionSets(part.items())
                .nextToken(part.next().orElse(null))
                .build();
    }

    private static PermissionSet of(Snapshot snapshot, Instance instance, Provisioned place) {
        return Instances.set(snapshot, instance, place.setArn());
    }

    private static boolean matches(Provisioned place, PermissionSet set, @Nullable String status) {
        boolean latest = place.revision() == set.revision();
        return status == null || status.equals(ProvisioningStatus.LATEST_PERMISSION_SET_PROVISIONED) == latest;
    }
}
