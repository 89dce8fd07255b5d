package cloudjar.services.lambda;

import cloudjar.api.lambda.FunctionConfiguration;
import cloudjar.api.lambda.ListVersionsByFunctionRequest;
import cloudjar.api.lambda.ListVersionsByFunctionResponse;
import cloudjar.api.lambda.PublishVersionRequest;
import cloudjar.api.lambda.Versions;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.services.lambda.LambdaTables.Part;

/** Versions: published, listed. */
final class VersionOperations implements Versions {
    private final LimitProfile limits;
    private final Environments environments;

    VersionOperations(LimitProfile limits, Environments environments) {
        this.limits = limits;
        this.environments = environments;
    }

    @Override
    public FunctionConfiguration publishVersion(PublishVersionRequest in, Call call) {
        FunctionName name = FunctionName.of(in.functionName(), call);
        String revision = call.world().ids().uuid();
        String after = call.world().ids().uuid();
        FunctionConfiguration published = call.write(tx -> {
            Function function = Lookup.function(tx, name);
            Version latest = Lookup.latest(tx, name);
            if (in.revisionId() != null && !in.revisionId().equals(latest.revision())) {
                throw LambdaErrors.revision("GetFunction/GetAlias");
            }
            if (in.codeSha256() != null
                    && !in.codeSha256().isEmpty()
                    && !in.codeSha256().equals(latest.code().sha256())) {
                throw LambdaErrors.invalid(
                        "CodeSHA256 (" + in.codeSha256() + ") is different from current CodeSHA256 in" + " $LATEST ("
                                + latest.code().sha256() + "). Please try again with the CodeSHA256 in $LATEST.");
            }
            Version version = Publishing.publish(tx, name, function, latest, in.description(), revision, call);
            if (version.revision().equals(revision)) {
                Publishing.revise(tx, name, after);
            }
            return version.configuration();
        });
        return environments.shown(published, name, call);
    }

    @Override
    public ListVersionsByFunctionResponse listVersionsByFunction(ListVersionsByFunctionRequest in, Call call) {
        FunctionName name = FunctionName.of(in.functionName(), call);
        int limit = Paging.limit(in.maxItems(), LambdaLimits.PAGE.intIn(limits));
        ListVersionsByFunctionResponse listed = call.read(snapshot -> {
            Function unused = Lookup.function(snapshot, name);
            Page<Row<Part, Version>> page = Paging.page(() -> name.tables()
                    .versions
                    .page(snapshot, Range.prefix(name.name()), limit, in.marker(), "ListVersions" + name.name()));
            return ListVersionsByFunctionResponse.builder()
                    .versions(page.items().stream()
                            .map(row -> Publishing.listed(row.value(), true))
                            .toList())
                    .nextMarker(page.next().orElse(null))
                    .build();
        });
        return listed.toBuilder()
                .versions(environments.shown(listed.versions(), call))
                .build();
    }
}
