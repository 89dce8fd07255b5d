package cloudjar.services.lambda;

import cloudjar.api.lambda.AccountLimit;
import cloudjar.api.lambda.AccountUsage;
import cloudjar.api.lambda.Concurrencies;
import cloudjar.api.lambda.Concurrency;
import cloudjar.api.lambda.DeleteFunctionConcurrencyRequest;
import cloudjar.api.lambda.DeleteFunctionConcurrencyResponse;
import cloudjar.api.lambda.DeleteProvisionedConcurrencyConfigRequest;
import cloudjar.api.lambda.DeleteProvisionedConcurrencyConfigResponse;
import cloudjar.api.lambda.GetAccountSettingsRequest;
import cloudjar.api.lambda.GetAccountSettingsResponse;
import cloudjar.api.lambda.GetFunctionConcurrencyRequest;
import cloudjar.api.lambda.GetFunctionConcurrencyResponse;
import cloudjar.api.lambda.GetProvisionedConcurrencyConfigRequest;
import cloudjar.api.lambda.GetProvisionedConcurrencyConfigResponse;
import cloudjar.api.lambda.ListProvisionedConcurrencyConfigsRequest;
import cloudjar.api.lambda.ListProvisionedConcurrencyConfigsResponse;
import cloudjar.api.lambda.ProvisionedConcurrencyConfigListItem;
import cloudjar.api.lambda.PutFunctionConcurrencyRequest;
import cloudjar.api.lambda.PutProvisionedConcurrencyConfigRequest;
import cloudjar.api.lambda.PutProvisionedConcurrencyConfigResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.function.FunctionEngine;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.lambda.LambdaTables.Part;
import org.jspecify.annotations.Nullable;

/** How many invocations at once functions get: reserved, kept ready, and left for all. */
final class ConcurrencyOperations implements Concurrencies {
    private final LimitProfile limits;
    private final FunctionEngine engine;
    private final Executions executions;

    ConcurrencyOperations(LimitProfile limits, FunctionEngine engine, Executions executions) {
        this.limits = limits;
        this.engine = engine;
        this.executions = executions;
    }

    @Override
    public Concurrency putFunctionConcurrency(PutFunctionConcurrencyRequest in, Call call) {
        FunctionName name = FunctionName.of(in.functionName(), call);
        int wanted = in.reservedConcurrentExecutions();
        boolean unused = call.write(tx -> {
            Function function = found(tx, name, FunctionName.LATEST);
            int left = LambdaLimits.CONCURRENT.intIn(limits) - Usage.reserved(tx, name.tables(), name.name()) - wanted;
            if (left < LambdaLimits.UNRESERVED_MIN.in(limits)) {
                throw LambdaErrors.untyped("Specified ReservedConcurrentExecutions for function decreases account's"
                        + " UnreservedConcurrentExecution below its minimum value of ["
                        + LambdaLimits.UNRESERVED_MIN.in(limits) + "].");
            }
            int provisioned = provisioned(tx, name);
            if (wanted < provisioned) {
                throw LambdaErrors.invalid(" ReservedConcurrentExecutions  " + wanted
                        + " should not be lower than function's total provisioned concurrency [" + provisioned + "].");
            }
            name.tables().functions.put(tx, name.name(), function.reserving(wanted));
            return true;
        });
        return Concurrency.builder().reservedConcurrentExecutions(wanted).build();
    }

    private static int provisioned(Snapshot snapshot, FunctionName name) {
        return name.tables().provisioned.rows(snapshot, Range.prefix(name.name())).stream()
                .mapToInt(row -> row.value().requested())
                .sum();
    }

    /** The function; the qualifier is what is said of one that is not there. */
    private static Function found(Snapshot snapshot, FunctionName name, @Nullable String qualifier) {
        if (name.qualifier() != null) {
            throw LambdaErrors.functionsOnly();
        }
        return name.tables()
                .functions
                .get(snapshot, name.name())
                .orElseThrow(() -> LambdaErrors.noFunction(name.with(qualifier).arn()));
    }

    @Override
    public GetFunctionConcurrencyResponse getFunctionConcurrency(GetFunctionConcurrencyRequest in, Call call) {
        FunctionName name = FunctionName.of(in.functionName(), call);
        return call.read(snapshot -> GetFunctionConcurrencyResponse.builder()
                .reservedConcurrentExecutions(found(snapshot, name, null).reserved())
                .build());
    }

