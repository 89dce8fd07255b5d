package cloudjar.services.lambda;

import cloudjar.api.lambda.Concurrency;
import cloudjar.api.lambda.CreateFunctionRequest;
import cloudjar.api.lambda.DeleteFunctionRequest;
import cloudjar.api.lambda.DeleteFunctionResponse;
import cloudjar.api.lambda.Environment;
import cloudjar.api.lambda.FunctionCode;
import cloudjar.api.lambda.FunctionConfiguration;
import cloudjar.api.lambda.Functions;
import cloudjar.api.lambda.GetFunctionConfigurationRequest;
import cloudjar.api.lambda.GetFunctionRequest;
import cloudjar.api.lambda.GetFunctionResponse;
import cloudjar.api.lambda.ListFunctionsRequest;
import cloudjar.api.lambda.ListFunctionsResponse;
import cloudjar.api.lambda.UpdateFunctionCodeRequest;
import cloudjar.api.lambda.UpdateFunctionConfigurationRequest;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.function.FunctionEngine;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import cloudjar.services.lambda.LambdaTables.Part;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Functions: made, shown, changed, deleted. */
final class FunctionOperations implements Functions {
    private final LimitProfile limits;
    private final FunctionEngine engine;
    private final Packages packages;
    private final Configurations configurations;
    private final Roles roles;
    private final Environments environments;

    FunctionOperations(
            LimitProfile limits,
            FunctionEngine engine,
            Packages packages,
            Configurations configurations,
            Roles roles,
            Environments environments) {
        this.limits = limits;
        this.engine = engine;
        this.packages = packages;
        this.configurations = configurations;
        this.roles = roles;
        this.environments = environments;
    }

    @Override
    public FunctionConfiguration createFunction(CreateFunctionRequest in, Call call) {
        FunctionName name = FunctionName.made(in.functionName(), call);
        TagRules.check(in.tags(), limits);
        roles.check(in.role(), call);
        FunctionCode from = in.code_();
        Code code = packages.take(
                new Packages.Source(
                        from.zipFile(), from.s3Bucket(), from.s3Key(), from.s3ObjectVersion(), from.imageUri()),
                call);
        checkLength(from.zipFile(), in.environment());
        FunctionConfiguration asked =
                configurations.created(in, name, code, call.world().ids().uuid(), call);
        FunctionConfiguration made = environments.sealed(asked, name, call);
        Function function = Function.of(
                name.name(),
                in.tags(),
                in.codeSigningConfigArn(),
                call.endpoint().url(),
                call.time());
        String first = call.world().ids().uuid();
        String published = call.world().ids().uuid();
        boolean publish = Boolean.TRUE.equals(in.publish());
        Version latest = new Version(made, code, null);
        boolean unused = call.write(tx -> {
            put(tx, name, function, latest, call);
            return !publish
                    || Publishing.publish(tx, name, function, latest, null, published, call)
                            .number()
                            .equals("1");
        });
        FunctionConfiguration.Builder shown = asked.toBuilder().revisionId(first);
        if (publish) {
            // The ARN stays without the version: recorded (test_publish_version_on_create).
            shown.version("1");
        }
        return shown.state("Pending")
                .stateReason("The function is being created.")
                .stateReasonCode("Creating")
                .lastUpdateStatus(null)
                .build();
    }

    /** The two members that can be long, as they came: AWS looks at the zip archive by itself before (recorded). */
    private void checkLength(@Nullable Bytes zip, @Nullable Environment environment) {
        long length = zip == null ? 0 : (zip.size() + 2L) / 3 * 4;
        if (environment != null) {
            length += Json.write(environment.variables()).length();
        }
        if (length > LambdaLimits.REQUEST.in(limits)) {
            throw LambdaErrors.requestTooLarge(LambdaLimits.REQUEST.in(limits), "CreateFunction");
        }
    }

