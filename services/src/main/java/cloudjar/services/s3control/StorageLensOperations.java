package cloudjar.services.s3control;

import cloudjar.api.s3control.DeleteStorageLensConfigurationRequest;
import cloudjar.api.s3control.DeleteStorageLensConfigurationResponse;
import cloudjar.api.s3control.DeleteStorageLensConfigurationTaggingRequest;
import cloudjar.api.s3control.DeleteStorageLensConfigurationTaggingResult;
import cloudjar.api.s3control.GetStorageLensConfigurationRequest;
import cloudjar.api.s3control.GetStorageLensConfigurationResult;
import cloudjar.api.s3control.GetStorageLensConfigurationTaggingRequest;
import cloudjar.api.s3control.GetStorageLensConfigurationTaggingResult;
import cloudjar.api.s3control.ListStorageLensConfigurationsRequest;
import cloudjar.api.s3control.ListStorageLensConfigurationsResult;
import cloudjar.api.s3control.PutStorageLensConfigurationRequest;
import cloudjar.api.s3control.PutStorageLensConfigurationResponse;
import cloudjar.api.s3control.PutStorageLensConfigurationTaggingRequest;
import cloudjar.api.s3control.PutStorageLensConfigurationTaggingResult;
import cloudjar.api.s3control.StorageLensTag;
import cloudjar.api.s3control.StorageLenses;
import cloudjar.api.s3control.Tag;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.Snapshot;
import java.util.List;
import java.util.Map;

/** The operations on views of what an account stores: they are kept and shown, and nothing is measured or exported. */
final class StorageLensOperations implements StorageLenses {
    private static ScopedTable<String, StorageLens> table(Call call) {
        return S3ControlTables.LENSES.in(call.scope());
    }

    private static StorageLens get(Snapshot snapshot, Call call, String id) {
        return table(call).get(snapshot, id).orElseThrow(LensErrors::none);
    }

    private static Map<String, String> tags(List<StorageLensTag> tags) {
        return ResourceTags.of(tags.stream()
                .map(tag -> Tag.builder().key(tag.key()).value(tag.value()).build())
                .toList());
    }

    @Override
    public PutStorageLensConfigurationResponse putStorageLensConfiguration(
            PutStorageLensConfigurationRequest in, Call call) {
        Call own = OwnAccount.in(call, in.accountId());
        StorageLens.require(in.storageLensConfiguration(), in.configId());
        Map<String, String> tags = tags(in.tags());
        own.write(tx -> {
            Map<String, String> kept =
                    table(own).get(tx, in.configId()).map(StorageLens::tags).orElse(Map.of());
            boolean known = table(own).contains(tx, in.configId());
            if (!known && table(own).count(tx, Range.all()) >= S3ControlLimits.LENSES.current()) {
                throw LensErrors.tooManyLenses();
            }
            table(own)
                    .put(tx, in.configId(), new StorageLens(in.storageLensConfiguration(), in.hasTags() ? tags : kept));
            return true;
        });
        return PutStorageLensConfigurationResponse.of();
    }

    @Override
    public GetStorageLensConfigurationResult getStorageLensConfiguration(
            GetStorageLensConfigurationRequest in, Call call) {
        Call own = OwnAccount.in(call, in.accountId());
        return GetStorageLensConfigurationResult.builder()
                .storageLensConfiguration(
                        own.read(snapshot -> get(snapshot, own, in.configId())).described(own))
                .build();
    }

    @Override
    public ListStorageLensConfigurationsResult listStorageLensConfigurations(
            ListStorageLensConfigurationsRequest in, Call call) {
        Call own = OwnAccount.in(call, in.accountId());
        Page<StorageLens> page =
                Pages.of(own, table(own), null, in.nextToken(), "ListStorageLensConfigurations", lens -> true);
        return ListStorageLensConfigurationsResult.builder()
                .storageLensConfigurationList(
                        page.items().stream().map(lens -> lens.listed(own)).toList())
                .nextToken(page.next().orElse(null))
                .build();
    }

    @Override
    public DeleteStorageLensConfigurationResponse deleteStorageLensConfiguration(
            DeleteStorageLensConfigurationRequest in, Call call) {
        Call own = OwnAccount.in(call, in.accountId());
        if (in.configId().equals(StorageLens.DEFAULT)) {
            throw LensErrors.defaultStays();
        }
        own.write(tx -> {
            get(tx, own, in.configId());
            return table(own).delete(tx, in.configId());
        });
        return DeleteStorageLensConfigurationResponse.of();
    }

    private static void replaceTags(Call call, String id, Map<String, String> tags) {
        call.write(tx -> {
            table(call).put(tx, id, get(tx, call, id).withTags(tags));
            return true;
        });
    }

    @Override
    public PutStorageLensConfigurationTaggingResult putStorageLensConfigurationTagging(
            PutStorageLensConfigurationTaggingRequest in, Call call) {
        replaceTags(OwnAccount.in(call, in.accountId()), in.configId(), tags(in.tags()));
        return PutStorageLensConfigurationTaggingResult.of();
    }

    @Override
    public GetStorageLensConfigurationTaggingResult getStorageLensConfigurationTagging(
            GetStorageLensConfigurationTaggingRequest in, Call call) {
        Call own = OwnAccount.in(call, in.accountId());
        return GetStorageLensConfigurationTaggingResult.builder()
                .tags(own.read(snapshot -> get(snapshot, own, in.configId())).shownTags())
                .build();
    }

    @Override
    public DeleteStorageLensConfigurationTaggingResult deleteStorageLensConfigurationTagging(
            DeleteStorageLensConfigurationTaggingRequest in, Call call) {
        replaceTags(OwnAccount.in(call, in.accountId()), in.configId(), Map.of());
        return DeleteStorageLensConfigurationTaggingResult.of();
    }
}
