package cloudjar.services.lambda;

import cloudjar.api.lambda.FunctionConfiguration;
import cloudjar.api.lambda.PutRuntimeManagementConfigResponse;
import org.jspecify.annotations.Nullable;

/**
 * A version of a function: its configuration as AWS shows it, and its code.
 *
 * @param configuration with the revision that callers see
 * @param code what it runs
 * @param runtime how its runtime is kept up to date; null where nobody said
 */
record Version(
        FunctionConfiguration configuration,
        Code code,
        @Nullable PutRuntimeManagementConfigResponse runtime) {
    String name() {
        return String.valueOf(configuration.functionName());
    }

    String number() {
        return String.valueOf(configuration.version());
    }

    String revision() {
        return String.valueOf(configuration.revisionId());
    }

    Version with(FunctionConfiguration other) {
        return new Version(other, code, runtime);
    }

    Version with(Code other) {
        return new Version(configuration, other, runtime);
    }

    Version with(PutRuntimeManagementConfigResponse management) {
        return new Version(configuration, code, management);
    }
}
