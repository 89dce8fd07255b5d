package cloudjar.services.lambda;

import cloudjar.api.lambda.AliasConfiguration;
import cloudjar.api.lambda.CodeSigningConfig;
import cloudjar.api.lambda.EventSourceMappingConfiguration;
import cloudjar.api.lambda.FunctionConfiguration;
import cloudjar.api.lambda.FunctionEventInvokeConfig;
import cloudjar.api.lambda.FunctionUrlConfig;
import cloudjar.api.lambda.GetLayerVersionResponse;
import cloudjar.api.lambda.PutRuntimeManagementConfigResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.Structure;
import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.RecordCodec;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.StructureCodec;
import cloudjar.kernel.store.Table;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * The tables of Lambda in one account and region.
 *
 * <pre>
 * functions        name String                        {@link Function}
 * versions         name String, version String        {@link Version}
 * aliases          name String, alias String          AliasConfiguration
 * policies         "function:" or "layer:" and name, qualifier String   {@link Policy}
 * provisioned      name String, qualifier String      {@link Provisioned}
 * invoke-configs   name String, qualifier String      FunctionEventInvokeConfig
 * urls             name String, qualifier String      {@link Url}
 * url-homes        id of the URL String               ARN of its function; in no account
 * layers           name String                        the highest number that was given out
 * layer-versions   name String, number long           {@link LayerVersion}
 * signing          id String                          CodeSigningConfig
 * events           id String                          {@link Event}: asynchronous invocations underway
 * mappings         id String                          {@link Mapping}
 * mappings/by-function  name String
 * windows          id of the mapping String, shard String  {@link Window}: tumbling windows that are open
 * tags             ARN String                         tags of what is no function
 * </pre>
 */
final class LambdaTables {
    static final String SERVICE = "lambda";

    /** Something of a function by its qualifier. */
    record Part(String name, String qualifier) {}

    /** A version of a layer. */
    record Numbered(String name, long number) {}

    /** Tags of something. */
    record Tagged(java.util.Map<String, String> tags) {}

    private static final KeyCodec<Part> PART = KeyCodec.of(
            (key, out) -> out.add(key.name).add(key.qualifier), in -> new Part(in.nextString(), in.nextString()));
    private static final KeyCodec<Numbered> NUMBERED = KeyCodec.of(
            (key, out) -> out.add(key.name).add(key.number), in -> new Numbered(in.nextString(), in.nextLong()));

    private static final Table<String, Function> FUNCTIONS =
            Table.of(SERVICE, "functions", KeyCodec.STRING, RecordCodec.of(Function.class));
    private static final Table<Part, Version> VERSIONS = Table.of(
            SERVICE,
            "versions",
            PART,
            RecordCodec.builder()
                    .with(
                            FunctionConfiguration.class,
                            of(FunctionConfiguration.class, () -> FunctionConfiguration.builder()
                                    .build()))
                    .with(
                            PutRuntimeManagementConfigResponse.class,
                            of(
                                    PutRuntimeManagementConfigResponse.class,
                                    () -> PutRuntimeManagementConfigResponse.builder()
                                            .build()))
                    .build(Version.class));
    private static final Table<Part, AliasConfiguration> ALIASES =
            Table.of(SERVICE, "aliases", PART, of(AliasConfiguration.class, () -> AliasConfiguration.builder()
                    .build()));
    private static final Table<Part, Policy> POLICIES =
            Table.of(SERVICE, "policies", PART, RecordCodec.of(Policy.class));
    private static final Table<Part, Provisioned> PROVISIONED =
            Table.of(SERVICE, "provisioned", PART, RecordCodec.of(Provisioned.class));
    private static final Table<Part, FunctionEventInvokeConfig> INVOKE_CONFIGS = Table.of(
            SERVICE,
            "invoke-configs",
            PART,
            of(FunctionEventInvokeConfig.class, () -> FunctionEventInvokeConfig.builder()
                    .build()));
    private static final Table<Part, Url> URLS = Table.of(
            SERVICE,
            "urls",
            PART,
            RecordCodec.builder()
                    .with(FunctionUrlConfig.class, of(FunctionUrlConfig.class, LambdaTables::url))
                    .build(Url.class));
    private static final ScopedTable<String, String> URL_HOMES =
            Table.of(SERVICE, "url-homes", KeyCodec.STRING, Codec.STRING).in(Scope.GLOBAL);
    private static final Table<String, Long> LAYERS = Table.of(SERVICE, "layers", KeyCodec.STRING, Codec.LONG);
    private static final Table<Numbered, LayerVersion> LAYER_VERSIONS = Table.of(
            SERVICE,
            "layer-versions",
            NUMBERED,
            RecordCodec.builder()
                    .with(
                            GetLayerVersionResponse.class,
                            of(GetLayerVersionResponse.class, () -> GetLayerVersionResponse.builder()
                                    .build()))
                    .build(LayerVersion.class));
    private static final Table<String, CodeSigningConfig> SIGNING =
            Table.of(SERVICE, "signing", KeyCodec.STRING, of(CodeSigningConfig.class, LambdaTables::signing));
    private static final Table<String, Event> EVENTS =
            Table.of(SERVICE, "events", KeyCodec.STRING, RecordCodec.of(Event.class));
    private static final Table<String, Mapping> MAPPINGS = Table.of(
            SERVICE,
            "mappings",
            KeyCodec.STRING,
            RecordCodec.builder()
                    .with(
                            EventSourceMappingConfiguration.class,
                            of(EventSourceMappingConfiguration.class, () -> EventSourceMappingConfiguration.builder()
                                    .build()))
                    .build(Mapping.class));
    private static final Table<String, Tagged> TAGS =
            Table.of(SERVICE, "tags", KeyCodec.STRING, RecordCodec.of(Tagged.class));

