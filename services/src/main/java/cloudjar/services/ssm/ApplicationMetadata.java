package cloudjar.services.ssm;

import cloudjar.api.ssm.CreateOpsMetadataRequest;
import cloudjar.api.ssm.CreateOpsMetadataResult;
import cloudjar.api.ssm.DeleteOpsMetadataRequest;
import cloudjar.api.ssm.DeleteOpsMetadataResult;
import cloudjar.api.ssm.GetOpsMetadataRequest;
import cloudjar.api.ssm.GetOpsMetadataResult;
import cloudjar.api.ssm.ListOpsMetadataRequest;
import cloudjar.api.ssm.ListOpsMetadataResult;
import cloudjar.api.ssm.MetadataValue;
import cloudjar.api.ssm.OpsMetadata;
import cloudjar.api.ssm.OpsMetadataFilter;
import cloudjar.api.ssm.UpdateOpsMetadataRequest;
import cloudjar.api.ssm.UpdateOpsMetadataResult;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.services.ssm.OpsTables.Metadata;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What Application Manager keeps of applications: OpsMetadata. */
final class ApplicationMetadata {
    private static final String RESOURCE_ID = "ResourceId";

    /** How many keys of an object are given to those who name no number. */
    private static final int KEYS = 10;

    CreateOpsMetadataResult create(CreateOpsMetadataRequest in, Call call) {
        Map<String, String> tags = Tagging.added(Map.of(), in.tags());
        if (tags.size() > SsmLimits.METADATA_TAGS_MAX.current()) {
            throw OpsErrors.metadataArgument("An OpsMetadata object can have at most five tags.");
        }
        String arn = call.arn("ssm", "opsmetadata/aws/ssm/" + name(in.resourceId()) + "/appmanager")
                .toString();
        boolean unused = call.write(tx -> {
            OpsTables tables = OpsTables.of(call);
            if (tables.metadata.contains(tx, arn)) {
                throw OpsErrors.metadataExists();
            }
            long most = SsmLimits.METADATA_MAX.current();
            if (tables.metadata.count(tx, Range.all().limit((int) most)) >= most) {
                throw OpsErrors.tooManyMetadata(most);
            }
            tables.metadata.put(
                    tx,
                    arn,
                    new Metadata(
                            in.resourceId(),
                            texts(in.metadata()),
                            call.time(),
                            call.time(),
                            call.principal().id(),
                            tags));
            return true;
        });
        return CreateOpsMetadataResult.builder().opsMetadataArn(arn).build();
    }

    /** The name of a resource without what an ARN cannot have: of an ARN, its last part. */
    private static String name(String resource) {
        String last = resource.substring(Math.max(resource.lastIndexOf('/'), resource.lastIndexOf(':')) + 1);
        return (last.isEmpty() ? resource : last).replaceAll("[^a-zA-Z0-9_.-]", "_");
    }

    private static Map<String, String> texts(Map<String, MetadataValue> values) {
        Map<String, String> texts = new LinkedHashMap<>();
        values.forEach((key, value) -> texts.put(key, Objects.requireNonNullElse(value.value(), "")));
        return texts;
    }

    GetOpsMetadataResult get(GetOpsMetadataRequest in, Call call) {
        Metadata metadata = call.read(snapshot ->
                OpsTables.of(call).metadata.get(snapshot, in.opsMetadataArn()).orElseThrow(OpsErrors::noMetadata));
        Map<String, MetadataValue> all = metadata.shown();
        Page<String> page = Page.of(
                List.copyOf(all.keySet()),
                key -> key,
                Paging.asked(
                        Objects.requireNonNullElse(in.maxResults(), KEYS),
                        in.nextToken(),
                        "GetOpsMetadata " + in.opsMetadataArn()));
        Map<String, MetadataValue> part = new TreeMap<>(all);
        part.keySet().retainAll(page.items());
        return GetOpsMetadataResult.builder()
                .resourceId(metadata.resource())
                .metadata(part)
                .nextToken(page.next().orElse(null))
                .build();
    }

    UpdateOpsMetadataResult update(UpdateOpsMetadataRequest in, Call call) {
        boolean unused = call.write(tx -> {
            OpsTables tables = OpsTables.of(call);
            Metadata before = tables.metadata.get(tx, in.opsMetadataArn()).orElseThrow(OpsErrors::noMetadata);
            Map<String, String> values = new LinkedHashMap<>(before.values());
            in.keysToDelete().forEach(values::remove);
            values.putAll(texts(in.metadataToUpdate()));
            long most = SsmLimits.METADATA_KEYS_MAX.current();
            if (values.size() > most) {
                throw OpsErrors.tooManyKeys(most);
            }
            tables.metadata.put(
                    tx,
                    in.opsMetadataArn(),
                    new Metadata(
                            before.resource(),
                            values,
                            before.created(),
                            call.time(),
                            call.principal().id(),
                            before.tags()));
            return true;
        });
        return UpdateOpsMetadataResult.builder()
                .opsMetadataArn(in.opsMetadataArn())
                .build();
    }

    DeleteOpsMetadataResult delete(DeleteOpsMetadataRequest in, Call call) {
        boolean there = call.write(tx -> OpsTables.of(call).metadata.delete(tx, in.opsMetadataArn()));
        if (!there) {
            throw OpsErrors.noMetadata();
        }
        return DeleteOpsMetadataResult.of();
    }

    ListOpsMetadataResult list(ListOpsMetadataRequest in, Call call) {
        for (OpsMetadataFilter filter : in.filters()) {
            if (!filter.key().equals(RESOURCE_ID)) {
                throw OpsErrors.metadataArgument("The filter key is not valid: " + filter.key());
            }
        }
        PageRequest asked = Paging.asked(in.maxResults(), in.nextToken(), "ListOpsMetadata " + in.filters());
        Page<OpsMetadata> page = call.read(snapshot -> Page.rows(
                        OpsTables.of(call).metadata, snapshot, Range.all(), asked, row -> in.filters().stream()
                                .allMatch(filter ->
                                        filter.values().contains(row.value().resource())))
                .map(ApplicationMetadata::listed));
        return ListOpsMetadataResult.builder()
                .opsMetadataList(page.items())
                .nextToken(page.next().orElse(null))
                .build();
    }

    private static OpsMetadata listed(Row<String, Metadata> row) {
        Metadata metadata = row.value();
        return OpsMetadata.builder()
                .resourceId(metadata.resource())
                .opsMetadataArn(row.key())
                .lastModifiedDate(metadata.modified())
                .lastModifiedUser(metadata.modifiedBy())
                .creationDate(metadata.created())
                .build();
    }
}
