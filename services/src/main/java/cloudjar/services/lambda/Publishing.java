package cloudjar.services.lambda;

import cloudjar.api.lambda.FunctionConfiguration;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Tx;
import cloudjar.services.lambda.LambdaTables.Part;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How versions come out of the latest one. */
final class Publishing {
    private Publishing() {}

    /**
     * Publishes the latest version; where nothing has changed since the last time, that one is it.
     *
     * @param description of the version; null for that of the function
     */
    static Version publish(
            Tx tx,
            FunctionName name,
            Function function,
            Version latest,
            @Nullable String description,
            String revision,
            Call call) {
        LambdaTables tables = name.tables();
        Optional<Version> last = tables.versions.get(tx, new Part(name.name(), Long.toString(function.lastVersion())));
        if (last.isPresent() && same(last.get(), latest)) {
            return last.get();
        }
        String number = Long.toString(function.lastVersion() + 1);
        FunctionConfiguration.Builder made = latest.configuration().toBuilder()
                .version(number)
                .functionArn(name.arn(number))
                .revisionId(revision);
        if (description != null) {
            made.description(description);
        }
        FunctionConfiguration present = made.build();
        if (present.snapStart() != null
                && "PublishedVersions".equals(present.snapStart().applyOn())) {
            present = present.toBuilder()
                    .snapStart(present.snapStart().toBuilder()
                            .optimizationStatus("On")
                            .build())
                    .build();
        }
        Version version = new Version(present, latest.code(), latest.runtime());
        tables.versions.put(tx, new Part(name.name(), number), version);
        Packages.keep(tx, version.code(), call);
        tables.functions.put(tx, name.name(), function.numbered(function.lastVersion() + 1));
        return version;
    }

    /** Gives the latest version another revision. */
    static void revise(Tx tx, FunctionName name, String revision) {
        Version latest = Lookup.latest(tx, name);
        name.tables()
                .versions
                .put(
                        tx,
                        new Part(name.name(), FunctionName.LATEST),
                        latest.with(latest.configuration().toBuilder()
                                .revisionId(revision)
                                .build()));
    }

    /** A description that was given to the version alone is no change; one that the function got since is. */
    private static boolean same(Version published, Version latest) {
        boolean described = Objects.equals(
                        published.configuration().description(),
                        latest.configuration().description())
                || Objects.equals(
                        published.configuration().lastModified(),
                        latest.configuration().lastModified());
        return described && plain(published).equals(plain(latest));
    }

    /** A configuration without what tells versions of the same content apart. */
    private static FunctionConfiguration plain(Version version) {
        return version.configuration().toBuilder()
                .version(null)
                .functionArn(null)
                .revisionId(null)
                .description(null)
                .lastModified(null)
                .snapStart(null)
                .build();
    }

    /** A version as lists show it: without its state (Lambda API Reference, ListFunctions). */
    static FunctionConfiguration listed(Version version, boolean qualified) {
        FunctionConfiguration.Builder shown = version.configuration().toBuilder()
                .state(null)
                .stateReason(null)
                .stateReasonCode(null)
                .lastUpdateStatus(null)
                .lastUpdateStatusReason(null)
                .lastUpdateStatusReasonCode(null)
                .runtimeVersionConfig(null);
        if (qualified && version.number().equals(FunctionName.LATEST)) {
            shown.functionArn(version.configuration().functionArn() + ":" + FunctionName.LATEST);
        }
        return shown.build();
    }
}
