package cloudjar.services.lambda;

import cloudjar.api.lambda.AliasConfiguration;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.lambda.LambdaTables.Part;
import java.util.Optional;

/** Finds functions and their versions by what callers call them. */
final class Lookup {
    private Lookup() {}

    /** The function; refused where there is none. */
    static Function function(Snapshot snapshot, FunctionName name) {
        return name.tables()
                .functions
                .get(snapshot, name.name())
                .orElseThrow(() -> LambdaErrors.noFunction(name.arn()));
    }

    /** The function, where only a function will do. */
    static Function unqualified(Snapshot snapshot, FunctionName name) {
        if (name.qualifier() != null) {
            throw LambdaErrors.functionsOnly();
        }
        return function(snapshot, name);
    }

    /** The version that the name means; of an alias, its first. */
    static Version version(Snapshot snapshot, FunctionName name) {
        Function unused = function(snapshot, name);
        return find(snapshot, name).orElseThrow(() -> LambdaErrors.noFunction(name.arn()));
    }

    static Optional<Version> find(Snapshot snapshot, FunctionName name) {
        String qualifier = name.qualifierOrLatest();
        if (FunctionName.isVersion(qualifier)) {
            return name.tables().versions.get(snapshot, new Part(name.name(), qualifier));
        }
        return alias(snapshot, name).flatMap(alias -> name.tables()
                .versions
                .get(snapshot, new Part(name.name(), String.valueOf(alias.functionVersion()))));
    }

    /** The alias that the name means; empty where it means a version, or nothing. */
    static Optional<AliasConfiguration> alias(Snapshot snapshot, FunctionName name) {
        return name.tables().aliases.get(snapshot, new Part(name.name(), name.qualifierOrLatest()));
    }

    /** The latest version, which every function has. */
    static Version latest(Snapshot snapshot, FunctionName name) {
        return name.tables()
                .versions
                .get(snapshot, new Part(name.name(), FunctionName.LATEST))
                .orElseThrow(() -> LambdaErrors.noFunction(name.arn()));
    }
}