    @Override
    public DeleteFunctionConcurrencyResponse deleteFunctionConcurrency(DeleteFunctionConcurrencyRequest in, Call call) {
        FunctionName name = FunctionName.of(in.functionName(), call);
        boolean unused = call.write(tx -> {
            Function function = found(tx, name, null);
            name.tables().functions.put(tx, name.name(), function.reserving(null));
            return true;
        });
        return DeleteFunctionConcurrencyResponse.of();
    }

    @Override
    public GetAccountSettingsResponse getAccountSettings(GetAccountSettingsRequest in, Call call) {
        return call.read(snapshot -> {
            LambdaTables tables = LambdaTables.of(call);
            int all = LambdaLimits.CONCURRENT.intIn(limits);
            return GetAccountSettingsResponse.builder()
                    .accountLimit(AccountLimit.builder()
                            .totalCodeSize(LambdaLimits.STORAGE.in(limits))
                            .codeSizeUnzipped(LambdaLimits.UNZIPPED.in(limits))
                            .codeSizeZipped(LambdaLimits.ZIPPED.in(limits))
                            .concurrentExecutions(all)
                            .unreservedConcurrentExecutions(all - Usage.reserved(snapshot, tables, ""))
                            .build())
                    .accountUsage(AccountUsage.builder()
                            .totalCodeSize(Usage.codeSize(snapshot, tables))
                            .functionCount(tables.functions.count(snapshot, Range.all()))
                            .build())
                    .build();
        });
    }

    @Override
    public PutProvisionedConcurrencyConfigResponse putProvisionedConcurrencyConfig(
            PutProvisionedConcurrencyConfigRequest in, Call call) {
        FunctionName name = FunctionName.of(in.functionName(), in.qualifier(), call);
        if (FunctionName.LATEST.equals(name.qualifier())) {
            throw LambdaErrors.invalid(
                    "Provisioned Concurrency Configs cannot be applied to unpublished function versions.");
        }
        int wanted = in.provisionedConcurrentExecutions();
        boolean unused = call.write(tx -> {
            Version version = target(tx, name);
            checkAliases(tx, name, version);
            Function function = Lookup.function(tx, name);
            int all = wanted
                    + provisioned(tx, name)
                    - name.tables()
                            .provisioned
                            .get(tx, key(name))
                            .map(Provisioned::requested)
                            .orElse(0);
            int left = LambdaLimits.CONCURRENT.intIn(limits) - Usage.reserved(tx, name.tables(), "");
            if (function.reserved() != null && all > function.reserved()) {
                throw LambdaErrors.invalid("Requested Provisioned Concurrency should not be greater than the"
                        + " reservedConcurrentExecution for function");
            }
            if (wanted > left) {
                throw LambdaErrors.untyped("Specified ConcurrentExecutions for function is greater than account's"
                        + " unreserved concurrency [" + left + "].");
            }
            if (function.reserved() == null && left - wanted < LambdaLimits.UNRESERVED_MIN.in(limits)) {
                throw LambdaErrors.untyped("Specified ConcurrentExecutions for function decreases account's"
                        + " UnreservedConcurrentExecution below its minimum value of ["
                        + LambdaLimits.UNRESERVED_MIN.in(limits) + "].");
            }
            name.tables().provisioned.put(tx, key(name), new Provisioned(wanted, call.time()));
            return true;
        });
        int ready = provision(name, wanted, call);
        return PutProvisionedConcurrencyConfigResponse.builder()
                .requestedProvisionedConcurrentExecutions(wanted)
                .allocatedProvisionedConcurrentExecutions(ready > wanted ? wanted : 0)
                .availableProvisionedConcurrentExecutions(0)
                .status_("IN_PROGRESS")
                .lastModified(Configurations.modified(call.time()))
                .build();
    }

    private int provision(FunctionName name, int wanted, Call call) {
        Version version = call.read(snapshot -> target(snapshot, name));
        Function function = call.read(snapshot -> Lookup.function(snapshot, name));
        return engine.provision(executions.spec(name, function, version, call), wanted);
    }

