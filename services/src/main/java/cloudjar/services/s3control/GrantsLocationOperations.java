package cloudjar.services.s3control;

import cloudjar.api.s3control.CreateAccessGrantsLocationRequest;
import cloudjar.api.s3control.CreateAccessGrantsLocationResult;
import cloudjar.api.s3control.DeleteAccessGrantsLocationRequest;
import cloudjar.api.s3control.DeleteAccessGrantsLocationResponse;
import cloudjar.api.s3control.GetAccessGrantsLocationRequest;
import cloudjar.api.s3control.GetAccessGrantsLocationResult;
import cloudjar.api.s3control.GrantsLocations;
import cloudjar.api.s3control.ListAccessGrantsLocationsRequest;
import cloudjar.api.s3control.ListAccessGrantsLocationsResult;
import cloudjar.api.s3control.UpdateAccessGrantsLocationRequest;
import cloudjar.api.s3control.UpdateAccessGrantsLocationResult;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.Snapshot;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** The operations on where data lies that can be granted. */
final class GrantsLocationOperations implements GrantsLocations {
    private static ScopedTable<String, GrantsLocation> table(Call call) {
        return S3ControlTables.GRANTS_LOCATIONS.in(call.scope());
    }

    static GrantsLocation get(Snapshot snapshot, Call call, String id) {
        GrantsInstanceOperations.get(snapshot, call);
        return table(call).get(snapshot, id).orElseThrow(GrantErrors::noLocation);
    }

    @Override
    public CreateAccessGrantsLocationResult createAccessGrantsLocation(
            CreateAccessGrantsLocationRequest in, Call call) {
        Call own = OwnAccount.in(call, in.accountId());
        String scope = in.locationScope();
        boolean everywhere = scope.equals(GrantsLocation.EVERYWHERE);
        if (!everywhere && GrantScope.parse(scope, false).isEmpty()) {
            throw GrantErrors.invalidLocation();
        }
        Map<String, String> tags = ResourceTags.of(in.tags());
        GrantsLocation made = new GrantsLocation(
                everywhere ? GrantsInstance.ID : own.world().ids().uuid(),
                scope,
                in.iamRoleArn(),
                own.time().truncatedTo(ChronoUnit.MILLIS));
        own.write(tx -> {
            GrantsInstanceOperations.get(tx, own);
            int count = 0;
            for (GrantsLocation other : table(own).values(tx, Range.all())) {
                count++;
                if (other.scope().equals(scope)) {
                    throw GrantErrors.locationExists();
                }
            }
            if (count >= S3ControlLimits.GRANTS_LOCATIONS.current()) {
                throw GrantErrors.tooManyLocations();
            }
            table(own).put(tx, made.id(), made);
            TagSet.put(tx, own, made.arn(own), tags);
            return true;
        });
        return CreateAccessGrantsLocationResult.builder()
                .createdAt(made.created())
                .accessGrantsLocationId(made.id())
                .accessGrantsLocationArn(made.arn(own))
                .locationScope(scope)
                .iamRoleArn(made.role())
                .build();
    }

    @Override
    public GetAccessGrantsLocationResult getAccessGrantsLocation(GetAccessGrantsLocationRequest in, Call call) {
        Call own = OwnAccount.in(call, in.accountId());
        GrantsLocation found = own.read(snapshot -> get(snapshot, own, in.accessGrantsLocationId()));
        return GetAccessGrantsLocationResult.builder()
                .createdAt(found.created())
                .accessGrantsLocationId(found.id())
                .accessGrantsLocationArn(found.arn(own))
                .locationScope(found.scope())
                .iamRoleArn(found.role())
                .build();
    }

    @Override
    public ListAccessGrantsLocationsResult listAccessGrantsLocations(ListAccessGrantsLocationsRequest in, Call call) {
        Call own = OwnAccount.in(call, in.accountId());
        own.read(snapshot -> GrantsInstanceOperations.get(snapshot, own));
        String scope = in.locationScope();
        Page<GrantsLocation> page = Pages.of(
                own,
                table(own),
                in.maxResults(),
                in.nextToken(),
                "ListAccessGrantsLocations " + scope,
                location -> scope == null || location.scope().equals(scope));
        return ListAccessGrantsLocationsResult.builder()
                .accessGrantsLocationsList(page.items().stream()
                        .map(location -> location.described(own))
                        .toList())
                .nextToken(page.next().orElse(null))
                .build();
    }

    @Override
    public UpdateAccessGrantsLocationResult updateAccessGrantsLocation(
            UpdateAccessGrantsLocationRequest in, Call call) {
        Call own = OwnAccount.in(call, in.accountId());
        GrantsLocation changed = own.write(tx -> {
            GrantsLocation location = get(tx, own, in.accessGrantsLocationId()).withRole(in.iamRoleArn());
            table(own).put(tx, location.id(), location);
            return location;
        });
        return UpdateAccessGrantsLocationResult.builder()
                .createdAt(changed.created())
                .accessGrantsLocationId(changed.id())
                .accessGrantsLocationArn(changed.arn(own))
                .locationScope(changed.scope())
                .iamRoleArn(changed.role())
                .build();
    }

    @Override
    public DeleteAccessGrantsLocationResponse deleteAccessGrantsLocation(
            DeleteAccessGrantsLocationRequest in, Call call) {
        Call own = OwnAccount.in(call, in.accountId());
        own.write(tx -> {
            GrantsLocation location = get(tx, own, in.accessGrantsLocationId());
            for (StoredGrant grant : S3ControlTables.GRANTS.in(own.scope()).values(tx, Range.all())) {
                if (grant.location().equals(location.id())) {
                    throw GrantErrors.locationNotEmpty();
                }
            }
            TagSet.delete(tx, own, location.arn(own));
            return table(own).delete(tx, location.id());
        });
        return DeleteAccessGrantsLocationResponse.of();
    }
}
