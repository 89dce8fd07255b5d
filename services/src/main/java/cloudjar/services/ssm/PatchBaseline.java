package cloudjar.services.ssm;

import cloudjar.api.ssm.CreatePatchBaselineRequest;
import cloudjar.api.ssm.GetPatchBaselineResult;
import cloudjar.api.ssm.OperatingSystem;
import cloudjar.api.ssm.PatchAction;
import cloudjar.api.ssm.PatchBaselineIdentity;
import cloudjar.api.ssm.PatchComplianceLevel;
import cloudjar.api.ssm.PatchFilterGroup;
import cloudjar.api.ssm.PatchRule;
import cloudjar.api.ssm.PatchRuleGroup;
import cloudjar.api.ssm.UpdatePatchBaselineRequest;
import cloudjar.api.ssm.UpdatePatchBaselineResult;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which patches are approved.
 *
 * @param id of those that AWS provides, the ARN
 * @param content as it would be created today
 */
record PatchBaseline(
        String id, CreatePatchBaselineRequest content, Instant created, Instant modified, Map<String, String> tags) {
    PatchBaseline {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    String name() {
        return content.name();
    }

    String operatingSystem() {
        return Objects.requireNonNullElse(content.operatingSystem(), OperatingSystem.WINDOWS);
    }

    PatchBaseline tagged(Map<String, String> changed) {
        return new PatchBaseline(id, content, created, modified, changed);
    }

    /** What the request names is replaced, or where it says so, everything. */
    PatchBaseline updated(UpdatePatchBaselineRequest in, Instant now) {
        boolean whole = Boolean.TRUE.equals(in.replace());
        if (whole && in.name() == null) {
            throw SsmErrors.validation("A request that replaces a patch baseline must name it.");
        }
        CreatePatchBaselineRequest.Builder builder = whole
                ? CreatePatchBaselineRequest.builder()
                        .operatingSystem(content.operatingSystem())
                        .clientToken(content.clientToken())
                : content.toBuilder();
        if (in.name() != null) {
            builder.name(in.name());
        }
        if (in.globalFilters() != null) {
            builder.globalFilters(in.globalFilters());
        }
        if (in.approvalRules() != null) {
            builder.approvalRules(in.approvalRules());
        }
        if (in.hasApprovedPatches()) {
            builder.approvedPatches(in.approvedPatches());
        }
        if (in.approvedPatchesComplianceLevel() != null) {
            builder.approvedPatchesComplianceLevel(in.approvedPatchesComplianceLevel());
        }
        if (in.approvedPatchesEnableNonSecurity() != null) {
            builder.approvedPatchesEnableNonSecurity(in.approvedPatchesEnableNonSecurity());
        }
        if (in.hasRejectedPatches()) {
            builder.rejectedPatches(in.rejectedPatches());
        }
        if (in.rejectedPatchesAction() != null) {
            builder.rejectedPatchesAction(in.rejectedPatchesAction());
        }
        if (in.description() != null) {
            builder.description(in.description());
        }
        if (in.hasSources()) {
            builder.sources(in.sources());
        }
        return new PatchBaseline(id, builder.build(), created, now, tags);
    }

    /** @param standing whether it is the one of its operating system that is used by default */
    PatchBaselineIdentity identity(boolean standing) {
        return PatchBaselineIdentity.builder()
                .baselineId(id)
                .baselineName(name())
                .operatingSystem(operatingSystem())
                .baselineDescription(content.description())
                .defaultBaseline(standing)
                .build();
    }

    GetPatchBaselineResult shown(List<String> groups) {
        return GetPatchBaselineResult.builder()
                .baselineId(id)
                .name(name())
                .operatingSystem(operatingSystem())
                .globalFilters(globalFilters())
                .approvalRules(approvalRules())
                .approvedPatches(content.approvedPatches())
                .approvedPatchesComplianceLevel(complianceLevel(content.approvedPatchesComplianceLevel()))
                .approvedPatchesEnableNonSecurity(Boolean.TRUE.equals(content.approvedPatchesEnableNonSecurity()))
                .rejectedPatches(content.rejectedPatches())
                .rejectedPatchesAction(rejectedPatchesAction())
                .patchGroups(groups)
                .createdDate(created)
                .modifiedDate(modified)
                .description(content.description())
                .sources(content.sources())
                .build();
    }

    UpdatePatchBaselineResult changed() {
        return UpdatePatchBaselineResult.builder()
                .baselineId(id)
                .name(name())
                .operatingSystem(operatingSystem())
                .globalFilters(globalFilters())
                .approvalRules(approvalRules())
                .approvedPatches(content.approvedPatches())
                .approvedPatchesComplianceLevel(complianceLevel(content.approvedPatchesComplianceLevel()))
                .approvedPatchesEnableNonSecurity(Boolean.TRUE.equals(content.approvedPatchesEnableNonSecurity()))
                .rejectedPatches(content.rejectedPatches())
                .rejectedPatchesAction(rejectedPatchesAction())
                .createdDate(created)
                .modifiedDate(modified)
                .description(content.description())
                .sources(content.sources())
                .build();
    }

    private PatchFilterGroup globalFilters() {
        return content.globalFilters() == null
                ? PatchFilterGroup.builder().patchFilters(List.of()).build()
                : content.globalFilters();
    }

    private PatchRuleGroup approvalRules() {
        PatchRuleGroup rules = content.approvalRules();
        return PatchRuleGroup.builder()
                .patchRules(
                        rules == null
                                ? List.of()
                                : rules.patchRules().stream()
                                        .map(PatchBaseline::whole)
                                        .toList())
                .build();
    }

    private static PatchRule whole(PatchRule rule) {
        return rule.toBuilder()
                .complianceLevel(complianceLevel(rule.complianceLevel()))
                .enableNonSecurity(Boolean.TRUE.equals(rule.enableNonSecurity()))
                .build();
    }

    private static String complianceLevel(@Nullable String level) {
        return Objects.requireNonNullElse(level, PatchComplianceLevel.UNSPECIFIED);
    }

    private String rejectedPatchesAction() {
        return Objects.requireNonNullElse(content.rejectedPatchesAction(), PatchAction.ALLOW_AS_DEPENDENCY);
    }
}