    private static void checkAliases(Snapshot snapshot, FunctionName name, Version version) {
        boolean alias = !FunctionName.isVersion(name.qualifierOrLatest());
        if (alias && name.tables().provisioned.contains(snapshot, new Part(name.name(), version.number()))) {
            throw LambdaErrors.conflict("Alias can't be used for Provisioned Concurrency configuration on an already"
                    + " Provisioned version");
        }
        boolean aliased = !alias
                && name.tables().provisioned.rows(snapshot, Range.prefix(name.name())).stream()
                        .map(row -> name.with(row.key().qualifier()))
                        .filter(other -> !FunctionName.isVersion(other.qualifierOrLatest()))
                        .anyMatch(other -> Lookup.find(snapshot, other)
                                .filter(found -> found.number().equals(version.number()))
                                .isPresent());
        if (aliased) {
            throw LambdaErrors.conflict("Version is pointed by a Provisioned Concurrency alias");
        }
    }

    private static Part key(FunctionName name) {
        return new Part(name.name(), name.qualifierOrLatest());
    }

    private static Version target(Snapshot snapshot, FunctionName name) {
        if (FunctionName.isVersion(name.qualifierOrLatest())) {
            return Lookup.version(snapshot, name);
        }
        return Lookup.find(snapshot, name).orElseThrow(() -> LambdaErrors.noAlias(name.arn()));
    }

    @Override
    public GetProvisionedConcurrencyConfigResponse getProvisionedConcurrencyConfig(
            GetProvisionedConcurrencyConfigRequest in, Call call) {
        FunctionName name = FunctionName.of(in.functionName(), in.qualifier(), call);
        if (FunctionName.LATEST.equals(name.qualifier())) {
            throw LambdaErrors.invalid("The function resource provided must be an alias or a published version.");
        }
        return call.read(snapshot -> {
            Version unused = target(snapshot, name);
            Provisioned config =
                    name.tables().provisioned.get(snapshot, key(name)).orElseThrow(LambdaErrors::noProvisioned);
            return GetProvisionedConcurrencyConfigResponse.builder()
                    .requestedProvisionedConcurrentExecutions(config.requested())
                    .allocatedProvisionedConcurrentExecutions(config.requested())
                    .availableProvisionedConcurrentExecutions(config.requested())
                    .status_("READY")
                    .lastModified(Configurations.modified(config.changed()))
                    .build();
        });
    }

    @Override
    public DeleteProvisionedConcurrencyConfigResponse deleteProvisionedConcurrencyConfig(
            DeleteProvisionedConcurrencyConfigRequest in, Call call) {
        FunctionName name = FunctionName.of(in.functionName(), in.qualifier(), call);
        if (FunctionName.LATEST.equals(name.qualifier())) {
            throw LambdaErrors.invalid("The function resource provided must be an alias or a published version.");
        }
        boolean unused = call.write(tx -> {
            Version version = target(tx, name);
            return name.tables().provisioned.delete(tx, key(name))
                    && !version.number().isEmpty();
        });
        return DeleteProvisionedConcurrencyConfigResponse.of();
    }

    @Override
    public ListProvisionedConcurrencyConfigsResponse listProvisionedConcurrencyConfigs(
            ListProvisionedConcurrencyConfigsRequest in, Call call) {
        FunctionName name = FunctionName.of(in.functionName(), call).with(null);
        int limit = Paging.limit(in.maxItems(), LambdaLimits.PAGE.intIn(limits));
        return call.read(snapshot -> {
            Function unused = Lookup.function(snapshot, name);
            Page<Row<Part, Provisioned>> page = Paging.page(() -> name.tables()
                    .provisioned
                    .page(snapshot, Range.prefix(name.name()), limit, in.marker(), "ListProvisioned" + name.name()));
            return ListProvisionedConcurrencyConfigsResponse.builder()
                    .provisionedConcurrencyConfigs(
                            page.items().stream().map(row -> item(name, row)).toList())
                    .nextMarker(page.next().orElse(null))
                    .build();
        });
    }

    private static ProvisionedConcurrencyConfigListItem item(FunctionName name, Row<Part, Provisioned> row) {
        return ProvisionedConcurrencyConfigListItem.builder()
                .functionArn(name.arn(row.key().qualifier()))
                .requestedProvisionedConcurrentExecutions(row.value().requested())
                .allocatedProvisionedConcurrentExecutions(row.value().requested())
                .availableProvisionedConcurrentExecutions(row.value().requested())
                .status_("READY")
                .lastModified(Configurations.modified(row.value().changed()))
                .build();
    }
}
