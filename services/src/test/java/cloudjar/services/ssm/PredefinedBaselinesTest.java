package cloudjar.services.ssm;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.api.ssm.PatchBaselineIdentity;
import cloudjar.api.ssm.PatchRule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PredefinedBaselinesTest {
    private final PredefinedBaselines baselines = new PredefinedBaselines();

    @Test
    void eachSystemHasOneThatKeepsTheRules() {
        Map<String, PatchBaseline> all = baselines.of("eu-central-1");
        assertThat(all).hasSize(15).containsKeys("WINDOWS", "MACOS", "ROCKY_LINUX");
        all.forEach((system, baseline) -> {
            PatchRules.check(baseline);
            assertThat(baseline.operatingSystem()).isEqualTo(system);
            assertThat(requireNonNull(baseline.shown(List.of()).approvalRules()).patchRules())
                    .isNotEmpty()
                    .extracting(PatchRule::complianceLevel)
                    .containsOnly("UNSPECIFIED");
        });
    }

    @Test
    void theyAreFoundByTheirArnsInTheirRegion() {
        String arn = "arn:aws:ssm:us-east-2:733109147000:patchbaseline/pb-020d361a05defe4ed";
        PatchBaseline windows = baselines.find(arn, "us-east-2").orElseThrow();
        PatchBaselineIdentity identity = windows.identity(true);
        assertThat(identity.baselineName()).isEqualTo("AWS-DefaultPatchBaseline");
        assertThat(identity.baselineDescription()).isEqualTo("Default Patch Baseline Provided by AWS.");
        assertThat(baselines.find(arn, "us-east-1")).isEmpty();
        assertThat(baselines.of("mars-north-1")).isEmpty();
    }
}
