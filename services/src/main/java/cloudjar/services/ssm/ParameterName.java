package cloudjar.services.ssm;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.Arn;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a caller calls a parameter: its name or ARN, and which version.
 *
 * @param selector a number or a label; null for the newest
 * @param byArn whether it was an ARN, which does not tell a name of one level from the same with a slash
 */
record ParameterName(
        String account,
        String region,
        String name,
        @Nullable String selector,
        boolean byArn) {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]+|(/[a-zA-Z0-9_.-]+)+");
    private static final String RESOURCE = "parameter";

    /** Reads a name with a selector, or an ARN with one. */
    static ParameterName of(String text, Call call) {
        String account = call.account();
        String region = call.region();
        String rest = text;
        boolean byArn = text.startsWith("arn:");
        if (byArn) {
            Arn arn = Arn.parse(text)
                    .filter(parsed ->
                            parsed.service().equals("ssm") && parsed.resource().startsWith(RESOURCE + "/"))
                    .orElseThrow(SsmErrors::noParameter);
            account = arn.account();
            region = arn.region();
            rest = arn.resource().substring(RESOURCE.length());
            // A name of one level has no slash of its own.
            rest = rest.indexOf('/', 1) < 0 ? rest.substring(1) : rest;
        }
        int colon = rest.indexOf(':');
        return colon < 0
                ? new ParameterName(account, region, rest, null, byArn)
                : new ParameterName(account, region, rest.substring(0, colon), rest.substring(colon + 1), byArn);
    }

    /** Refuses what no parameter of ours may be called. */
    static String checked(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String bare = lower.startsWith("/") ? lower.substring(1) : lower;
        if (bare.startsWith("aws")) {
            throw SsmErrors.accessDenied("No access to reserved parameter name: " + name + ".");
        }
        if (bare.startsWith("ssm")) {
            throw SsmErrors.validation(
                    "Parameter name: can't be prefixed with \"ssm\" (case-insensitive). If formed as a path, it can consist of"
                            + " sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and"
                            + " the following 3 symbols .-_");
        }
        if (name.indexOf('/') > 0) {
            throw SsmErrors.validation("Parameter name must be a fully qualified name.");
        }
        if (!NAME.matcher(name).matches()) {
            throw SsmErrors.validation(
                    "Parameter name: can't be prefixed with \"aws\" or \"ssm\" (case-insensitive). If formed as a path, it can"
                            + " consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters,"
                            + " numbers and the following 3 symbols .-_");
        }
        long levels = name.chars().filter(c -> c == '/').count();
        if (levels > SsmLimits.LEVELS_MAX.current()) {
            throw SsmErrors.levels(SsmLimits.LEVELS_MAX.current());
        }
        return name;
    }

    /** The parameter, where there is one. */
    Optional<StoredParameter> find(Snapshot snapshot) {
        Optional<StoredParameter> found = tables().parameters.get(snapshot, name);
        return byArn && found.isEmpty() && !name.startsWith("/")
                ? tables().parameters.get(snapshot, "/" + name)
                : found;
    }

    SsmTables tables() {
        return SsmTables.in(account, region);
    }
}