    private static final Table<Part, Window> WINDOWS = Table.of(SERVICE, "windows", PART, RecordCodec.of(Window.class));

    private static final AtomicReference<LambdaTables> LAST = new AtomicReference<>(new LambdaTables(Scope.GLOBAL));

    private final Scope scope;
    final ScopedTable<String, Function> functions;
    final ScopedTable<Part, Version> versions;
    final ScopedTable<Part, AliasConfiguration> aliases;
    final ScopedTable<Part, Policy> policies;
    final ScopedTable<Part, Provisioned> provisioned;
    final ScopedTable<Part, FunctionEventInvokeConfig> invokeConfigs;
    final ScopedTable<Part, Url> urls;
    final ScopedTable<String, Long> layers;
    final ScopedTable<Numbered, LayerVersion> layerVersions;
    final ScopedTable<String, CodeSigningConfig> signing;
    final ScopedTable<String, Event> events;
    final ScopedTable<String, Mapping> mappings;
    final ScopedTable<String, Tagged> tags;
    final ScopedTable<Part, Window> windows;

    private LambdaTables(Scope scope) {
        this.scope = scope;
        functions = FUNCTIONS.in(scope);
        versions = VERSIONS.in(scope);
        aliases = ALIASES.in(scope);
        policies = POLICIES.in(scope);
        provisioned = PROVISIONED.in(scope);
        invokeConfigs = INVOKE_CONFIGS.in(scope);
        urls = URLS.in(scope);
        layers = LAYERS.in(scope);
        layerVersions = LAYER_VERSIONS.in(scope);
        signing = SIGNING.in(scope);
        events = EVENTS.in(scope);
        mappings = MAPPINGS.in(scope);
        tags = TAGS.in(scope);
        windows = WINDOWS.in(scope);
    }

    private static <S extends Structure> Codec<S> of(Class<S> type, Supplier<Structure> empty) {
        return StructureCodec.of(type, () -> empty.get().schema());
    }

    private static Structure url() {
        return FunctionUrlConfig.builder()
                .functionUrl("")
                .functionArn("")
                .creationTime("")
                .lastModifiedTime("")
                .authType("")
                .build();
    }

    private static Structure signing() {
        return CodeSigningConfig.builder().build();
    }

    /** By ids of addresses, the functions they are of: who sends something there says no account. */
    static ScopedTable<String, String> urlHomes() {
        return URL_HOMES;
    }

    /** The tables of an account and region. */
    static LambdaTables in(String account, String region) {
        LambdaTables last = LAST.getPlain();
        if (last.scope.account().equals(account) && last.scope.region().equals(region)) {
            return last;
        }
        LambdaTables bound = new LambdaTables(new Scope(account, region));
        LAST.set(bound);
        return bound;
    }

    /** The tables of the account and region that a call is about. */
    static LambdaTables of(Call call) {
        return in(call.account(), call.region());
    }
}
