package cloudjar.services.cloudtrail;

import cloudjar.api.cloudtrail.CreateTrailRequest;
import cloudjar.api.cloudtrail.CreateTrailResponse;
import cloudjar.api.cloudtrail.DeleteTrailRequest;
import cloudjar.api.cloudtrail.DeleteTrailResponse;
import cloudjar.api.cloudtrail.DescribeTrailsRequest;
import cloudjar.api.cloudtrail.DescribeTrailsResponse;
import cloudjar.api.cloudtrail.GetTrailRequest;
import cloudjar.api.cloudtrail.GetTrailResponse;
import cloudjar.api.cloudtrail.GetTrailStatusRequest;
import cloudjar.api.cloudtrail.GetTrailStatusResponse;
import cloudjar.api.cloudtrail.ListTrailsRequest;
import cloudjar.api.cloudtrail.ListTrailsResponse;
import cloudjar.api.cloudtrail.StartLoggingRequest;
import cloudjar.api.cloudtrail.StartLoggingResponse;
import cloudjar.api.cloudtrail.StopLoggingRequest;
import cloudjar.api.cloudtrail.StopLoggingResponse;
import cloudjar.api.cloudtrail.TrailInfo;
import cloudjar.api.cloudtrail.Trails;
import cloudjar.api.cloudtrail.UpdateTrailRequest;
import cloudjar.api.cloudtrail.UpdateTrailResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.store.InvalidPageTokenException;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Tx;
import cloudjar.services.cloudtrail.CloudTrailTables.TrailKey;
import cloudjar.services.cloudtrail.CloudTrailTables.TrailRegion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Trails: made, changed, told to log and to stop. */
final class TrailOperations implements Trails {
    private static final int PAGE = 100;

    private final Cloud cloud;
    private final TargetCheck targets;
    private final OrganizationCheck organizations;
    private final DataInterest interest;
    private final Viewers viewers;

    TrailOperations(
            TargetCheck targets, Cloud cloud, DataInterest interest, OrganizationCheck organizations, Viewers viewers) {
        this.cloud = cloud;
        this.targets = targets;
        this.organizations = organizations;
        this.interest = interest;
        this.viewers = viewers;
    }

    @Override
    public CreateTrailResponse createTrail(CreateTrailRequest in, Call call) {
        TrailName.check(in.name());
        OrganizationCheck.Ready organization =
                Boolean.TRUE.equals(in.isOrganizationTrail()) ? organizations.administered(call) : null;
        // Whoever makes it, an organization's trail is the management account's.
        String account = organization == null ? call.account() : organization.managementAccount();
        Call owning = call.in(account, call.region());
        StoredTrail trail = new StoredTrail(
                account,
                call.region(),
                in.name(),
                TrailSettings.of(in, owning),
                List.of(Selector.Basic.DEFAULT),
                TagText.added(Map.of(), in.tagsList()),
                false,
                null,
                null,
                organization == null ? null : organization.id());
        TrailKey key = key(trail);
        boolean there = call.read(snapshot -> CloudTrailTables.TRAILS.contains(snapshot, key));
        if (there) {
            throw CloudTrailErrors.trailExists(in.name(), account);
        }
        targets.check(trail, owning);
        boolean unused = call.write(tx -> {
            if (CloudTrailTables.TRAILS.contains(tx, key)) {
                throw CloudTrailErrors.trailExists(in.name(), account);
            }
            long seen = TrailLookup.count(tx, account, call.region());
            if (seen >= CloudTrailLimits.TRAILS_PER_REGION.current()) {
                throw CloudTrailErrors.tooManyTrails(account, seen, call.region());
            }
            CloudTrailTables.TRAILS.put(tx, key, trail);
            return true;
        });
        return TrailForms.created(trail);
    }

    @Override
    public UpdateTrailResponse updateTrail(UpdateTrailRequest in, Call call) {
        Viewer viewer = viewers.changing(call, in.name());
        StoredTrail before = call.read(snapshot -> TrailLookup.findHere(snapshot, viewer, in.name()));
        Call owning = call.in(before.account(), call.region());
        String organization = organization(in, before, call);
        StoredTrail wanted = before.with(TrailSettings.changed(before.settings(), in, owning))
                .ofOrganization(organization);
        targets.check(wanted, owning);
        return call.write(tx -> {
            StoredTrail trail = TrailLookup.findHere(tx, viewer, in.name())
                    .with(wanted.settings())
                    .ofOrganization(organization);
            put(tx, trail);
            TrailRegion home = new TrailRegion(trail.arn(), trail.homeRegion());
            if (!trail.settings().validation()) {
                endDigests(tx, trail);
            } else if (trail.logging()) {
                Digests.arm(tx, trail, home, call.time());
            }
            return TrailForms.updated(trail);
        });
    }

    private @Nullable String organization(UpdateTrailRequest in, StoredTrail before, Call call) {
        if (in.isOrganizationTrail() == null) {
            return before.organization();
        }
        if (!in.isOrganizationTrail()) {
            return null;
        }
        OrganizationCheck.Ready organization = organizations.administered(call);
        if (!organization.managementAccount().equals(before.account())) {
            // A delegated administrator's own trail stays one.
            throw CloudTrailErrors.notManagementAccount();
        }
        return organization.id();
    }

