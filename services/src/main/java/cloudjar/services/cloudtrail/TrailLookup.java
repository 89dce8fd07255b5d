package cloudjar.services.cloudtrail;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.Account;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.services.cloudtrail.CloudTrailTables.TrailKey;
import java.util.List;
import java.util.Optional;

/** Finds trails by their names, which stand for those of the caller's region, and by their ARNs. */
final class TrailLookup {
    private static final String RESOURCE = "trail/";

    private TrailLookup() {}

    /**
     * The trail that a name or an ARN means.
     *
     * @throws cloudjar.kernel.shape.ApiException where there is none, or the name can be none
     */
    static StoredTrail find(Snapshot snapshot, Call call, String nameOrArn) {
        Arn arn = arn(call, nameOrArn);
        return byArn(snapshot, arn.toString())
                .filter(trail -> trail.account().equals(call.account()))
                .orElseThrow(() -> CloudTrailErrors.unknownTrail(arn.toString(), call.account()));
    }

    /** As {@link #find}, for a change, which is made in the trail's home region only. */
    static StoredTrail findHere(Snapshot snapshot, Call call, String nameOrArn) {
        StoredTrail trail = find(snapshot, call, nameOrArn);
        if (!trail.homeRegion().equals(call.region())) {
            throw CloudTrailErrors.otherHome(trail.arn(), trail.homeRegion());
        }
        return trail;
    }

    static Optional<StoredTrail> byArn(Snapshot snapshot, String text) {
        return Arn.parse(text)
                .flatMap(arn ->
                        CloudTrailTables.TRAILS.get(snapshot, new TrailKey(arn.account(), arn.region(), arn.name())));
    }

    /** The trails of an account that are seen in a region: those at home there, and those of all regions. */
    static List<StoredTrail> seen(Snapshot snapshot, String account, String region) {
        return ofAccount(snapshot, account).stream()
                .filter(trail ->
                        trail.homeRegion().equals(region) || trail.settings().multiRegion())
                .toList();
    }

    static List<StoredTrail> ofAccount(Snapshot snapshot, String account) {
        return CloudTrailTables.TRAILS
                .rows(snapshot, Range.prefix(Key.of(account)))
                .values();
    }

    private static Arn arn(Call call, String nameOrArn) {
        if (!nameOrArn.startsWith("arn:")) {
            TrailName.check(nameOrArn);
            return call.arn("cloudtrail", RESOURCE + nameOrArn);
        }
        Arn arn = Arn.parse(nameOrArn)
                .filter(parsed -> parsed.service().equals("cloudtrail")
                        && Account.isId(parsed.account())
                        && !parsed.region().isEmpty()
                        && parsed.resource().startsWith(RESOURCE))
                .orElseThrow(() -> CloudTrailErrors.badArn(nameOrArn));
        TrailName.check(arn.resource().substring(RESOURCE.length()));
        return arn;
    }
}
