package cloudjar.services.sso;

import cloudjar.api.ssoadmin.CreatePermissionSetRequest;
import cloudjar.api.ssoadmin.CreatePermissionSetResponse;
import cloudjar.api.ssoadmin.DeletePermissionSetRequest;
import cloudjar.api.ssoadmin.DeletePermissionSetResponse;
import cloudjar.api.ssoadmin.DescribePermissionSetRequest;
import cloudjar.api.ssoadmin.DescribePermissionSetResponse;
import cloudjar.api.ssoadmin.ListPermissionSetsRequest;
import cloudjar.api.ssoadmin.ListPermissionSetsResponse;
import cloudjar.api.ssoadmin.PermissionSets;
import cloudjar.api.ssoadmin.UpdatePermissionSetRequest;
import cloudjar.api.ssoadmin.UpdatePermissionSetResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Range;
import cloudjar.services.sso.PermissionSet.Policies;
import cloudjar.services.sso.PermissionSet.Settings;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Permission sets. */
final class PermissionSetOperations implements PermissionSets {
    private static final String SESSION = "PT1H";
    private static final int ID_CHANCE = 16;

    @Override
    public CreatePermissionSetResponse createPermissionSet(CreatePermissionSetRequest in, Call call) {
        Map<String, String> tags = Tags.of(in.tags());
        Settings settings = new Settings(
                in.description(), Objects.requireNonNullElse(in.sessionDuration(), SESSION), in.relayState());
        settings.session();
        String id = "ps-" + call.world().ids().hex(ID_CHANCE);
        PermissionSet made = call.write(tx -> {
            Instance instance = Instances.own(tx, call, in.instanceArn());
            List<PermissionSet> others = SsoTables.PERMISSION_SETS_BY_INSTANCE
                    .in(instance.scope())
                    .find(tx, instance.arn())
                    .values();
            if (others.stream().anyMatch(other -> other.name().equals(in.name()))) {
                throw SsoErrors.conflict("PermissionSet with name " + in.name() + " already exists.");
            }
            if (others.size() >= SsoLimits.PERMISSION_SETS.current()) {
                throw SsoErrors.quota(SsoLimits.PERMISSION_SETS);
            }
            return Instances.put(
                    tx,
                    instance,
                    new PermissionSet(
                            instance.arn("permissionSet", id),
                            instance.arn(),
                            in.name(),
                            settings,
                            Policies.NONE,
                            tags,
                            call.time(),
                            1));
        });
        return CreatePermissionSetResponse.builder().permissionSet(made.shown()).build();
    }

    @Override
    public DescribePermissionSetResponse describePermissionSet(DescribePermissionSetRequest in, Call call) {
        PermissionSet set = call.read(snapshot ->
                Instances.set(snapshot, Instances.own(snapshot, call, in.instanceArn()), in.permissionSetArn()));
        return DescribePermissionSetResponse.builder()
                .permissionSet(set.shown())
                .build();
    }

    @Override
    public UpdatePermissionSetResponse updatePermissionSet(UpdatePermissionSetRequest in, Call call) {
        call.write(tx -> {
            Instance instance = Instances.own(tx, call, in.instanceArn());
            PermissionSet set = Instances.set(tx, instance, in.permissionSetArn());
            Settings old = set.settings();
            Settings settings = new Settings(
                    in.description() == null ? old.description() : in.description(),
                    Objects.requireNonNullElse(in.sessionDuration(), old.sessionDuration()),
                    in.relayState() == null ? old.relayState() : in.relayState());
            settings.session();
            return Instances.put(tx, instance, set.with(settings));
        });
        return UpdatePermissionSetResponse.of();
    }

    @Override
    public DeletePermissionSetResponse deletePermissionSet(DeletePermissionSetRequest in, Call call) {
        call.write(tx -> {
            Instance instance = Instances.own(tx, call, in.instanceArn());
            PermissionSet set = Instances.set(tx, instance, in.permissionSetArn());
            Range own = Range.prefix(set.arn());
            if (SsoTables.ASSIGNMENTS.in(instance.scope()).rows(tx, own).first().isPresent()
                    || SsoTables.PROVISIONED
                            .in(instance.scope())
                            .rows(tx, own)
                            .first()
                            .isPresent()) {
                throw SsoErrors.conflict("PermissionSet has ApplicationProfile associated with it.");
            }
            return SsoTables.PERMISSION_SETS.in(instance.scope()).delete(tx, set.arn());
        });
        return DeletePermissionSetResponse.of();
    }

    @Override
    public ListPermissionSetsResponse listPermissionSets(ListPermissionSetsRequest in, Call call) {
        PageRequest asked = Paging.asked(in.maxResults(), in.nextToken(), "ListPermissionSets");
        Page<String> part = call.read(snapshot -> {
            Instance instance = Instances.own(snapshot, call, in.instanceArn());
            return Page.of(
                            SsoTables.PERMISSION_SETS_BY_INSTANCE.in(instance.scope()),
                            snapshot,
                            Range.prefix(instance.arn()),
                            asked,
                            set -> true)
                    .map(PermissionSet::arn);
        });
        return ListPermissionSetsResponse.builder()
                .permissionSets(part.items())
                .nextToken(part.next().orElse(null))
                .build();
    }
}
