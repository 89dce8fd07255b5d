package cloudjar.services.ssm;

import cloudjar.api.ssm.CreatePatchBaselineRequest;
import cloudjar.api.ssm.PatchFilter;
import cloudjar.api.ssm.PatchFilterGroup;
import cloudjar.api.ssm.PatchRule;
import cloudjar.api.ssm.PatchRuleGroup;
import cloudjar.kernel.tenancy.Arn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The patch baselines that AWS provides in a region, one for each operating system. Thread-safe; read when first asked for. */
final class PredefinedBaselines {
    /** AWS's baselines are older than any world; when each was made is not known to us. */
    private static final Instant MADE = Instant.parse("2023-03-15T00:00:00Z");

    private final Map<String, Map<String, PatchBaseline>> regions = new ConcurrentHashMap<>();

    /** Those of a region, which may be none, by their operating systems. */
    Map<String, PatchBaseline> of(String region) {
        return regions.computeIfAbsent(region, PredefinedBaselines::read);
    }

    Optional<PatchBaseline> find(String arn, String region) {
        return of(region).values().stream()
                .filter(baseline -> baseline.id().equals(arn))
                .findFirst();
    }

    private static Map<String, PatchBaseline> read(String region) {
        Map<String, List<PatchRule>> rules = new LinkedHashMap<>();
        Map<String, CreatePatchBaselineRequest.Builder> contents = new LinkedHashMap<>();
        Map<String, PatchBaseline> all = new LinkedHashMap<>();
        for (String line : DataFile.lines("baselines.txt")) {
            String[] words = line.split(" ", 4);
            switch (words[0]) {
                case "baseline" ->
                    contents.put(
                            words[1],
                            CreatePatchBaselineRequest.builder()
                                    .operatingSystem(words[1])
                                    .name(words[2])
                                    .description(words[3]));
                case "rule" ->
                    rules.computeIfAbsent(words[1], _ -> new ArrayList<>())
                            .add(rule(Integer.parseInt(words[2]), words[3]));
                default -> {
                    if (words[1].equals(region)) {
                        for (String entry : words[3].split(" ", -1)) {
                            int equals = entry.indexOf('=');
                            String system = entry.substring(0, equals);
                            all.put(
                                    system,
                                    baseline(
                                            Arn.of(
                                                    "ssm",
                                                    region,
                                                    words[2],
                                                    "patchbaseline/" + entry.substring(equals + 1)),
                                            Objects.requireNonNull(contents.get(system)),
                                            rules.getOrDefault(system, List.of())));
                        }
                    }
                }
            }
        }
        return all;
    }

    private static PatchBaseline baseline(Arn arn, CreatePatchBaselineRequest.Builder content, List<PatchRule> rules) {
        return new PatchBaseline(
                arn.toString(),
                content.approvalRules(PatchRuleGroup.builder().patchRules(rules).build())
                        .build(),
                MADE,
                MADE,
                Map.of());
    }

    /** @param text whether updates that are not of security count too, and the filters */
    private static PatchRule rule(int days, String text) {
        List<String> words = Arrays.asList(text.split(" ", -1));
        return PatchRule.builder()
                .approveAfterDays(days)
                .enableNonSecurity(Boolean.parseBoolean(words.getFirst()))
                .patchFilterGroup(PatchFilterGroup.builder()
                        .patchFilters(words.subList(1, words.size()).stream()
                                .map(PredefinedBaselines::filter)
                                .toList())
                        .build())
                .build();
    }

    private static PatchFilter filter(String text) {
        int equals = text.indexOf('=');
        return PatchFilter.builder()
                .key(text.substring(0, equals))
                .values(List.of(text.substring(equals + 1).split(",", -1)))
                .build();
    }
}
