package cloudjar.services.lambda;

import cloudjar.api.lambda.Architecture;
import cloudjar.api.lambda.CreateFunctionRequest;
import cloudjar.api.lambda.DeadLetterConfig;
import cloudjar.api.lambda.Environment;
import cloudjar.api.lambda.EnvironmentResponse;
import cloudjar.api.lambda.EphemeralStorage;
import cloudjar.api.lambda.FunctionConfiguration;
import cloudjar.api.lambda.ImageConfig;
import cloudjar.api.lambda.ImageConfigResponse;
import cloudjar.api.lambda.Layer;
import cloudjar.api.lambda.LoggingConfig;
import cloudjar.api.lambda.RuntimeVersionConfig;
import cloudjar.api.lambda.SnapStart;
import cloudjar.api.lambda.SnapStartResponse;
import cloudjar.api.lambda.TracingConfigResponse;
import cloudjar.api.lambda.UpdateFunctionConfigurationRequest;
import cloudjar.api.lambda.VpcConfig;
import cloudjar.api.lambda.VpcConfigResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Snapshot;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes configurations of functions out of what callers ask for, with AWS's defaults. */
final class Configurations {
    static final String IMAGE = "Image";
    private static final DateTimeFormatter MODIFIED =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'+0000'").withZone(ZoneOffset.UTC);
    private static final int MEMORY_DEFAULT = 128;
    private static final int TIMEOUT_DEFAULT = 3;
    private static final int STORAGE_DEFAULT = 512;

    private final LimitProfile limits;

    Configurations(LimitProfile limits) {
        this.limits = limits;
    }

    static String modified(Instant time) {
        return MODIFIED.format(time);
    }

    /** The configuration of a new function's latest version. */
    FunctionConfiguration created(CreateFunctionRequest in, FunctionName name, Code code, String revision, Call call) {
        boolean image = IMAGE.equals(in.packageType());
        check(in, image);
        FunctionConfiguration.Builder made = FunctionConfiguration.builder()
                .functionName(name.name())
                .functionArn(name.functionArn())
                .runtime(image ? null : in.runtime())
                .role(in.role())
                .handler(image ? null : in.handler())
                .codeSize(code.size())
                .description(Objects.requireNonNullElse(in.description(), ""))
                .timeout(Objects.requireNonNullElse(in.timeout(), TIMEOUT_DEFAULT))
                .memorySize(Objects.requireNonNullElse(in.memorySize(), MEMORY_DEFAULT))
                .lastModified(modified(call.time()))
                .codeSha256(code.sha256())
                .version(FunctionName.LATEST)
                .vpcConfig(network(in.vpcConfig()))
                .deadLetterConfig(deadLetters(in.deadLetterConfig()))
                .environment(environment(in.environment()))
                .kmsKeyArn(emptyToNull(in.kmsKeyArn()))
                .tracingConfig(TracingConfigResponse.builder()
                        .mode(
                                in.tracingConfig() == null
                                        ? "PassThrough"
                                        : in.tracingConfig().mode())
                        .build())
                .revisionId(revision)
                .state("Active")
                .lastUpdateStatus("Successful")
                .packageType(image ? IMAGE : "Zip")
                .imageConfigResponse(image(in.imageConfig()))
                .architectures(in.hasArchitectures() ? in.architectures() : List.of(Architecture.X86_64))
                .ephemeralStorage(EphemeralStorage.builder()
                        .size(
                                in.ephemeralStorage() == null
                                        ? STORAGE_DEFAULT
                                        : in.ephemeralStorage().size())
                        .build())
                .snapStart(snapStart(in.snapStart(), String.valueOf(in.runtime())))
                .runtimeVersionConfig(image ? null : runtimeVersion(String.valueOf(in.runtime()), call))
                .loggingConfig(logging(in.loggingConfig(), null, name));
        if (in.hasFileSystemConfigs()) {
            made.fileSystemConfigs(in.fileSystemConfigs());
        }
        if (in.hasLayers()) {
            List<Layer> layers = layers(in.layers(), call);
            made.layers(layers.isEmpty() ? null : layers);
        }
        return made.build();
    }

    private void check(CreateFunctionRequest in, boolean image) {
        if (!image) {
            if (in.runtime() == null) {
                throw LambdaErrors.invalid("Runtime is mandatory for functions created with deployment packages.");
            }
            if (in.handler() == null) {
                throw LambdaErrors.invalid("Handler is mandatory for functions created with deployment packages.");
            }
            Runtimes.check(in.runtime());
        }
        checkMemory(in.memorySize());
    }

