package cloudjar.services.lambda;

import cloudjar.api.lambda.DeleteLayerVersionRequest;
import cloudjar.api.lambda.DeleteLayerVersionResponse;
import cloudjar.api.lambda.GetLayerVersionByArnRequest;
import cloudjar.api.lambda.GetLayerVersionRequest;
import cloudjar.api.lambda.GetLayerVersionResponse;
import cloudjar.api.lambda.LayerVersionContentInput;
import cloudjar.api.lambda.LayerVersionContentOutput;
import cloudjar.api.lambda.LayerVersionsListItem;
import cloudjar.api.lambda.Layers;
import cloudjar.api.lambda.LayersListItem;
import cloudjar.api.lambda.ListLayerVersionsRequest;
import cloudjar.api.lambda.ListLayerVersionsResponse;
import cloudjar.api.lambda.ListLayersRequest;
import cloudjar.api.lambda.ListLayersResponse;
import cloudjar.api.lambda.PublishLayerVersionRequest;
import cloudjar.api.lambda.PublishLayerVersionResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.lambda.LambdaTables.Numbered;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Layers: published in versions, listed, deleted. */
final class LayerOperations implements Layers {
    private final LimitProfile limits;
    private final Packages packages;

    LayerOperations(LimitProfile limits, Packages packages) {
        this.limits = limits;
        this.packages = packages;
    }

    @Override
    public PublishLayerVersionResponse publishLayerVersion(PublishLayerVersionRequest in, Call call) {
        LayerName layer = LayerName.of(in.layerName(), call);
        LayerVersionContentInput from = in.content();
        Code taken = packages.take(
                new Packages.Source(from.zipFile(), from.s3Bucket(), from.s3Key(), from.s3ObjectVersion(), null), call);
        if (!(taken instanceof Code.Zip zip)) {
            throw LambdaErrors.notZip();
        }
        GetLayerVersionResponse made = call.write(tx -> {
            LambdaTables tables = layer.tables();
            if (Usage.codeSize(tx, tables) + zip.size() > LambdaLimits.STORAGE.in(limits)) {
                throw LambdaErrors.storageExceeded();
            }
            long number = tables.layers.get(tx, layer.name()).orElse(0L) + 1;
            LayerName version = layer.with(number);
            GetLayerVersionResponse shown = GetLayerVersionResponse.builder()
                    .layerArn(version.arn())
                    .layerVersionArn(version.versionArn())
                    .description(Objects.requireNonNullElse(in.description(), ""))
                    .createdDate(Configurations.modified(call.time()))
                    .version(number)
                    .licenseInfo(in.licenseInfo())
                    .compatibleRuntimes(in.hasCompatibleRuntimes() ? in.compatibleRuntimes() : null)
                    .compatibleArchitectures(in.hasCompatibleArchitectures() ? in.compatibleArchitectures() : null)
                    .build();
            tables.layers.put(tx, layer.name(), number);
            tables.layerVersions.put(tx, new Numbered(layer.name(), number), new LayerVersion(shown, zip));
            Packages.keep(tx, zip, call);
            return shown;
        });
        return PublishLayerVersionResponse.builder()
                .content(content(new LayerVersion(made, zip), layer.with(Objects.requireNonNull(made.version())), call))
                .layerArn(made.layerArn())
                .layerVersionArn(made.layerVersionArn())
                .description(made.description())
                .createdDate(made.createdDate())
                .version(made.version())
                .licenseInfo(made.licenseInfo())
                .compatibleRuntimes(made.hasCompatibleRuntimes() ? made.compatibleRuntimes() : null)
                .compatibleArchitectures(made.hasCompatibleArchitectures() ? made.compatibleArchitectures() : null)
                .build();
    }

    private static LayerVersionContentOutput content(LayerVersion version, LayerName name, Call call) {
        return LayerVersionContentOutput.builder()
                .location(CodeDocuments.url(
                        call,
                        "layers",
                        name.account(),
                        name.region(),
                        name.name(),
                        Long.toString(name.number()),
                        version.code()))
                .codeSha256(version.code().sha256())
                .codeSize(version.code().size())
                .build();
    }

    @Override
    public GetLayerVersionResponse getLayerVersion(GetLayerVersionRequest in, Call call) {
        if (in.versionNumber() < 1) {
            throw LambdaErrors.invalid("Layer Version Cannot be less than 1");
        }
        return shown(LayerName.of(in.layerName(), call).with(in.versionNumber()), call);
    }

    @Override
    public GetLayerVersionResponse getLayerVersionByArn(GetLayerVersionByArnRequest in, Call call) {
        return shown(LayerName.of(in.arn(), call), call);
    }

