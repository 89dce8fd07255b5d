package cloudjar.services.lambda;

import cloudjar.api.lambda.AliasConfiguration;
import cloudjar.api.lambda.AliasRoutingConfiguration;
import cloudjar.api.lambda.Aliases;
import cloudjar.api.lambda.CreateAliasRequest;
import cloudjar.api.lambda.DeleteAliasRequest;
import cloudjar.api.lambda.DeleteAliasResponse;
import cloudjar.api.lambda.GetAliasRequest;
import cloudjar.api.lambda.ListAliasesRequest;
import cloudjar.api.lambda.ListAliasesResponse;
import cloudjar.api.lambda.UpdateAliasRequest;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.lambda.LambdaTables.Part;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Aliases: names that point to versions. */
final class AliasOperations implements Aliases {
    private final LimitProfile limits;

    AliasOperations(LimitProfile limits) {
        this.limits = limits;
    }

    @Override
    public AliasConfiguration createAlias(CreateAliasRequest in, Call call) {
        FunctionName name = FunctionName.of(in.functionName(), call).with(null);
        AliasConfiguration alias = AliasConfiguration.builder()
                .aliasArn(name.arn(in.name()))
                .name(in.name())
                .functionVersion(in.functionVersion())
                .description(Objects.requireNonNullElse(in.description(), ""))
                .routingConfig(routing(in.routingConfig()))
                .revisionId(call.world().ids().uuid())
                .build();
        return call.write(tx -> {
            Function unused = Lookup.function(tx, name.with(in.functionVersion()));
            checkTarget(tx, name, alias);
            Part key = new Part(name.name(), in.name());
            if (name.tables().aliases.contains(tx, key)) {
                throw LambdaErrors.conflict("Alias already exists: " + alias.aliasArn());
            }
            name.tables().aliases.put(tx, key, alias);
            return alias;
        });
    }

    private static @Nullable AliasRoutingConfiguration routing(@Nullable AliasRoutingConfiguration asked) {
        return asked == null || asked.additionalVersionWeights().isEmpty() ? null : asked;
    }

    private static void checkTarget(Snapshot snapshot, FunctionName name, AliasConfiguration alias) {
        String first = String.valueOf(alias.functionVersion());
        AliasRoutingConfiguration routing = alias.routingConfig();
        if (routing != null) {
            Map<String, Double> weights = routing.additionalVersionWeights();
            if (weights.size() > 1) {
                throw LambdaErrors.invalid("Number of items in AdditionalVersionWeights cannot be greater than 1");
            }
            if (first.equals(FunctionName.LATEST)) {
                throw LambdaErrors.untyped("$LATEST is not supported for an alias pointing to more than 1 version");
            }
            for (String other : weights.keySet()) {
                if (other.equals(first)) {
                    throw LambdaErrors.invalid("Invalid function version " + first + ". Function version " + first
                            + " is already included in routing configuration.");
                }
                requireVersion(snapshot, name, other);
            }
        }
        requireVersion(snapshot, name, first);
    }

    private static void requireVersion(Snapshot snapshot, FunctionName name, String version) {
        if (!name.tables().versions.contains(snapshot, new Part(name.name(), version))) {
            throw LambdaErrors.noFunction(name.arn(version));
        }
    }

    @Override
    public AliasConfiguration getAlias(GetAliasRequest in, Call call) {
        FunctionName name = FunctionName.of(in.functionName(), call).with(in.name());
        return call.read(snapshot -> find(snapshot, name));
    }

    private static AliasConfiguration find(Snapshot snapshot, FunctionName name) {
        Function unused = Lookup.function(snapshot, name.with(null));
        return Lookup.alias(snapshot, name).orElseThrow(() -> LambdaErrors.noAlias(name.arn()));
    }

    @Override
    public AliasConfiguration updateAlias(UpdateAliasRequest in, Call call) {
        FunctionName name = FunctionName.of(in.functionName(), call).with(in.name());
        String revision = call.world().ids().uuid();
        return call.write(tx -> {
            AliasConfiguration old =
                    Lookup.alias(tx, name).orElseThrow(() -> LambdaErrors.notFound("Alias not found: " + name.arn()));
            if (in.revisionId() != null && !in.revisionId().equals(old.revisionId())) {
                throw LambdaErrors.revision("GetFunction/GetAlias");
            }
            AliasConfiguration.Builder changed = old.toBuilder().revisionId(revision);
            if (in.functionVersion() != null) {
                changed.functionVersion(in.functionVersion());
            }
            if (in.description() != null) {
                changed.description(in.description());
            }
            if (in.routingConfig() != null) {
                changed.routingConfig(routing(in.routingConfig()));
            }
            AliasConfiguration alias = changed.build();
            checkTarget(tx, name.with(null), alias);
            name.tables().aliases.put(tx, new Part(name.name(), in.name()), alias);
            return alias;
        });
    }

    @Override
    public DeleteAliasResponse deleteAlias(DeleteAliasRequest in, Call call) {
        FunctionName name = FunctionName.of(in.functionName(), call).with(in.name());
        boolean unused = call.write(tx -> {
            Function function = Lookup.function(tx, name.with(null));
            Part key = new Part(name.name(), in.name());
            name.tables().policies.delete(tx, Policies.key(name));
            name.tables().provisioned.delete(tx, key);
            return name.tables().aliases.delete(tx, key) && function.lastVersion() >= 0;
        });
        return DeleteAliasResponse.of();
    }

    @Override
    public ListAliasesResponse listAliases(ListAliasesRequest in, Call call) {
        FunctionName name = FunctionName.of(in.functionName(), call).with(null);
        int limit = Paging.limit(in.maxItems(), LambdaLimits.PAGE.intIn(limits));
        return call.read(snapshot -> {
            Function unused = Lookup.function(snapshot, name);
            Page<Row<Part, AliasConfiguration>> page = Paging.page(() -> name.tables()
                    .aliases
                    .page(snapshot, Range.prefix(name.name()), limit, in.marker(), "ListAliases" + name.name()));
            List<AliasConfiguration> aliases = page.items().stream()
                    .map(Row::value)
                    .filter(alias ->
                            in.functionVersion() == null || in.functionVersion().equals(alias.functionVersion()))
                    .toList();
            return ListAliasesResponse.builder()
                    .aliases(aliases)
                    .nextMarker(page.next().orElse(null))
                    .build();
        });
    }
}