    private void put(Tx tx, FunctionName name, Function function, Version latest, Call call) {
        LambdaTables tables = name.tables();
        if (tables.functions.contains(tx, name.name())) {
            throw LambdaErrors.functionExists(name.name());
        }
        if (function.signing() != null) {
            SigningOperations.require(tx, function.signing(), call);
            checkTrust(tx, function, latest.code(), call);
        }
        checkStorage(tx, tables, latest.code());
        tables.functions.put(tx, name.name(), function);
        tables.versions.put(tx, new Part(name.name(), FunctionName.LATEST), latest);
        Packages.keep(tx, latest.code(), call);
    }

    /** Images are none of code signing's business. */
    private static void checkTrust(Snapshot snapshot, Function function, Code code, Call call) {
        if (!(code instanceof Code.Image)) {
            SigningOperations.checkTrust(snapshot, function.signing(), call);
        }
    }

    private void checkStorage(Snapshot snapshot, LambdaTables tables, Code code) {
        if (Usage.codeSize(snapshot, tables) + code.size() > LambdaLimits.STORAGE.in(limits)) {
            throw LambdaErrors.storageExceeded();
        }
    }

    @Override
    public GetFunctionResponse getFunction(GetFunctionRequest in, Call call) {
        FunctionName name = FunctionName.of(in.functionName(), in.qualifier(), call);
        GetFunctionResponse found = call.read(snapshot -> {
            Function function = Lookup.function(snapshot, name);
            Version version = Lookup.version(snapshot, name);
            boolean whole = FunctionName.LATEST.equals(name.qualifierOrLatest());
            return GetFunctionResponse.builder()
                    .configuration(shown(version, name))
                    .code_(CodeDocuments.location(version, name, call))
                    .tags(function.tags().isEmpty() ? null : function.tags())
                    .concurrency(
                            function.reserved() == null || !whole
                                    ? null
                                    : Concurrency.builder()
                                            .reservedConcurrentExecutions(function.reserved())
                                            .build())
                    .build();
        });
        FunctionConfiguration kept = Objects.requireNonNull(found.configuration());
        return found.toBuilder()
                .configuration(environments.shown(kept, name, call))
                .build();
    }

    /** A version as it is shown to who asked by that name. */
    private static FunctionConfiguration shown(Version version, FunctionName name) {
        return name.qualifier() == null
                ? version.configuration()
                : version.configuration().toBuilder().functionArn(name.arn()).build();
    }

    @Override
    public FunctionConfiguration getFunctionConfiguration(GetFunctionConfigurationRequest in, Call call) {
        FunctionName name = FunctionName.of(in.functionName(), in.qualifier(), call);
        return environments.shown(call.read(snapshot -> shown(Lookup.version(snapshot, name), name)), name, call);
    }

    @Override
    public ListFunctionsResponse listFunctions(ListFunctionsRequest in, Call call) {
        boolean all = "ALL".equals(in.functionVersion());
        int limit = Paging.limit(in.maxItems(), LambdaLimits.PAGE.intIn(limits));
        ListFunctionsResponse page = page(in, all, limit, call);
        return page.toBuilder()
                .functions(environments.shown(page.functions(), call))
                .build();
    }

    private static ListFunctionsResponse page(ListFunctionsRequest in, boolean all, int limit, Call call) {
        return call.read(snapshot -> {
            LambdaTables tables = LambdaTables.of(call);
            if (all) {
                Page<Row<Part, Version>> page = Paging.page(
                        () -> tables.versions.page(snapshot, Range.all(), limit, in.marker(), "ListFunctionsALL"));
                return ListFunctionsResponse.builder()
                        .functions(page.items().stream()
                                .map(row -> Publishing.listed(row.value(), true))
                                .toList())
                        .nextMarker(page.next().orElse(null))
                        .build();
            }
            Page<Row<String, Function>> page = Paging.page(
                    () -> tables.functions.page(snapshot, Range.all(), limit, in.marker(), "ListFunctions"));
            List<FunctionConfiguration> functions = page.items().stream()
                    .map(row -> tables.versions.get(snapshot, new Part(row.key(), FunctionName.LATEST)))
                    .flatMap(Optional::stream)
                    .map(version -> Publishing.listed(version, false))
                    .toList();
            return ListFunctionsResponse.builder()
                    .functions(functions)
                    .nextMarker(page.next().orElse(null))
                    .build();
        });
    }

