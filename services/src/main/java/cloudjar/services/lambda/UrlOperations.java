package cloudjar.services.lambda;

import cloudjar.api.lambda.CreateFunctionUrlConfigRequest;
import cloudjar.api.lambda.CreateFunctionUrlConfigResponse;
import cloudjar.api.lambda.DeleteFunctionUrlConfigRequest;
import cloudjar.api.lambda.DeleteFunctionUrlConfigResponse;
import cloudjar.api.lambda.FunctionUrlConfig;
import cloudjar.api.lambda.FunctionUrls;
import cloudjar.api.lambda.GetFunctionUrlConfigRequest;
import cloudjar.api.lambda.GetFunctionUrlConfigResponse;
import cloudjar.api.lambda.ListFunctionUrlConfigsRequest;
import cloudjar.api.lambda.ListFunctionUrlConfigsResponse;
import cloudjar.api.lambda.UpdateFunctionUrlConfigRequest;
import cloudjar.api.lambda.UpdateFunctionUrlConfigResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.lambda.LambdaTables.Part;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Addresses of functions: made, shown, changed, deleted. */
final class UrlOperations implements FunctionUrls {
    /** A tag by which a function asks for the id of its address; LocalStack's, so that its users' files work. */
    private static final String ID_TAG = "_custom_id_";

    private static final String LOCALSTACK = "localhost.localstack.cloud";
    private static final int ID_LENGTH = 32;

    private final LimitProfile limits;

    UrlOperations(LimitProfile limits) {
        this.limits = limits;
    }

    @Override
    public CreateFunctionUrlConfigResponse createFunctionUrlConfig(CreateFunctionUrlConfigRequest in, Call call) {
        FunctionName name = named(in.functionName(), in.qualifier(), call);
        String random = call.world().ids().of(Ids.LOWER_ALPHANUMERIC, ID_LENGTH);
        FunctionUrlConfig made = call.write(tx -> {
            Function function = function(tx, name);
            if (Lookup.find(tx, name).isEmpty()) {
                throw noFunction();
            }
            if (name.tables().urls.contains(tx, key(name))) {
                throw LambdaErrors.conflict("Failed to create function url config for [functionArn = " + name.arn()
                        + "]. Error message:  FunctionUrlConfig exists for this Lambda function");
            }
            String asked = function.tags().get(ID_TAG);
            String id = asked == null ? random : name.qualifier() == null ? asked : asked + "-" + name.qualifier();
            FunctionUrlConfig config = FunctionUrlConfig.builder()
                    .functionUrl(address(id, call))
                    .functionArn(name.arn())
                    .creationTime(Configurations.modified(call.time()))
                    .lastModifiedTime(Configurations.modified(call.time()))
                    .cors(in.cors())
                    .authType(in.authType())
                    .invokeMode(Objects.requireNonNullElse(in.invokeMode(), "BUFFERED"))
                    .build();
            Urls.put(tx, name.tables(), key(name), new Url(id, config));
            return config;
        });
        return CreateFunctionUrlConfigResponse.builder()
                .functionUrl(made.functionUrl())
                .functionArn(made.functionArn())
                .authType(made.authType())
                .cors(made.cors())
                .creationTime(made.creationTime())
                .invokeMode(in.invokeMode())
                .build();
    }

    private static Function function(Snapshot snapshot, FunctionName name) {
        return name.tables().functions.get(snapshot, name.name()).orElseThrow(UrlOperations::noFunction);
    }

    private static ApiException noFunction() {
        return LambdaErrors.notFound("Function does not exist");
    }

    /** The address at which the caller reaches it: AWS's form of host, before the host by which we are reached. */
    private static String address(String id, Call call) {
        String authority = call.endpoint().authority();
        int colon = authority.lastIndexOf(':');
        String port = colon > authority.lastIndexOf(']') ? authority.substring(colon) : "";
        String host = call.endpoint().host();
        String base = host.matches("[0-9.]+|\\[.*]|localhost|.*\\.localhost")
                ? "localhost"
                : host.endsWith(LOCALSTACK) ? LOCALSTACK : host;
        return known(base)
                ? call.endpoint().scheme() + "://" + id + ".lambda-url." + call.region() + "." + base + port
                        + call.endpoint().prefix() + "/"
                : call.endpoint().url() + "/_aws/lambda-url/" + id + "/";
    }