    /** A configuration with what a caller wants changed. */
    FunctionConfiguration changed(
            FunctionConfiguration old, UpdateFunctionConfigurationRequest in, FunctionName name, Call call) {
        if (in.runtime() != null) {
            Runtimes.check(in.runtime());
        }
        checkMemory(in.memorySize());
        FunctionConfiguration.Builder made = old.toBuilder();
        if (in.runtime() != null) {
            made.runtime(in.runtime()).runtimeVersionConfig(runtimeVersion(in.runtime(), call));
        }
        if (in.role() != null) {
            made.role(in.role());
        }
        if (in.handler() != null) {
            made.handler(in.handler());
        }
        if (in.description() != null) {
            made.description(in.description());
        }
        if (in.timeout() != null) {
            made.timeout(in.timeout());
        }
        if (in.memorySize() != null) {
            made.memorySize(in.memorySize());
        }
        if (in.environment() != null) {
            made.environment(environment(in.environment()));
        }
        if (in.kmsKeyArn() != null) {
            made.kmsKeyArn(emptyToNull(in.kmsKeyArn()));
        }
        if (in.hasLayers()) {
            List<Layer> layers = layers(in.layers(), call);
            made.layers(layers.isEmpty() ? null : layers);
        }
        changeRest(made, old, in, name);
        return made.lastModified(modified(call.time())).build();
    }

    private static void changeRest(
            FunctionConfiguration.Builder made,
            FunctionConfiguration old,
            UpdateFunctionConfigurationRequest in,
            FunctionName name) {
        if (in.vpcConfig() != null) {
            made.vpcConfig(network(in.vpcConfig()));
        }
        if (in.deadLetterConfig() != null) {
            made.deadLetterConfig(deadLetters(in.deadLetterConfig()));
        }
        if (in.tracingConfig() != null) {
            made.tracingConfig(TracingConfigResponse.builder()
                    .mode(in.tracingConfig().mode())
                    .build());
        }
        if (in.imageConfig() != null) {
            made.imageConfigResponse(image(in.imageConfig()));
        }
        if (in.ephemeralStorage() != null) {
            made.ephemeralStorage(in.ephemeralStorage());
        }
        if (in.snapStart() != null) {
            String runtime = String.valueOf(in.runtime() == null ? old.runtime() : in.runtime());
            made.snapStart(snapStart(in.snapStart(), runtime));
        }
        if (in.loggingConfig() != null) {
            made.loggingConfig(logging(in.loggingConfig(), old.loggingConfig(), name));
        }
        if (in.hasFileSystemConfigs()) {
            made.fileSystemConfigs(in.fileSystemConfigs());
        }
    }

    private void checkMemory(@Nullable Integer memory) {
        long max = LambdaLimits.MEMORY.in(limits);
        if (memory != null && memory > max) {
            throw LambdaErrors.validation("1 validation error detected: Value '" + memory
                    + "' at 'memorySize' failed to satisfy constraint: Member must have value less than or equal to "
                    + max);
        }
    }

    private @Nullable EnvironmentResponse environment(@Nullable Environment asked) {
        if (asked == null) {
            return null;
        }
        Map<String, String> variables = asked.variables();
        String measured = Json.write(variables);
        if (measured.getBytes(StandardCharsets.UTF_8).length > LambdaLimits.ENVIRONMENT.in(limits)) {
            throw LambdaErrors.invalid(
                    "Lambda was unable to configure your environment variables because the environment"
                            + " variables you have provided exceeded the 4KB limit. String measured: " + measured);
        }
        List<String> reserved =
                variables.keySet().stream().filter(ReservedVariables::contains).toList();
        if (!reserved.isEmpty()) {
            throw LambdaErrors.invalid(
                    "Lambda was unable to configure your environment variables because the environment"
                            + " variables you have provided contains reserved keys that are currently not supported for"
                            + " modification. Reserved keys used in this request: " + String.join(", ", reserved));
        }
        return EnvironmentResponse.builder().variables(variables).build();
    }

    private static @Nullable VpcConfigResponse network(@Nullable VpcConfig asked) {
        if (asked == null) {
            return null;
        }
        boolean none = asked.subnetIds().isEmpty() && asked.securityGroupIds().isEmpty();
        return VpcConfigResponse.builder()
                .subnetIds(asked.subnetIds())
                .securityGroupIds(asked.securityGroupIds())
                .vpcId(
                        none
                                ? ""
                                : "vpc-" + Integer.toHexString(asked.subnetIds().hashCode()))
                .ipv6AllowedForDualStack(Boolean.TRUE.equals(asked.ipv6AllowedForDualStack()))
                .build();
    }

