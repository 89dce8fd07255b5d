package cloudjar.services.s3control;

import cloudjar.api.s3control.CreateStorageLensGroupRequest;
import cloudjar.api.s3control.CreateStorageLensGroupResponse;
import cloudjar.api.s3control.DeleteStorageLensGroupRequest;
import cloudjar.api.s3control.DeleteStorageLensGroupResponse;
import cloudjar.api.s3control.GetStorageLensGroupRequest;
import cloudjar.api.s3control.GetStorageLensGroupResult;
import cloudjar.api.s3control.ListStorageLensGroupEntry;
import cloudjar.api.s3control.ListStorageLensGroupsRequest;
import cloudjar.api.s3control.ListStorageLensGroupsResult;
import cloudjar.api.s3control.StorageLensGroup;
import cloudjar.api.s3control.StorageLensGroups;
import cloudjar.api.s3control.UpdateStorageLensGroupRequest;
import cloudjar.api.s3control.UpdateStorageLensGroupResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.ScopedTable;
import java.util.Map;

/** The operations on groups of objects, which are kept and shown: nothing is measured of them. */
final class StorageLensGroupOperations implements StorageLensGroups {
    private static ScopedTable<String, StorageLensGroup> table(Call call) {
        return S3ControlTables.LENS_GROUPS.in(call.scope());
    }

    @Override
    public CreateStorageLensGroupResponse createStorageLensGroup(CreateStorageLensGroupRequest in, Call call) {
        Call own = OwnAccount.in(call, in.accountId());
        StorageLensGroup group = in.storageLensGroup();
        LensGroup.require(group, null);
        Map<String, String> tags = ResourceTags.of(in.tags());
        own.write(tx -> {
            if (table(own).contains(tx, group.name())) {
                throw LensErrors.exists();
            }
            if (table(own).count(tx, Range.all()) >= S3ControlLimits.LENS_GROUPS.current()) {
                throw LensErrors.tooManyGroups();
            }
            table(own).put(tx, group.name(), group);
            TagSet.put(tx, own, LensGroup.arn(own, group.name()), tags);
            return true;
        });
        return CreateStorageLensGroupResponse.of();
    }

    @Override
    public GetStorageLensGroupResult getStorageLensGroup(GetStorageLensGroupRequest in, Call call) {
        Call own = OwnAccount.in(call, in.accountId());
        StorageLensGroup group =
                own.read(snapshot -> table(own).get(snapshot, in.name()).orElseThrow(LensErrors::none));
        return GetStorageLensGroupResult.builder()
                .storageLensGroup(group.toBuilder()
                        .storageLensGroupArn(LensGroup.arn(own, in.name()))
                        .build())
                .build();
    }

    @Override
    public ListStorageLensGroupsResult listStorageLensGroups(ListStorageLensGroupsRequest in, Call call) {
        Call own = OwnAccount.in(call, in.accountId());
        Page<StorageLensGroup> page =
                Pages.of(own, table(own), null, in.nextToken(), "ListStorageLensGroups", group -> true);
        return ListStorageLensGroupsResult.builder()
                .storageLensGroupList(page.items().stream()
                        .map(group -> ListStorageLensGroupEntry.builder()
                                .name(group.name())
                                .storageLensGroupArn(LensGroup.arn(own, group.name()))
                                .homeRegion(own.region())
                                .build())
                        .toList())
                .nextToken(page.next().orElse(null))
                .build();
    }

    @Override
    public UpdateStorageLensGroupResponse updateStorageLensGroup(UpdateStorageLensGroupRequest in, Call call) {
        Call own = OwnAccount.in(call, in.accountId());
        LensGroup.require(in.storageLensGroup(), in.name());
        own.write(tx -> {
            if (!table(own).contains(tx, in.name())) {
                throw LensErrors.none();
            }
            table(own).put(tx, in.name(), in.storageLensGroup());
            return true;
        });
        return UpdateStorageLensGroupResponse.of();
    }

    @Override
    public DeleteStorageLensGroupResponse deleteStorageLensGroup(DeleteStorageLensGroupRequest in, Call call) {
        Call own = OwnAccount.in(call, in.accountId());
        own.write(tx -> {
            if (!table(own).delete(tx, in.name())) {
                throw LensErrors.none();
            }
            TagSet.delete(tx, own, LensGroup.arn(own, in.name()));
            return true;
        });
        return DeleteStorageLensGroupResponse.of();
    }
}