    @Override
    public FunctionConfiguration updateFunctionCode(UpdateFunctionCodeRequest in, Call call) {
        FunctionName name = FunctionName.of(in.functionName(), call);
        Version old = call.read(snapshot -> Lookup.latest(snapshot, name));
        boolean image = Configurations.IMAGE.equals(old.configuration().packageType());
        if (image && in.imageUri() == null) {
            throw LambdaErrors.invalid("Please provide ImageUri when updating a function with packageType Image.");
        }
        if (!image && in.imageUri() != null) {
            throw LambdaErrors.invalid("Please don't provide ImageUri when updating a function with packageType Zip.");
        }
        Code code = packages.take(
                new Packages.Source(in.zipFile(), in.s3Bucket(), in.s3Key(), in.s3ObjectVersion(), in.imageUri()),
                call);
        String revision = call.world().ids().uuid();
        String published = call.world().ids().uuid();
        boolean dry = Boolean.TRUE.equals(in.dryRun());
        FunctionConfiguration made = call.write(tx -> {
            Version latest = Lookup.latest(tx, name);
            checkRevision(in.revisionId(), latest);
            checkTrust(tx, Lookup.function(tx, name), code, call);
            FunctionConfiguration.Builder changed = latest.configuration().toBuilder()
                    .codeSha256(code.sha256())
                    .codeSize(code.size())
                    .lastModified(Configurations.modified(call.time()))
                    .revisionId(revision);
            if (in.hasArchitectures()) {
                changed.architectures(in.architectures());
            }
            Version next = new Version(changed.build(), code, latest.runtime());
            if (dry) {
                return next.configuration();
            }
            checkStorage(tx, name.tables(), code);
            name.tables().versions.put(tx, new Part(name.name(), FunctionName.LATEST), next);
            Packages.keep(tx, code, call);
            Packages.drop(tx, latest.code(), call);
            retireAfter(tx, name, latest, call);
            if (Boolean.TRUE.equals(in.publish())) {
                Function function = Lookup.function(tx, name);
                return Publishing.publish(tx, name, function, next, null, published, call)
                        .configuration();
            }
            return next.configuration();
        });
        FunctionConfiguration shown = environments.shown(made, name, call);
        return shown.version() != null && shown.version().equals(FunctionName.LATEST) && !dry
                ? updating(shown, call)
                : shown;
    }

    private static void checkRevision(@Nullable String asked, Version latest) {
        if (asked != null && !asked.equals(latest.revision())) {
            throw LambdaErrors.revision("GetFunction/GetAlias");
        }
    }

    private void retireAfter(Tx tx, FunctionName name, Version old, Call call) {
        String id = Executions.id(call.world(), name, old);
        tx.afterCommit(() -> engine.retire(id));
    }

    private static FunctionConfiguration updating(FunctionConfiguration made, Call call) {
        return made.toBuilder()
                .lastUpdateStatus("InProgress")
                .lastUpdateStatusReason("The function is being created.")
                .lastUpdateStatusReasonCode("Creating")
                .revisionId(call.world().ids().uuid())
                .build();
    }

    @Override
    public FunctionConfiguration updateFunctionConfiguration(UpdateFunctionConfigurationRequest in, Call call) {
        FunctionName name = FunctionName.of(in.functionName(), call);
        Version old = call.read(snapshot -> Lookup.latest(snapshot, name));
        checkRevision(in.revisionId(), old);
        if (in.role() != null) {
            roles.check(in.role(), call);
        }
        String revision = call.world().ids().uuid();
        FunctionConfiguration made = changed(old.configuration(), in, name, call);
        FunctionConfiguration stored = call.write(tx -> {
            Version latest = Lookup.latest(tx, name);
            checkRevision(in.revisionId(), latest);
            if (!in.layers().isEmpty()) {
                checkTrust(tx, Lookup.function(tx, name), latest.code(), call);
            }
            FunctionConfiguration base = latest.revision().equals(old.revision())
                    ? made
                    : configurations.changed(latest.configuration(), in, name, call).toBuilder()
                            .environment(made.environment())
                            .kmsKeyArn(made.kmsKeyArn())
                            .build();
            FunctionConfiguration next = base.toBuilder().revisionId(revision).build();
            name.tables().versions.put(tx, new Part(name.name(), FunctionName.LATEST), latest.with(next));
            retireAfter(tx, name, latest, call);
            return next;
        });
        return updating(environments.shown(stored, name, call), call);
    }