    @Override
    public DeleteTrailResponse deleteTrail(DeleteTrailRequest in, Call call) {
        Viewer viewer = viewers.changing(call, in.name());
        return call.write(tx -> {
            StoredTrail trail = TrailLookup.findHere(tx, viewer, in.name());
            CloudTrailTables.TRAILS.delete(tx, key(trail));
            CloudTrailTables.STATES.delete(tx, trail.arn());
            CloudTrailTables.PENDING.deleteRange(tx, Range.prefix(trail.arn()));
            CloudTrailTables.WAITING.deleteRange(tx, Range.prefix(trail.arn()));
            endDigests(tx, trail);
            tx.afterCommit(() -> interest.changed(call.world()));
            return DeleteTrailResponse.of();
        });
    }

    @Override
    public DescribeTrailsResponse describeTrails(DescribeTrailsRequest in, Call call) {
        boolean shadows = !Boolean.FALSE.equals(in.includeShadowTrails());
        Viewer viewer = viewers.reading(call);
        return call.read(snapshot -> {
            List<StoredTrail> trails = new ArrayList<>();
            List<StoredTrail> seen = TrailLookup.seen(snapshot, viewer);
            if (in.trailNameList().isEmpty()) {
                seen.stream()
                        .filter(trail -> shadows
                                || trail.homeRegion().equals(call.region())
                                        && trail.account().equals(call.account()))
                        .forEach(trails::add);
            }
            for (String name : in.trailNameList()) {
                seen.stream()
                        .filter(trail -> trail.arn().equals(name)
                                || trail.name().equals(name)
                                        && trail.account().equals(call.account())
                                        && trail.homeRegion().equals(call.region()))
                        .forEach(trails::add);
            }
            return DescribeTrailsResponse.builder()
                    .trailList(trails.stream().map(TrailForms::trail).toList())
                    .build();
        });
    }

    @Override
    public GetTrailResponse getTrail(GetTrailRequest in, Call call) {
        Viewer viewer = viewers.reading(call);
        return call.read(snapshot -> GetTrailResponse.builder()
                .trail(TrailForms.trail(TrailLookup.find(snapshot, viewer, in.name())))
                .build());
    }

    @Override
    public ListTrailsResponse listTrails(ListTrailsRequest in, Call call) {
        return call.read(snapshot -> {
            Page<Row<TrailKey, StoredTrail>> page;
            try {
                page = CloudTrailTables.TRAILS.page(
                        snapshot, Range.prefix(Key.of(call.account())), PAGE, in.nextToken(), "ListTrails");
            } catch (InvalidPageTokenException e) {
                throw CloudTrailErrors.token();
            }
            return ListTrailsResponse.builder()
                    .trails(page.items().stream()
                            .map(Row::value)
                            .map(trail -> TrailInfo.builder()
                                    .trailARN(trail.arn())
                                    .name(trail.name())
                                    .homeRegion(trail.homeRegion())
                                    .build())
                            .toList())
                    .nextToken(page.next().orElse(null))
                    .build();
        });
    }

    @Override
    public StartLoggingResponse startLogging(StartLoggingRequest in, Call call) {
        Viewer viewer = viewers.changing(call, in.name());
        return call.write(tx -> {
            StoredTrail trail = TrailLookup.findHere(tx, viewer, in.name());
            if (!trail.logging()) {
                put(tx, trail.startedAt(call.time()));
                Digests.arm(tx, trail, new TrailRegion(trail.arn(), trail.homeRegion()), call.time());
                tx.afterCommit(() -> interest.changed(call.world()));
            }
            return StartLoggingResponse.of();
        });
    }

    @Override
    public StopLoggingResponse stopLogging(StopLoggingRequest in, Call call) {
        Viewer viewer = viewers.changing(call, in.name());
        cloud.endedCalls().settle();
        return call.write(tx -> {
            StoredTrail trail = TrailLookup.findHere(tx, viewer, in.name());
            if (trail.logging()) {
                put(tx, trail.stoppedAt(call.time()));
                endDigests(tx, trail);
                tx.afterCommit(() -> interest.changed(call.world()));
            }
            return StopLoggingResponse.of();
        });
    }

    @Override
    public GetTrailStatusResponse getTrailStatus(GetTrailStatusRequest in, Call call) {
        Viewer viewer = viewers.reading(call);
        return call.read(snapshot -> {
            StoredTrail trail = TrailLookup.find(snapshot, viewer, in.name());
            DeliveryState state =
                    CloudTrailTables.STATES.get(snapshot, trail.arn()).orElse(DeliveryState.NONE);
            return TrailForms.status(trail, state);
        });
    }

    private static void put(Tx tx, StoredTrail trail) {
        CloudTrailTables.TRAILS.put(tx, key(trail), trail);
    }

    static TrailKey key(StoredTrail trail) {
        return new TrailKey(trail.account(), trail.homeRegion(), trail.name());
    }

    private static void endDigests(Tx tx, StoredTrail trail) {
        for (TrailRegion place :
                CloudTrailTables.DIGESTS.rows(tx, Range.prefix(trail.arn())).keys()) {
            Digests.end(tx, place);
        }
    }
}