    /** Whether names before this one are found to be ours; under others an address is a path. */
    private static boolean known(String base) {
        return base.equals("localhost") || base.equals(LOCALSTACK);
    }

    private static FunctionName named(String text, @Nullable String qualifier, Call call) {
        FunctionName name = FunctionName.of(text, qualifier, call);
        return FunctionName.LATEST.equals(name.qualifier()) ? name.with(null) : name;
    }

    private static Part key(FunctionName name) {
        return new Part(name.name(), name.qualifierOrLatest());
    }

    private static Url find(Snapshot snapshot, FunctionName name) {
        return name.tables().urls.get(snapshot, key(name)).orElseThrow(LambdaErrors::noPolicy);
    }

    @Override
    public GetFunctionUrlConfigResponse getFunctionUrlConfig(GetFunctionUrlConfigRequest in, Call call) {
        FunctionName name = named(in.functionName(), in.qualifier(), call);
        return call.read(snapshot -> {
            FunctionUrlConfig config = find(snapshot, name).configuration();
            return GetFunctionUrlConfigResponse.builder()
                    .functionUrl(config.functionUrl())
                    .functionArn(config.functionArn())
                    .authType(config.authType())
                    .cors(config.cors())
                    .creationTime(config.creationTime())
                    .lastModifiedTime(config.lastModifiedTime())
                    .invokeMode(config.invokeMode())
                    .build();
        });
    }

    @Override
    public UpdateFunctionUrlConfigResponse updateFunctionUrlConfig(UpdateFunctionUrlConfigRequest in, Call call) {
        FunctionName name = named(in.functionName(), in.qualifier(), call);
        FunctionUrlConfig made = call.write(tx -> {
            Function unused = function(tx, name);
            if (Lookup.find(tx, name).isEmpty()) {
                throw noFunction();
            }
            Url old = find(tx, name);
            FunctionUrlConfig.Builder changed =
                    old.configuration().toBuilder().lastModifiedTime(Configurations.modified(call.time()));
            if (in.authType() != null) {
                changed.authType(in.authType());
            }
            if (in.cors() != null) {
                changed.cors(in.cors());
            }
            if (in.invokeMode() != null) {
                changed.invokeMode(in.invokeMode());
            }
            FunctionUrlConfig config = changed.build();
            Urls.put(tx, name.tables(), key(name), new Url(old.id(), config));
            return config;
        });
        return UpdateFunctionUrlConfigResponse.builder()
                .functionUrl(made.functionUrl())
                .functionArn(made.functionArn())
                .authType(made.authType())
                .cors(made.cors())
                .creationTime(made.creationTime())
                .lastModifiedTime(made.lastModifiedTime())
                .invokeMode(in.invokeMode())
                .build();
    }

    @Override
    public DeleteFunctionUrlConfigResponse deleteFunctionUrlConfig(DeleteFunctionUrlConfigRequest in, Call call) {
        FunctionName name = named(in.functionName(), in.qualifier(), call);
        boolean unused = call.write(tx -> {
            Url old = find(tx, name);
            Urls.delete(tx, name.tables(), new Row<>(key(name), old));
            return true;
        });
        return DeleteFunctionUrlConfigResponse.of();
    }

    @Override
    public ListFunctionUrlConfigsResponse listFunctionUrlConfigs(ListFunctionUrlConfigsRequest in, Call call) {
        FunctionName name = FunctionName.of(in.functionName(), call).with(null);
        int limit = Paging.limit(in.maxItems(), LambdaLimits.PAGE.intIn(limits));
        return call.read(snapshot -> {
            Function unused = function(snapshot, name);
            Page<Row<Part, Url>> page = Paging.page(() -> name.tables()
                    .urls
                    .page(snapshot, Range.prefix(name.name()), limit, in.marker(), "ListUrls" + name.name()));
            return ListFunctionUrlConfigsResponse.builder()
                    .functionUrlConfigs(page.items().stream()
                            .map(row -> row.value().configuration())
                            .toList())
                    .nextMarker(page.next().orElse(null))
                    .build();
        });
    }
}
