package cloudjar.services.sso;

import cloudjar.api.ssoadmin.CreateInstanceRequest;
import cloudjar.api.ssoadmin.CreateInstanceResponse;
import cloudjar.api.ssoadmin.DeleteInstanceRequest;
import cloudjar.api.ssoadmin.DeleteInstanceResponse;
import cloudjar.api.ssoadmin.DescribeInstanceRequest;
import cloudjar.api.ssoadmin.DescribeInstanceResponse;
import cloudjar.api.ssoadmin.InstanceMetadata;
import cloudjar.api.ssoadmin.InstanceStatus;
import cloudjar.api.ssoadmin.ListInstancesRequest;
import cloudjar.api.ssoadmin.ListInstancesResponse;
import cloudjar.api.ssoadmin.UpdateInstanceRequest;
import cloudjar.api.ssoadmin.UpdateInstanceResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Scope;
import java.util.Map;

/** Instances of IAM Identity Center. */
final class InstanceOperations implements cloudjar.api.ssoadmin.Instances {
    private static final int ID_CHANCE = 16;
    private static final int STORE_CHANCE = 10;

    @Override
    public CreateInstanceResponse createInstance(CreateInstanceRequest in, Call call) {
        Map<String, String> tags = Tags.of(in.tags());
        Instance instance = new Instance(
                "arn:" + call.partition().id() + ":sso:::instance/ssoins-"
                        + call.world().ids().hex(ID_CHANCE),
                "d-" + call.world().ids().hex(STORE_CHANCE),
                call.account(),
                call.region(),
                in.name(),
                call.time(),
                tags,
                null,
                null);
        return call.write(tx -> {
            if (!Instances.of(tx, call.account()).isEmpty()) {
                throw SsoErrors.conflict("An instance of IAM Identity Center already exists in this account.");
            }
            Instances.put(tx, instance);
            return CreateInstanceResponse.builder().instanceArn(instance.arn()).build();
        });
    }

    @Override
    public DescribeInstanceResponse describeInstance(DescribeInstanceRequest in, Call call) {
        Instance instance = call.read(snapshot -> Instances.own(snapshot, call, in.instanceArn()));
        return DescribeInstanceResponse.builder()
                .instanceArn(instance.arn())
                .identityStoreId(instance.storeId())
                .ownerAccountId(instance.account())
                .name(instance.name())
                .createdDate(instance.created())
                .status_(InstanceStatus.ACTIVE)
                .build();
    }

    @Override
    public UpdateInstanceResponse updateInstance(UpdateInstanceRequest in, Call call) {
        call.write(tx -> {
            Instance instance = Instances.own(tx, call, in.instanceArn());
            Instance changed = in.name() == null ? instance : instance.withName(in.name());
            Instances.put(tx, changed);
            return changed;
        });
        return UpdateInstanceResponse.of();
    }

    @Override
    public DeleteInstanceResponse deleteInstance(DeleteInstanceRequest in, Call call) {
        call.write(tx -> {
            Instance instance = Instances.own(tx, call, in.instanceArn());
            if (SsoTables.PROVISIONED.in(instance.scope()).rows(tx).first().isPresent()) {
                throw SsoErrors.conflict("The instance has permission sets that are provisioned to accounts.");
            }
            SsoTables.PERMISSION_SETS.in(instance.scope()).deleteRange(tx, Range.all());
            SsoTables.REQUESTS.in(instance.scope()).deleteRange(tx, Range.all());
            SsoTables.APPLICATIONS.in(instance.scope()).deleteRange(tx, Range.all());
            SsoTables.APPLICATION_USERS.in(instance.scope()).deleteRange(tx, Range.all());
            SsoTables.ISSUERS.in(instance.scope()).deleteRange(tx, Range.all());
            return SsoTables.INSTANCES.in(Scope.GLOBAL).delete(tx, instance.arn());
        });
        return DeleteInstanceResponse.of();
    }

    @Override
    public ListInstancesResponse listInstances(ListInstancesRequest in, Call call) {
        PageRequest asked = Paging.asked(in.maxResults(), in.nextToken(), "ListInstances");
        Page<InstanceMetadata> part = call.read(snapshot -> Page.of(
                        SsoTables.INSTANCES_BY_ACCOUNT.in(Scope.GLOBAL),
                        snapshot,
                        Range.prefix(Key.of(call.account())),
                        asked,
                        instance -> instance.region().equals(call.region()))
                .map(Instance::shown));
        return ListInstancesResponse.builder()
                .instances(part.items())
                .nextToken(part.next().orElse(null))
                .build();
    }
}