    private static GetLayerVersionResponse shown(LayerName name, Call call) {
        return call.read(snapshot -> {
            LayerVersion version = name.find(snapshot)
                    .orElseThrow(() -> LambdaErrors.notFound("The resource you requested does not exist."));
            return version.shown().toBuilder()
                    .content(content(version, name, call))
                    .build();
        });
    }

    @Override
    public ListLayersResponse listLayers(ListLayersRequest in, Call call) {
        int limit = Paging.limit(in.maxItems(), LambdaLimits.PAGE.intIn(limits));
        return call.read(snapshot -> {
            LambdaTables tables = LambdaTables.of(call);
            Page<Row<String, Long>> page =
                    Paging.page(() -> tables.layers.page(snapshot, Range.all(), limit, in.marker(), "ListLayers"));
            List<LayersListItem> layers = page.items().stream()
                    .map(row -> last(snapshot, tables, row.key(), in.compatibleRuntime(), in.compatibleArchitecture())
                            .map(version -> LayersListItem.builder()
                                    .layerName(row.key())
                                    .layerArn(version.shown().layerArn())
                                    .latestMatchingVersion(item(version))
                                    .build()))
                    .flatMap(Optional::stream)
                    .toList();
            return ListLayersResponse.builder()
                    .layers(layers)
                    .nextMarker(page.next().orElse(null))
                    .build();
        });
    }

    private static Optional<LayerVersion> last(
            Snapshot snapshot,
            LambdaTables tables,
            String name,
            @Nullable String runtime,
            @Nullable String architecture) {
        return tables.layerVersions.rows(snapshot, Range.prefix(name).reversed()).stream()
                .map(Row::value)
                .filter(version -> fits(version, runtime, architecture))
                .findFirst();
    }

    private static boolean fits(LayerVersion version, @Nullable String runtime, @Nullable String architecture) {
        GetLayerVersionResponse shown = version.shown();
        return (runtime == null || shown.compatibleRuntimes().contains(runtime))
                && (architecture == null || shown.compatibleArchitectures().contains(architecture));
    }

    private static LayerVersionsListItem item(LayerVersion version) {
        GetLayerVersionResponse shown = version.shown();
        return LayerVersionsListItem.builder()
                .layerVersionArn(shown.layerVersionArn())
                .version(shown.version())
                .description(shown.description())
                .createdDate(shown.createdDate())
                .licenseInfo(shown.licenseInfo())
                .compatibleRuntimes(shown.hasCompatibleRuntimes() ? shown.compatibleRuntimes() : null)
                .compatibleArchitectures(shown.hasCompatibleArchitectures() ? shown.compatibleArchitectures() : null)
                .build();
    }

    @Override
    public ListLayerVersionsResponse listLayerVersions(ListLayerVersionsRequest in, Call call) {
        LayerName layer = LayerName.of(in.layerName(), call);
        int limit = Paging.limit(in.maxItems(), LambdaLimits.PAGE.intIn(limits));
        return call.read(snapshot -> {
            Page<Row<Numbered, LayerVersion>> page = Paging.page(() -> layer.tables()
                    .layerVersions
                    .page(
                            snapshot,
                            Range.prefix(layer.name()).reversed(),
                            limit,
                            in.marker(),
                            "ListLayerVersions" + layer.name()));
            return ListLayerVersionsResponse.builder()
                    .layerVersions(page.items().stream()
                            .map(Row::value)
                            .filter(version -> fits(version, in.compatibleRuntime(), in.compatibleArchitecture()))
                            .map(LayerOperations::item)
                            .toList())
                    .nextMarker(page.next().orElse(null))
                    .build();
        });
    }

    @Override
    public DeleteLayerVersionResponse deleteLayerVersion(DeleteLayerVersionRequest in, Call call) {
        if (in.versionNumber() < 1) {
            throw LambdaErrors.invalid("Layer Version Cannot be less than 1");
        }
        LayerName name = LayerName.of(in.layerName(), call).with(in.versionNumber());
        boolean unused = call.write(tx -> {
            Optional<LayerVersion> version = name.find(tx);
            // Functions that use it go on doing so (Lambda API Reference, DeleteLayerVersion): its content is dropped
            // with
            // the row, and theirs is unpacked as long as sandboxes are warm.
            version.ifPresent(found -> Packages.drop(tx, found.code(), call));
            name.tables().policies.delete(tx, Policies.key(name));
            return name.tables().layerVersions.delete(tx, new Numbered(name.name(), name.number()));
        });
        return DeleteLayerVersionResponse.of();
    }
}
