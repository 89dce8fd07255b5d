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
    static StoredTrail find(Snapshot snapshot, Viewer viewer, String nameOrArn) {
        Arn arn = arn(viewer.call(), nameOrArn);
        return byArn(snapshot, arn.toString())
                .filter(viewer::sees)
                .orElseThrow(() -> CloudTrailErrors.unknownTrail(arn.toString(), viewer.account()));
    }

    /** As {@link #find}, for a change, which is made in the trail's home region only. Members only see their organization's. */
    static StoredTrail findHere(Snapshot snapshot, Viewer viewer, String nameOrArn) {
        StoredTrail trail = find(snapshot, viewer, nameOrArn);
        if (!viewer.mayChange(trail)) {
            throw CloudTrailErrors.notManagementAccount();
        }
        if (!trail.homeRegion().equals(viewer.region())) {
            throw CloudTrailErrors.otherHome(trail.arn(), trail.homeRegion());
        }
        return trail;
    }

    static Optional<StoredTrail> byArn(Snapshot snapshot, String text) {
        return Arn.parse(text)
                .flatMap(arn ->
                        CloudTrailTables.TRAILS.get(snapshot, new TrailKey(arn.account(), arn.region(), arn.name())));
    }

    /** The trails that are seen in a region: those at home there, and those of all regions. */
    static List<StoredTrail> seen(Snapshot snapshot, Viewer viewer) {
        return CloudTrailTables.TRAILS.rows(snapshot).values().stream()
                .filter(viewer::sees)
                .filter(trail -> trail.homeRegion().equals(viewer.region())
                        || trail.settings().multiRegion())
                .toList();
    }

    /** How many trails of an account are in a region, as its quota counts them. */
    static long count(Snapshot snapshot, String account, String region) {
        return ofAccount(snapshot, account).stream()
                .filter(trail ->
                        trail.homeRegion().equals(region) || trail.settings().multiRegion())
                .count();
    }

    private static List<StoredTrail> ofAccount(Snapshot snapshot, String account) {
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
