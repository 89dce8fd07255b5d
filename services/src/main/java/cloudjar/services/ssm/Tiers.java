package cloudjar.services.ssm;

import cloudjar.api.ssm.PutParameterRequest;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Tx;
import java.util.List;
import java.util.Optional;

/**
 * Which tier a parameter is in: the one that is asked for, else the one it is in, else what the account has set; what tiers itself
 * is advanced where it must be.
 */
final class Tiers {
    private static final String INTELLIGENT = "Intelligent-Tiering";

    private Tiers() {}

    static String chosen(
            PutParameterRequest in, Optional<ParameterVersion> before, List<ParameterPolicy> policies, Call call) {
        boolean wasAdvanced = before.filter(ParameterVersion::isAdvanced).isPresent();
        String asked = in.tier();
        if (asked == null) {
            asked = wasAdvanced
                    ? ParameterVersion.ADVANCED
                    : call.read(snapshot -> SsmTables.in(call.account(), call.region())
                            .settings
                            .get(snapshot, Setting.TIER)
                            .map(Setting::value)
                            .orElse(ParameterVersion.STANDARD));
        }
        if (asked.equals(INTELLIGENT)) {
            boolean large = Bytes.ofUtf8(in.value()).size() > SsmLimits.STANDARD_SIZE_MAX.current();
            return wasAdvanced || large || !policies.isEmpty() ? ParameterVersion.ADVANCED : ParameterVersion.STANDARD;
        }
        if (wasAdvanced && asked.equals(ParameterVersion.STANDARD)) {
            throw SsmErrors.validation(
                    "This parameter uses the advanced-parameter tier. You can't downgrade a parameter from the"
                            + " advanced-parameter tier to the standard-parameter tier. If necessary, you can delete the"
                            + " advanced parameter and recreate it as a standard parameter.");
        }
        if (!policies.isEmpty() && !asked.equals(ParameterVersion.ADVANCED)) {
            throw SsmErrors.validation(
                    "Parameter policies are supported for parameters in the advanced-parameter tier only.");
        }
        return asked;
    }

    /** Standard and advanced parameters are counted together: nobody reaches one quota without nearly reaching the other. */
    static void checkRoom(Tx tx, SsmTables tables, ParameterVersion version) {
        long most = version.isAdvanced() ? SsmLimits.ADVANCED_MAX.current() : SsmLimits.STANDARD_MAX.current();
        if (tables.parameters.count(tx, Range.all().limit((int) most)) >= most) {
            throw SsmErrors.tooManyParameters();
        }
    }
}
