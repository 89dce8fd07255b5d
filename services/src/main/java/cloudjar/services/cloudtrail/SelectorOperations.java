package cloudjar.services.cloudtrail;

import cloudjar.api.cloudtrail.AdvancedEventSelector;
import cloudjar.api.cloudtrail.EventSelector;
import cloudjar.api.cloudtrail.EventSelectors;
import cloudjar.api.cloudtrail.GetEventSelectorsRequest;
import cloudjar.api.cloudtrail.GetEventSelectorsResponse;
import cloudjar.api.cloudtrail.PutEventSelectorsRequest;
import cloudjar.api.cloudtrail.PutEventSelectorsResponse;
import cloudjar.kernel.call.Call;
import java.util.ArrayList;
import java.util.List;

/** Which events a trail delivers. */
final class SelectorOperations implements EventSelectors {
    private final DataInterest interest;
    private final Viewers viewers;

    SelectorOperations(DataInterest interest, Viewers viewers) {
        this.interest = interest;
        this.viewers = viewers;
    }

    @Override
    public PutEventSelectorsResponse putEventSelectors(PutEventSelectorsRequest in, Call call) {
        List<Selector> selectors = SelectorRules.read(in);
        Viewer viewer = viewers.changing(call, in.trailName());
        return call.write(tx -> {
            StoredTrail trail = TrailLookup.findHere(tx, viewer, in.trailName()).selecting(selectors);
            CloudTrailTables.TRAILS.put(tx, TrailOperations.key(trail), trail);
            tx.afterCommit(() -> interest.changed(call.world()));
            Shown shown = Shown.of(selectors);
            return PutEventSelectorsResponse.builder()
                    .trailARN(trail.arn())
                    .eventSelectors(shown.basic().isEmpty() ? null : shown.basic())
                    .advancedEventSelectors(shown.advanced().isEmpty() ? null : shown.advanced())
                    .build();
        });
    }

    @Override
    public GetEventSelectorsResponse getEventSelectors(GetEventSelectorsRequest in, Call call) {
        Viewer viewer = viewers.reading(call);
        return call.read(snapshot -> {
            StoredTrail trail = TrailLookup.find(snapshot, viewer, in.trailName());
            Shown shown = Shown.of(trail.selectors());
            return GetEventSelectorsResponse.builder()
                    .trailARN(trail.arn())
                    .eventSelectors(shown.basic().isEmpty() ? null : shown.basic())
                    .advancedEventSelectors(shown.advanced().isEmpty() ? null : shown.advanced())
                    .build();
        });
    }

    private record Shown(List<EventSelector> basic, List<AdvancedEventSelector> advanced) {
        static Shown of(List<Selector> selectors) {
            List<EventSelector> basic = new ArrayList<>();
            List<AdvancedEventSelector> advanced = new ArrayList<>();
            for (Selector selector : selectors) {
                switch (selector) {
                    case Selector.Basic one -> basic.add(one.shown());
                    case Selector.Advanced one -> advanced.add(one.shown());
                }
            }
            return new Shown(basic, advanced);
        }
    }
}