    private static @Nullable DeadLetterConfig deadLetters(@Nullable DeadLetterConfig asked) {
        return asked == null || emptyToNull(asked.targetArn()) == null ? null : asked;
    }

    private static @Nullable ImageConfigResponse image(@Nullable ImageConfig asked) {
        return asked == null
                ? null
                : ImageConfigResponse.builder().imageConfig(asked).build();
    }

    private static SnapStartResponse snapStart(@Nullable SnapStart asked, String runtime) {
        String when = asked == null ? "None" : Objects.requireNonNullElse(asked.applyOn(), "None");
        if (!when.equals("None") && !Runtimes.snaps(runtime)) {
            throw LambdaErrors.invalid(runtime + " is not supported for SnapStart enabled functions.");
        }
        return SnapStartResponse.builder()
                .applyOn(when)
                .optimizationStatus("Off")
                .build();
    }

    private static RuntimeVersionConfig runtimeVersion(String runtime, Call call) {
        byte[] digest = Packages.digest(runtime.getBytes(StandardCharsets.UTF_8));
        String id = HexFormat.of().formatHex(digest);
        return RuntimeVersionConfig.builder()
                .runtimeVersionArn("arn:" + call.partition().id() + ":lambda:" + call.region() + "::runtime:" + id)
                .build();
    }

    private static LoggingConfig logging(
            @Nullable LoggingConfig asked, @Nullable LoggingConfig old, FunctionName name) {
        LoggingConfig.Builder made = old == null
                ? LoggingConfig.builder().logFormat("Text").logGroup("/aws/lambda/" + name.name())
                : old.toBuilder();
        if (asked == null) {
            return made.build();
        }
        String format = asked.logFormat() == null ? made.build().logFormat() : asked.logFormat();
        made.logFormat(format);
        if (asked.logGroup() != null) {
            made.logGroup(asked.logGroup());
        }
        if (!"JSON".equals(format)) {
            if (asked.applicationLogLevel() != null || asked.systemLogLevel() != null) {
                throw LambdaErrors.invalid(
                        "To use ApplicationLogLevel or SystemLogLevel, LogFormat must be set to JSON.");
            }
            return made.applicationLogLevel(null).systemLogLevel(null).build();
        }
        LoggingConfig before = made.build();
        return made.applicationLogLevel(level(asked.applicationLogLevel(), before.applicationLogLevel()))
                .systemLogLevel(level(asked.systemLogLevel(), before.systemLogLevel()))
                .build();
    }

    private static String level(@Nullable String asked, @Nullable String before) {
        return asked != null ? asked : before != null ? before : "INFO";
    }

    private List<Layer> layers(List<String> arns, Call call) {
        if (arns.size() > LambdaLimits.LAYERS.in(limits)) {
            throw LambdaErrors.invalid("Cannot reference more than " + LambdaLimits.LAYERS.in(limits) + " layers.");
        }
        return call.read(snapshot -> layers(arns, snapshot, call));
    }

    private static List<Layer> layers(List<String> arns, Snapshot snapshot, Call call) {
        Set<String> seen = new HashSet<>();
        return arns.stream()
                .map(arn -> {
                    LayerName layer = LayerName.of(arn, call);
                    if (!layer.region().equals(call.region())) {
                        throw LambdaErrors.invalid(
                                "Layers are not in the same region as the function. Layers are expected"
                                        + " to be in region " + call.region() + ".");
                    }
                    if (!seen.add(layer.arn())) {
                        String twin = arns.stream()
                                .filter(other -> other.startsWith(layer.arn() + ":"))
                                .findFirst()
                                .orElse(arn);
                        throw LambdaErrors.invalid("Two different versions of the same layer are not allowed to be"
                                + " referenced in the same function. " + twin + " and " + arn
                                + " are versions of the same layer.");
                    }
                    LayerVersion version = layer.find(snapshot)
                            .orElseThrow(() -> LambdaErrors.invalid("Layer version " + arn + " does not exist."));
                    return Layer.builder()
                            .arn(arn)
                            .codeSize(version.code().size())
                            .build();
                })
                .toList();
    }

    private static @Nullable String emptyToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
