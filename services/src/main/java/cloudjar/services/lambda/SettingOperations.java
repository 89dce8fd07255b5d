package cloudjar.services.lambda;

import cloudjar.api.lambda.FunctionSettings;
import cloudjar.api.lambda.GetFunctionRecursionConfigRequest;
import cloudjar.api.lambda.GetFunctionRecursionConfigResponse;
import cloudjar.api.lambda.GetRuntimeManagementConfigRequest;
import cloudjar.api.lambda.GetRuntimeManagementConfigResponse;
import cloudjar.api.lambda.PutFunctionRecursionConfigRequest;
import cloudjar.api.lambda.PutFunctionRecursionConfigResponse;
import cloudjar.api.lambda.PutRuntimeManagementConfigRequest;
import cloudjar.api.lambda.PutRuntimeManagementConfigResponse;
import cloudjar.kernel.call.Call;
import cloudjar.services.lambda.LambdaTables.Part;

/** Settings of functions that are kept beside their configurations. */
final class SettingOperations implements FunctionSettings {
    @Override
    public PutRuntimeManagementConfigResponse putRuntimeManagementConfig(
            PutRuntimeManagementConfigRequest in, Call call) {
        FunctionName name = FunctionName.of(in.functionName(), in.qualifier(), call);
        return call.write(tx -> {
            Version version = Lookup.version(tx, name);
            PutRuntimeManagementConfigResponse made = PutRuntimeManagementConfigResponse.builder()
                    .updateRuntimeOn(in.updateRuntimeOn())
                    .functionArn(String.valueOf(version.configuration().functionArn()))
                    .runtimeVersionArn(in.runtimeVersionArn())
                    .build();
            name.tables().versions.put(tx, new Part(name.name(), version.number()), version.with(made));
            return made;
        });
    }

    @Override
    public GetRuntimeManagementConfigResponse getRuntimeManagementConfig(
            GetRuntimeManagementConfigRequest in, Call call) {
        FunctionName name = FunctionName.of(in.functionName(), in.qualifier(), call);
        return call.read(snapshot -> {
            Version version = Lookup.version(snapshot, name);
            PutRuntimeManagementConfigResponse kept = version.runtime();
            return GetRuntimeManagementConfigResponse.builder()
                    .updateRuntimeOn(kept == null ? "Auto" : kept.updateRuntimeOn())
                    .functionArn(version.configuration().functionArn())
                    .runtimeVersionArn(kept == null ? null : kept.runtimeVersionArn())
                    .build();
        });
    }

    @Override
    public PutFunctionRecursionConfigResponse putFunctionRecursionConfig(
            PutFunctionRecursionConfigRequest in, Call call) {
        FunctionName name = FunctionName.of(in.functionName(), call);
        boolean unused = call.write(tx -> {
            Function function = Lookup.unqualified(tx, name);
            name.tables().functions.put(tx, name.name(), function.recursing(in.recursiveLoop()));
            return true;
        });
        return PutFunctionRecursionConfigResponse.builder()
                .recursiveLoop(in.recursiveLoop())
                .build();
    }

    @Override
    public GetFunctionRecursionConfigResponse getFunctionRecursionConfig(
            GetFunctionRecursionConfigRequest in, Call call) {
        FunctionName name = FunctionName.of(in.functionName(), call);
        return call.read(snapshot -> GetFunctionRecursionConfigResponse.builder()
                .recursiveLoop(Lookup.unqualified(snapshot, name).recursion())
                .build());
    }
}
