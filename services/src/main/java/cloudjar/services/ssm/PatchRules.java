package cloudjar.services.ssm;

import cloudjar.api.ssm.OperatingSystem;
import cloudjar.api.ssm.PatchFilterGroup;
import cloudjar.api.ssm.PatchRule;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of a patch baseline must keep.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PatchRule.html">PatchRule</a>
 */
final class PatchRules {
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    /** Their repositories have no reliable dates. */
    private static final Set<String> UNDATED =
            Set.of(OperatingSystem.UBUNTU, OperatingSystem.DEBIAN, OperatingSystem.RASPBIAN);

    private static final Set<String> WINDOWS_KEYS =
            Set.of("PATCH_SET", "PRODUCT", "PRODUCT_FAMILY", "CLASSIFICATION", "MSRC_SEVERITY", "PATCH_ID");
    private static final Set<String> UNDATED_KEYS = Set.of("PRODUCT", "PRIORITY", "SECTION", "NAME", "ARCH", "VERSION");
    private static final Set<String> WINDOWS_ONLY = Set.of("PATCH_SET", "PRODUCT_FAMILY", "MSRC_SEVERITY");
    private static final Set<String> UNDATED_ONLY = Set.of("PRIORITY", "SECTION");

    private PatchRules() {}

    /** Refuses a baseline that AWS does not take. */
    static void check(PatchBaseline baseline) {
        String system = baseline.operatingSystem();
        check(baseline.content().globalFilters(), system);
        if (baseline.content().approvalRules() != null) {
            baseline.content().approvalRules().patchRules().forEach(rule -> check(rule, system));
        }
    }

    private static void check(PatchRule rule, String system) {
        check(rule.patchFilterGroup(), system);
        boolean byDays = rule.approveAfterDays() != null;
        boolean byDate = rule.approveUntilDate() != null;
        if (byDays && byDate) {
            throw SsmErrors.validation("A patch rule can have ApproveAfterDays or ApproveUntilDate, not both.");
        }
        if (!byDays && !byDate && !UNDATED.contains(system)) {
            throw SsmErrors.validation("A patch rule must have ApproveAfterDays or ApproveUntilDate.");
        }
        if (byDate && !isDate(rule.approveUntilDate())) {
            throw SsmErrors.validation("ApproveUntilDate must have the form YYYY-MM-DD: " + rule.approveUntilDate());
        }
    }

    private static boolean isDate(@Nullable String text) {
        if (text == null || !DATE.matcher(text).matches()) {
            return false;
        }
        try {
            return LocalDate.parse(text).toString().equals(text);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static void check(@Nullable PatchFilterGroup group, String system) {
        if (group == null) {
            return;
        }
        group.patchFilters().forEach(filter -> {
            if (!knows(system, filter.key())) {
                throw SsmErrors.validation("The filter key " + filter.key() + " is not valid for " + system + ".");
            }
        });
    }

    private static boolean knows(String system, @Nullable String key) {
        if (key == null) {
            return false;
        }
        if (system.equals(OperatingSystem.WINDOWS)) {
            return WINDOWS_KEYS.contains(key);
        }
        return UNDATED.contains(system)
                ? UNDATED_KEYS.contains(key)
                : !WINDOWS_ONLY.contains(key) && !UNDATED_ONLY.contains(key);
    }
}
