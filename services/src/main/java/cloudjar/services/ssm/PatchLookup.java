package cloudjar.services.ssm;

import cloudjar.api.ssm.PatchBaselineIdentity;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.ssm.PatchTables.GroupKey;
import cloudjar.services.ssm.PatchTables.PatchDefault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds patch baselines, the account's and AWS's. */
final class PatchLookup {
    private static final Pattern ID = Pattern.compile("pb-[0-9a-f]{17}");

    private final PredefinedBaselines predefined = new PredefinedBaselines();

    /** The id by which a baseline is known: of one's own the last part of its ARN. */
    String id(String given, Call call) {
        String own = call.arn("ssm", "patchbaseline/").toString();
        return given.startsWith(own) ? given.substring(own.length()) : given;
    }

    /** As {@link #id}, for operations that look at its form. */
    String checkedId(String given, Call call) {
        String id = id(given, call);
        if (!ID.matcher(id).matches() && !given.startsWith("arn:")) {
            throw SsmErrors.resourceId();
        }
        return id;
    }

    Optional<PatchBaseline> find(Snapshot snapshot, String id, Call call) {
        return PatchTables.of(call).baselines.get(snapshot, id).or(() -> predefined.find(id, call.region()));
    }

    PatchBaseline get(Snapshot snapshot, String id, Call call) {
        return find(snapshot, id, call).orElseThrow(SsmErrors::noBaseline);
    }

    boolean isPredefined(String id, Call call) {
        return predefined.find(id, call.region()).isPresent();
    }

    /** AWS's baselines and the account's, in the order of their ids. */
    List<PatchBaseline> all(Snapshot snapshot, Call call) {
        List<PatchBaseline> all = new ArrayList<>(predefined.of(call.region()).values());
        PatchTables.of(call).baselines.values(snapshot, Range.all()).forEach(all::add);
        return all;
    }

    /** The id of the baseline that an operating system uses where nothing else is said; none where AWS's are not known. */
    Optional<String> standing(Snapshot snapshot, String system, Call call) {
        return PatchTables.of(call)
                .defaults
                .get(snapshot, system)
                .map(PatchDefault::baseline)
                .or(() -> Optional.ofNullable(predefined.of(call.region()).get(system))
                        .map(PatchBaseline::id));
    }

    PatchBaselineIdentity identity(Snapshot snapshot, PatchBaseline baseline, Call call) {
        return baseline.identity(standing(snapshot, baseline.operatingSystem(), call)
                .filter(baseline.id()::equals)
                .isPresent());
    }

    /** The groups that use a baseline. */
    List<String> groups(Snapshot snapshot, String id, Call call) {
        List<String> groups = new ArrayList<>();
        PatchTables.of(call).groups.rows(snapshot, Range.all()).forEach(row -> {
            GroupKey key = row.key();
            if (row.value().baseline().equals(id)) {
                groups.add(key.name());
            }
        });
        return groups;
    }
}
