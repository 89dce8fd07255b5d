package cloudjar.services.lambda;

import cloudjar.api.lambda.FunctionConfiguration;
import cloudjar.api.lambda.ImageConfig;
import cloudjar.api.lambda.ImageConfigResponse;
import cloudjar.api.lambda.Layer;
import cloudjar.api.lambda.LoggingConfig;
import cloudjar.kernel.blob.Blob;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Credential;
import cloudjar.kernel.function.FunctionCode;
import cloudjar.kernel.function.FunctionSpec;
import cloudjar.kernel.world.World;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Says what engines must know of a version to run it. Thread-safe. */
final class Executions {
    private static final int KNOWN_MAX = 10_000;
    private static final int STREAM_DIGITS = 32;

    private final Roles roles;
    private final Environments environments;

    Executions(Roles roles, Environments environments) {
        this.roles = roles;
        this.environments = environments;
    }

    /** What was worked out for a world's versions. */
    private static final class Known {
        private final Map<String, FunctionSpec> byId = new ConcurrentHashMap<>();
    }

    /** With what the ids of a function's sandboxes begin. */
    static String prefix(World world, FunctionName name) {
        return world.id() + "/" + name.account() + "/" + name.region() + "/" + name.name() + "/";
    }

    /** The id of a version's sandboxes: another one with each change. */
    static String id(World world, FunctionName name, Version version) {
        return prefix(world, name) + version.number() + "/" + version.revision();
    }

    /** What an engine must know. */
    FunctionSpec spec(FunctionName name, Function function, Version version, Call call) {
        Map<String, FunctionSpec> known = call.world().derived(Known.class, Known::new).byId;
        String id = id(call.world(), name, version);
        FunctionSpec spec = known.get(id);
        if (spec != null) {
            return spec;
        }
        FunctionSpec made = make(id, name, function, version, call);
        if (known.size() >= KNOWN_MAX) {
            known.clear();
        }
        known.put(id, made);
        return made;
    }

    private FunctionSpec make(String id, FunctionName name, Function function, Version version, Call call) {
        FunctionConfiguration configuration = version.configuration();
        World world = call.world();
        FunctionSpec.Size size = new FunctionSpec.Size(
                Objects.requireNonNullElse(configuration.memorySize(), 128),
                configuration.ephemeralStorage() == null
                        ? 512
                        : configuration.ephemeralStorage().size(),
                Duration.ofSeconds(Objects.requireNonNullElse(configuration.timeout(), 3)));
        return new FunctionSpec(
                id,
                Objects.requireNonNullElse(configuration.runtime(), ""),
                Objects.requireNonNullElse(configuration.handler(), ""),
                code(version, world),
                layers(configuration, call),
                size,
                world.clock()::now,
                () -> birth(name, function, version, ServiceCalls.of(world, name)));
    }

    private static FunctionCode code(Version version, World world) {
        return switch (version.code()) {
            case Code.Zip zip -> archive(zip, world);
            case Code.Mount mount -> new FunctionCode.Directory(mount.path());
            case Code.Image image -> image(image, version.configuration().imageConfigResponse());
        };
    }

    private static FunctionCode.Image image(Code.Image image, @Nullable ImageConfigResponse response) {
        ImageConfig said = response == null ? null : response.imageConfig();
        return said == null
                ? new FunctionCode.Image(image.uri(), List.of(), List.of(), null)
                : new FunctionCode.Image(image.uri(), said.entryPoint(), said.command(), said.workingDirectory());
    }

    private static FunctionCode.Archive archive(Code.Zip zip, World world) {
        Blob content = zip.content();
        return new FunctionCode.Archive(zip.sha256(), () -> OpenedCode.of(world, content));
    }

    private static List<FunctionCode> layers(FunctionConfiguration configuration, Call call) {
        return call.read(snapshot -> configuration.layers().stream()
                .map(Layer::arn)
                .map(arn -> LayerName.of(String.valueOf(arn), call))
                .flatMap(layer -> layer.find(snapshot).stream())
                .<FunctionCode>map(version -> archive(version.code(), call.world()))
                .toList());
    }

    private FunctionSpec.Birth birth(FunctionName name, Function function, Version version, Call call) {
        FunctionConfiguration configuration = version.configuration();
        Credential session = roles.session(name, String.valueOf(configuration.role()), call);
        Map<String, String> environment = new HashMap<>();
        String stream =
                LocalDate.ofInstant(call.time(), ZoneOffset.UTC).toString().replace('-', '/') + "/[" + version.number()
                        + "]" + call.world().ids().hex(STREAM_DIGITS);
        environment.put("AWS_ENDPOINT_URL", Endpoints.of(call.world(), function));
        environment.putAll(environments.of(
                configuration, name, call.as(session.principal()).signedBy(session)));
        environment.put("AWS_REGION", name.region());
        environment.put("AWS_DEFAULT_REGION", name.region());
        if (configuration.runtime() != null) {
            environment.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + configuration.runtime());
        }
        environment.put("AWS_LAMBDA_FUNCTION_NAME", name.name());
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(configuration.memorySize()));
        environment.put("AWS_LAMBDA_FUNCTION_VERSION", version.number());
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        environment.put("AWS_LAMBDA_LOG_GROUP_NAME", logGroup(configuration));
        environment.put("AWS_LAMBDA_LOG_STREAM_NAME", stream);
        environment.put("AWS_ACCESS_KEY_ID", session.accessKeyId());
        environment.put("AWS_SECRET_ACCESS_KEY", session.secret());
        environment.put("AWS_SESSION_TOKEN", Objects.requireNonNull(session.sessionToken()));
        environment.put("AWS_XRAY_CONTEXT_MISSING", "LOG_ERROR");
        environment.put("AWS_XRAY_DAEMON_ADDRESS", "127.0.0.1:2000");
        LoggingConfig logging = configuration.loggingConfig();
        if (logging != null && "JSON".equals(logging.logFormat())) {
            environment.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
            environment.put("AWS_LAMBDA_LOG_LEVEL", String.valueOf(logging.applicationLogLevel()));
        }
        return new FunctionSpec.Birth(stream, environment, Objects.requireNonNull(session.expires()));
    }

    static String logGroup(FunctionConfiguration configuration) {
        LoggingConfig logging = configuration.loggingConfig();
        return logging == null || logging.logGroup() == null
                ? "/aws/lambda/" + configuration.functionName()
                : logging.logGroup();
    }
}
