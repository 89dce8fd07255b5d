package cloudjar.services.ssm;

import static cloudjar.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.DescribePatchBaselinesResponse;
import software.amazon.awssdk.services.ssm.model.GetPatchBaselineResponse;
import software.amazon.awssdk.services.ssm.model.OperatingSystem;
import software.amazon.awssdk.services.ssm.model.PatchAction;
import software.amazon.awssdk.services.ssm.model.PatchBaselineIdentity;
import software.amazon.awssdk.services.ssm.model.PatchComplianceLevel;
import software.amazon.awssdk.services.ssm.model.PatchFilter;
import software.amazon.awssdk.services.ssm.model.PatchFilterGroup;
import software.amazon.awssdk.services.ssm.model.PatchFilterKey;
import software.amazon.awssdk.services.ssm.model.PatchOrchestratorFilter;
import software.amazon.awssdk.services.ssm.model.PatchProperty;
import software.amazon.awssdk.services.ssm.model.PatchRule;
import software.amazon.awssdk.services.ssm.model.ResourceTypeForTagging;
import software.amazon.awssdk.services.ssm.model.Tag;

/** Patch Manager through AWS's SDK for Java. */
class PatchAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private SsmClient ssm;

    @BeforeEach
    void open(TestWorld world) {
        ssm = world.client(SsmClient.builder());
    }

    private static PatchRule rule(@Nullable Integer days, PatchFilterKey key, String value) {
        return PatchRule.builder()
                .approveAfterDays(days)
                .patchFilterGroup(PatchFilterGroup.builder()
                        .patchFilters(
                                PatchFilter.builder().key(key).values(value).build())
                        .build())
                .build();
    }

    private String baseline(String name, OperatingSystem system) {
        return ssm.createPatchBaseline(create -> create.name(name).operatingSystem(system))
                .baselineId();
    }

    private static PatchOrchestratorFilter filter(String key, String value) {
        return PatchOrchestratorFilter.builder().key(key).values(value).build();
    }

    @Test
    void baselinesAreMadeChangedAndReplaced() {
        String id = ssm.createPatchBaseline(create -> create.name("web")
                        .description("d")
                        .approvalRules(rules -> rules.patchRules(rule(3, PatchFilterKey.MSRC_SEVERITY, "Critical")))
                        .approvedPatches("KB1")
                        .clientToken("t")
                        .tags(Tag.builder().key("k").value("v").build()))
                .baselineId();
        assertThat(id).matches("pb-0[0-9a-f]{16}");
        GetPatchBaselineResponse made = ssm.getPatchBaseline(get -> get.baselineId(id));
        assertThat(made.operatingSystem()).isEqualTo(OperatingSystem.WINDOWS);
        assertThat(made.rejectedPatchesAction()).isEqualTo(PatchAction.ALLOW_AS_DEPENDENCY);
        assertThat(made.approvedPatchesComplianceLevel()).isEqualTo(PatchComplianceLevel.UNSPECIFIED);
        assertThat(made.approvalRules().patchRules().getFirst().complianceLevel())
                .isEqualTo(PatchComplianceLevel.UNSPECIFIED);
        assertThat(ssm.listTagsForResource(list -> list.resourceType(ResourceTypeForTagging.PATCH_BASELINE)
                                .resourceId(id))
                        .tagList())
                .extracting(Tag::key)
                .containsExactly("k");
        assertRefused(
                () -> ssm.createPatchBaseline(create -> create.name("other").clientToken("t")),
                "IdempotentParameterMismatch");
        ssm.updatePatchBaseline(update -> update.baselineId(id).rejectedPatches("KB2"));
        assertThat(ssm.getPatchBaseline(get -> get.baselineId(id)).approvedPatches())
                .containsExactly("KB1");
        ssm.updatePatchBaseline(update -> update.baselineId(id).name("web").replace(true));
        GetPatchBaselineResponse replaced = ssm.getPatchBaseline(get -> get.baselineId(id));
        assertThat(replaced.approvedPatches()).isEmpty();
        assertThat(replaced.description()).isNull();
        ssm.deletePatchBaseline(delete -> delete.baselineId(id));
        ssm.deletePatchBaseline(delete -> delete.baselineId(id));
        assertThatThrownBy(() -> ssm.getPatchBaseline(get -> get.baselineId(id)))
                .hasMessageContaining("Patch Baseline to be retrieved does not exist.");
    }

    @Test
    void rulesThatAwsDoesNotTakeAreRefused() {
        for (PatchRule bad : List.of(
                rule(null, PatchFilterKey.PRODUCT, "*"),
                rule(1, PatchFilterKey.SECTION, "x"),
                rule(1, PatchFilterKey.PRODUCT, "*").toBuilder()
                        .approveUntilDate("2024-01-01")
                        .build(),
                rule(null, PatchFilterKey.PRODUCT, "*").toBuilder()
                        .approveUntilDate("2024-02-30")
                        .build())) {
            assertRefused(
                    () -> ssm.createPatchBaseline(
                            create -> create.name("bad").approvalRules(rules -> rules.patchRules(bad))),
                    "ValidationException");
        }
        ssm.createPatchBaseline(create -> create.name("ubuntu")
                .operatingSystem(OperatingSystem.UBUNTU)
                .approvalRules(rules -> rules.patchRules(rule(null, PatchFilterKey.SECTION, "x"))));
        for (int i = 1; i < 50; i++) {
            baseline("baseline-" + i, OperatingSystem.CENTOS);
        }
        assertRefused(() -> baseline("baseline-51", OperatingSystem.CENTOS), "ResourceLimitExceededException");
    }

    @Test
    void systemsUseAwsBaselinesUntilAnotherIsTheirDefault() {
        DescribePatchBaselinesResponse provided =
                ssm.describePatchBaselines(list -> list.filters(filter("OWNER", "AWS")));
        assertThat(provided.baselineIdentities()).hasSize(15).allMatch(PatchBaselineIdentity::defaultBaseline);
        String theirs = ssm.getDefaultPatchBaseline(get -> get.operatingSystem(OperatingSystem.AMAZON_LINUX_2))
                .baselineId();
        assertThat(theirs).isEqualTo("arn:aws:ssm:us-east-1:075727635805:patchbaseline/pb-0be8c61cde3be63f3");
        GetPatchBaselineResponse read = ssm.getPatchBaseline(get -> get.baselineId(theirs));
        assertThat(read.name()).isEqualTo("AWS-AmazonLinux2DefaultPatchBaseline");
        assertThat(read.approvalRules().patchRules())
                .extracting(PatchRule::approveAfterDays)
                .containsExactly(7, 7);
        String own = baseline("mine", OperatingSystem.AMAZON_LINUX_2);
        ssm.registerDefaultPatchBaseline(register -> register.baselineId(own));
        assertThat(ssm.describePatchBaselines(list -> list.filters(filter("OPERATING_SYSTEM", "AMAZON_LINUX_2")))
                        .baselineIdentities())
                .filteredOn(PatchBaselineIdentity::defaultBaseline)
                .extracting(PatchBaselineIdentity::baselineId)
                .containsExactly(own);
        assertRefused(() -> ssm.deletePatchBaseline(delete -> delete.baselineId(own)), "ResourceInUseException");
        ssm.registerDefaultPatchBaseline(register -> register.baselineId(theirs));
        ssm.deletePatchBaseline(delete -> delete.baselineId(own));
        assertRefused(() -> ssm.deletePatchBaseline(delete -> delete.baselineId(theirs)), "AccessDeniedException");
        assertRefused(
                () -> ssm.registerDefaultPatchBaseline(register -> register.baselineId("pb-xxxxxxxxxxxxxxxxx")),
                "InvalidResourceId");
        assertThat(ssm.describePatchBaselinesPaginator(list -> list.maxResults(4)).stream()
                        .mapToInt(page -> page.baselineIdentities().size()))
                .containsExactly(4, 4, 4, 3);
        assertRefused(
                () -> ssm.describePatchBaselines(list -> list.filters(filter("NAME", "x"))), "ValidationException");
    }

    @Test
    void groupsUseABaselineForEachSystem() {
        String linux = baseline("linux", OperatingSystem.AMAZON_LINUX_2);
        String other = baseline("other", OperatingSystem.AMAZON_LINUX_2);
        String windows = baseline("windows", OperatingSystem.WINDOWS);
        for (String id : List.of(linux, windows, linux)) {
            ssm.registerPatchBaselineForPatchGroup(
                    register -> register.baselineId(id).patchGroup("production"));
        }
        assertThatThrownBy(() -> ssm.registerPatchBaselineForPatchGroup(
                        register -> register.baselineId(other).patchGroup("production")))
                .hasMessageContaining(
                        "Patch Group production already has a baseline registered for OperatingSystem AMAZON_LINUX_2.");
        assertThat(ssm.getPatchBaseline(get -> get.baselineId(linux)).patchGroups())
                .containsExactly("production");
        assertThat(ssm.getPatchBaselineForPatchGroup(get -> get.patchGroup("production"))
                        .baselineId())
                .isEqualTo(windows);
        assertThat(ssm.getPatchBaselineForPatchGroup(get -> get.patchGroup("nobody"))
                        .baselineId())
                .isEqualTo(ssm.getDefaultPatchBaseline().baselineId());
        assertThat(ssm.describePatchGroupsPaginator(list -> list.maxResults(1)).stream())
                .hasSize(2);
        assertThat(ssm.describePatchGroups(list -> list.filters(filter("NAME_PREFIX", "x")))
                        .mappings())
                .isEmpty();
        assertRefused(() -> ssm.deletePatchBaseline(delete -> delete.baselineId(linux)), "ResourceInUseException");
        ssm.deregisterPatchBaselineForPatchGroup(
                deregister -> deregister.baselineId(linux).patchGroup("production"));
        ssm.deletePatchBaseline(delete -> delete.baselineId(linux));
        for (int i = 1; i < 25; i++) {
            String group = "group-" + i;
            ssm.registerPatchBaselineForPatchGroup(
                    register -> register.baselineId(windows).patchGroup(group));
        }
        assertRefused(
                () -> ssm.registerPatchBaselineForPatchGroup(
                        register -> register.baselineId(windows).patchGroup("group-25")),
                "ResourceLimitExceededException");
    }

    @Test
    void nothingIsPatchedWhileNoInstanceIsManaged() {
        assertThat(ssm.describePatchGroupState(get -> get.patchGroup("g")).instances())
                .isZero();
        assertThat(ssm.describeInstancePatchStates(get -> get.instanceIds("i-12345678"))
                        .instancePatchStates())
                .isEmpty();
        assertRefused(() -> ssm.describeInstancePatches(get -> get.instanceId("i-12345678")), "InvalidInstanceId");
        assertRefused(
                () -> ssm.getDeployablePatchSnapshotForInstance(
                        get -> get.instanceId("i-12345678").snapshotId("521c3536-930c-4aa9-950e-01234567abcd")),
                "AccessDeniedException");
        assertThat(ssm
                        .describePatchPropertiesPaginator(list -> list.operatingSystem(OperatingSystem.AMAZON_LINUX)
                                .property(PatchProperty.PRODUCT)
                                .maxResults(5))
                        .stream()
                        .flatMap(page -> page.properties().stream()))
                .hasSize(13)
                .element(12)
                .satisfies(last -> assertThat(last).containsEntry("Name", "AmazonLinux2018.03"));
        assertRefused(
                () -> ssm.describePatchProperties(
                        list -> list.operatingSystem(OperatingSystem.UBUNTU).property(PatchProperty.MSRC_SEVERITY)),
                "ValidationException");
        assertThat(ssm.describeAvailablePatches().patches()).isEmpty();
        assertRefused(
                () -> ssm.describeAvailablePatches(list -> list.filters(filter("CVE_ID", "CVE-2018-3615"))),
                "ValidationException");
        String linux = baseline("linux", OperatingSystem.SUSE);
        assertRefused(
                () -> ssm.describeEffectivePatchesForPatchBaseline(list -> list.baselineId(linux)),
                "UnsupportedOperatingSystem");
    }
}
