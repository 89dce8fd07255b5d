package cloudjar.services.ssm;

import cloudjar.api.ssm.DescribeAvailablePatchesRequest;
import cloudjar.api.ssm.DescribeAvailablePatchesResult;
import cloudjar.api.ssm.DescribeEffectivePatchesForPatchBaselineRequest;
import cloudjar.api.ssm.DescribeEffectivePatchesForPatchBaselineResult;
import cloudjar.api.ssm.DescribePatchPropertiesRequest;
import cloudjar.api.ssm.DescribePatchPropertiesResult;
import cloudjar.api.ssm.OperatingSystem;
import cloudjar.api.ssm.PatchOrchestratorFilter;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Page;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which patches there are. We know what they are classified by, from AWS's documentation, and no patch: Microsoft's and the
 * distributions' lists are too long and too short-lived to come with us.
 */
final class PatchCatalogue {
    private static final List<String> WINDOWS_KEYS =
            List.of("PATCH_SET", "PRODUCT", "PRODUCT_FAMILY", "MSRC_SEVERITY", "CLASSIFICATION", "PATCH_ID");
    private static final List<String> LINUX_KEYS = List.of(
            "PRODUCT",
            "NAME",
            "SEVERITY",
            "EPOCH",
            "VERSION",
            "RELEASE",
            "ARCH",
            "REPOSITORY",
            "ADVISORY_ID",
            "CVE_ID",
            "BUGZILLA_ID",
            "CLASSIFICATION");

    /** AWS's documentation of DescribePatchProperties names them. */
    private static final Map<String, Set<String>> PROPERTIES = Map.of(
            OperatingSystem.WINDOWS,
            Set.of("PRODUCT", "PRODUCT_FAMILY", "CLASSIFICATION", "MSRC_SEVERITY"),
            OperatingSystem.UBUNTU,
            Set.of("PRODUCT", "PRIORITY"),
            OperatingSystem.DEBIAN,
            Set.of("PRODUCT", "PRIORITY"),
            OperatingSystem.RASPBIAN,
            Set.of("PRODUCT", "PRIORITY"),
            OperatingSystem.MACOS,
            Set.of("PRODUCT", "CLASSIFICATION"));

    private static final Set<String> MOST = Set.of("PRODUCT", "CLASSIFICATION", "SEVERITY");

    private final PatchLookup lookup;

    PatchCatalogue(PatchLookup lookup) {
        this.lookup = lookup;
    }

    DescribeAvailablePatchesResult available(DescribeAvailablePatchesRequest in) {
        List<String> keys =
                in.filters().stream().map(PatchOrchestratorFilter::key).toList();
        if (!WINDOWS_KEYS.containsAll(keys)) {
            in.filters().forEach(filter -> PatchGroups.checkKey(filter, LINUX_KEYS));
            if (!keys.contains("PRODUCT")) {
                throw SsmErrors.validation("Filters of Linux patches must include the key PRODUCT.");
            }
        }
        return DescribeAvailablePatchesResult.builder().patches(List.of()).build();
    }

    /** AWS tells of Windows only. */
    DescribeEffectivePatchesForPatchBaselineResult effective(
            DescribeEffectivePatchesForPatchBaselineRequest in, Call call) {
        String id = lookup.checkedId(in.baselineId(), call);
        String system = call.read(snapshot -> lookup.get(snapshot, id, call)).operatingSystem();
        if (!system.equals(OperatingSystem.WINDOWS)) {
            throw SsmErrors.operatingSystem(system);
        }
        return DescribeEffectivePatchesForPatchBaselineResult.builder()
                .effectivePatches(List.of())
                .build();
    }

    DescribePatchPropertiesResult properties(DescribePatchPropertiesRequest in) {
        String system = in.operatingSystem();
        if (!PROPERTIES.getOrDefault(system, MOST).contains(in.property())) {
            throw SsmErrors.validation(
                    "The property " + in.property() + " is not valid for the operating system " + system + ".");
        }
        List<String> values = values(system, in.property());
        // In the order of the documentation, which a name alone does not give.
        List<Integer> places = IntStream.range(0, values.size()).boxed().toList();
        Page<String> page = Page.of(
                        places,
                        place -> String.format("%04d", place),
                        Paging.asked(
                                in.maxResults(), in.nextToken(), "DescribePatchProperties " + system + in.property()))
                .map(values::get);
        return DescribePatchPropertiesResult.builder()
                .properties(page.items().stream()
                        .map(value -> Map.of("Name", value))
                        .toList())
                .nextToken(page.next().orElse(null))
                .build();
    }

    private static List<String> values(String system, String property) {
        String start = system + " " + property + " ";
        List<String> values = new ArrayList<>();
        for (String line : DataFile.lines("patch-properties.txt")) {
            if (line.startsWith(start)) {
                values.addAll(Arrays.asList(line.substring(start.length()).split(" ", -1)));
            }
        }
        return values;
    }
}