    /** Changed, with its environment variables sealed by the key that it has then, for the role that it has then. */
    private FunctionConfiguration changed(
            FunctionConfiguration old, UpdateFunctionConfigurationRequest in, FunctionName name, Call call) {
        boolean reads = in.environment() == null && (in.kmsKeyArn() != null || in.role() != null);
        FunctionConfiguration base = reads ? environments.opened(old, name, call) : old;
        return environments.sealed(configurations.changed(base, in, name, call), name, call);
    }

    @Override
    public DeleteFunctionResponse deleteFunction(DeleteFunctionRequest in, Call call) {
        FunctionName name = FunctionName.of(in.functionName(), in.qualifier(), call);
        String qualifier = name.qualifier();
        if (FunctionName.LATEST.equals(qualifier)) {
            throw LambdaErrors.latestStays();
        }
        if (qualifier != null && FunctionName.isAlias(qualifier)) {
            throw LambdaErrors.invalid("Deletion of aliases is not currently supported.");
        }
        boolean unused = call.write(tx -> {
            Function function = name.tables()
                    .functions
                    .get(tx, name.name())
                    .orElseThrow(() -> LambdaErrors.noFunction(name.functionArn()));
            if (qualifier == null) {
                deleteAll(tx, name, call);
            } else {
                deleteVersion(tx, name, qualifier, call);
            }
            return function.lastVersion() >= 0;
        });
        String prefix = Executions.prefix(call.world(), name);
        engine.retire(qualifier == null ? prefix : prefix + qualifier + "/");
        return DeleteFunctionResponse.of();
    }

    private static void deleteVersion(Tx tx, FunctionName name, String qualifier, Call call) {
        LambdaTables tables = name.tables();
        boolean used = tables.aliases.rows(tx, Range.prefix(name.name())).stream()
                .anyMatch(row -> Objects.equals(row.value().functionVersion(), qualifier)
                        || row.value().routingConfig() != null
                                && row.value()
                                        .routingConfig()
                                        .additionalVersionWeights()
                                        .containsKey(qualifier));
        if (used) {
            throw LambdaErrors.conflict("Cannot delete version " + qualifier + ": aliases are using it");
        }
        Part part = new Part(name.name(), qualifier);
        tables.versions.get(tx, part).ifPresent(version -> Packages.drop(tx, version.code(), call));
        boolean gone = tables.versions.delete(tx, part);
        if (gone) {
            tables.policies.delete(tx, Policies.key(name));
            tables.provisioned.delete(tx, part);
            tables.invokeConfigs.delete(tx, part);
        }
    }

    private static void deleteAll(Tx tx, FunctionName name, Call call) {
        LambdaTables tables = name.tables();
        Range own = Range.prefix(name.name());
        tables.versions
                .rows(tx, own)
                .toList()
                .forEach(row -> Packages.drop(tx, row.value().code(), call));
        tables.versions.deleteRange(tx, own);
        tables.aliases.deleteRange(tx, own);
        tables.policies.deleteRange(tx, Range.prefix(Policies.FUNCTION + name.name()));
        tables.provisioned.deleteRange(tx, own);
        tables.invokeConfigs.deleteRange(tx, own);
        tables.urls.rows(tx, own).toList().forEach(row -> Urls.delete(tx, tables, row));
        tables.functions.delete(tx, name.name());
    }
}
