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
import cloudjar.api.sns.GetTopicAttributesInput;
import cloudjar.api.sns.Sns;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.call.NotImplemented;
import cloudjar.kernel.shape.ApiException;
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

/** Trails: made, changed, told to log and to stop. */
final class TrailOperations implements Trails {
    private static final int PAGE = 100;

    private final Cloud cloud;
    private final BucketCheck buckets;
    private final OrganizationCheck organizations;
    private final DataInterest interest;

    TrailOperations(Cloud cloud, DataInterest interest) {
        this.cloud = cloud;
        this.buckets = new BucketCheck(cloud);
        this.organizations = new OrganizationCheck(cloud);
        this.interest = interest;
    }

    @Override
    public CreateTrailResponse createTrail(CreateTrailRequest in, Call call) {
        TrailName.check(in.name());
        if (Boolean.TRUE.equals(in.isOrganizationTrail())) {
            throw organizations.refusal(call, "CreateTrail");
        }
        StoredTrail trail = new StoredTrail(
                call.account(),
                call.region(),
                in.name(),
                TrailSettings.of(in, call),
                List.of(Selector.Basic.DEFAULT),
                TagText.added(java.util.Map.of(), in.tagsList()),
                false,
                null,
                null);
        TrailKey key = new TrailKey(call.account(), call.region(), in.name());
        boolean there = call.read(snapshot -> CloudTrailTables.TRAILS.contains(snapshot, key));
        if (there) {
            throw CloudTrailErrors.trailExists(in.name(), call.account());
        }
        checkTargets(trail, call);
        boolean unused = call.write(tx -> {
            if (CloudTrailTables.TRAILS.contains(tx, key)) {
                throw CloudTrailErrors.trailExists(in.name(), call.account());
            }
            long seen = TrailLookup.seen(tx, call.account(), call.region()).size();
            if (seen >= CloudTrailLimits.TRAILS_PER_REGION.current()) {
                throw CloudTrailErrors.tooManyTrails(call.account(), seen, call.region());
            }
            CloudTrailTables.TRAILS.put(tx, key, trail);
            return true;
        });
        return TrailForms.created(trail);
    }

    /** The bucket and the topic; a topic is not looked at where no service keeps topics. */
    private void checkTargets(StoredTrail trail, Call call) {
        buckets.check(trail, call);
        String topic = trail.settings().topicArn();
        if (topic == null) {
            return;
        }
        try {
            cloud.client(Sns.API)
                    .getTopicAttributes(
                            GetTopicAttributesInput.builder().topicArn(topic).build(), call.as(Courier.PRINCIPAL));
        } catch (ApiException e) {
            if (e.status() != NotImplemented.STATUS) {
                throw CloudTrailErrors.topicPolicy();
            }
        }
    }

    @Override
    public UpdateTrailResponse updateTrail(UpdateTrailRequest in, Call call) {
        if (Boolean.TRUE.equals(in.isOrganizationTrail())) {
            throw organizations.refusal(call, "UpdateTrail");
        }
        StoredTrail before = call.read(snapshot -> TrailLookup.findHere(snapshot, call, in.name()));
        StoredTrail wanted = before.with(TrailSettings.changed(before.settings(), in, call));
        checkTargets(wanted, call);
        return call.write(tx -> {
            StoredTrail trail = TrailLookup.findHere(tx, call, in.name()).with(wanted.settings());
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

    @Override
    public DeleteTrailResponse deleteTrail(DeleteTrailRequest in, Call call) {
        return call.write(tx -> {
            StoredTrail trail = TrailLookup.findHere(tx, call, in.name());
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
        return call.read(snapshot -> {
            List<StoredTrail> trails = new ArrayList<>();
            List<StoredTrail> seen = TrailLookup.seen(snapshot, call.account(), call.region());
            if (in.trailNameList().isEmpty()) {
                seen.stream()
                        .filter(trail -> shadows || trail.homeRegion().equals(call.region()))
                        .forEach(trails::add);
            }
            for (String name : in.trailNameList()) {
                seen.stream()
                        .filter(trail -> trail.arn().equals(name)
                                || trail.name().equals(name)
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
        return call.read(snapshot -> GetTrailResponse.builder()
                .trail(TrailForms.trail(TrailLookup.find(snapshot, call, in.name())))
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
        return call.write(tx -> {
            StoredTrail trail = TrailLookup.findHere(tx, call, in.name());
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
        cloud.endedCalls().settle();
        return call.write(tx -> {
            StoredTrail trail = TrailLookup.findHere(tx, call, in.name());
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
        return call.read(snapshot -> {
            StoredTrail trail = TrailLookup.find(snapshot, call, in.name());
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
