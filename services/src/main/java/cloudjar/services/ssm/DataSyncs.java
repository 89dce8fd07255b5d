package cloudjar.services.ssm;

import cloudjar.api.organizations.DescribeOrganizationRequest;
import cloudjar.api.organizations.Organizations;
import cloudjar.api.s3.GetBucketAclRequest;
import cloudjar.api.s3.S3;
import cloudjar.api.ssm.CreateResourceDataSyncRequest;
import cloudjar.api.ssm.CreateResourceDataSyncResult;
import cloudjar.api.ssm.DeleteResourceDataSyncRequest;
import cloudjar.api.ssm.DeleteResourceDataSyncResult;
import cloudjar.api.ssm.LastResourceDataSyncStatus;
import cloudjar.api.ssm.ListResourceDataSyncRequest;
import cloudjar.api.ssm.ListResourceDataSyncResult;
import cloudjar.api.ssm.ResourceDataSyncAlreadyExistsException;
import cloudjar.api.ssm.ResourceDataSyncCountExceededException;
import cloudjar.api.ssm.ResourceDataSyncInvalidConfigurationException;
import cloudjar.api.ssm.ResourceDataSyncItem;
import cloudjar.api.ssm.ResourceDataSyncNotFoundException;
import cloudjar.api.ssm.ResourceDataSyncS3Destination;
import cloudjar.api.ssm.ResourceDataSyncSource;
import cloudjar.api.ssm.ResourceDataSyncSourceWithState;
import cloudjar.api.ssm.UpdateResourceDataSyncRequest;
import cloudjar.api.ssm.UpdateResourceDataSyncResult;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.services.ssm.InventoryTables.DataSync;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Resource data syncs. What would be written to a bucket are inventories of managed instances, of which there are none. */
final class DataSyncs {
    private static final String TO_DESTINATION = "SyncToDestination";
    private static final String FROM_SOURCE = "SyncFromSource";
    private static final String ORGANIZATIONS = "AwsOrganizations";
    private static final Set<String> SOURCES = Set.of(ORGANIZATIONS, "SingleAccountMultiRegions");
    private static final Set<String> ORGANIZATION_SOURCES = Set.of("OrganizationalUnits", "EntireOrganization");

    private final Cloud cloud;

    DataSyncs(Cloud cloud) {
        this.cloud = cloud;
    }

    CreateResourceDataSyncResult create(CreateResourceDataSyncRequest in, Call call) {
        String type = Objects.requireNonNullElse(in.syncType(), TO_DESTINATION);
        switch (type) {
            case TO_DESTINATION -> check(in.syncName(), in.s3Destination(), call);
            case FROM_SOURCE -> check(in.syncSource());
            default -> throw invalid("The type of sync is not valid: " + type);
        }
        DataSync made = new DataSync(in.toBuilder().syncType(type).build(), call.time(), call.time());
        boolean unused = call.write(tx -> {
            InventoryTables tables = InventoryTables.of(call);
            if (tables.syncs.contains(tx, in.syncName())) {
                throw ResourceDataSyncAlreadyExistsException.builder()
                        .syncName(in.syncName())
                        .build();
            }
            long most = SsmLimits.DATA_SYNCS_MAX.current();
            if (tables.syncs.count(tx, Range.all().limit((int) most)) >= most) {
                throw new ResourceDataSyncCountExceededException(
                        "A region can have at most " + most + " resource data syncs.");
            }
            tables.syncs.put(tx, made.name(), made);
            return true;
        });
        return CreateResourceDataSyncResult.of();
    }

    /** AWS writes to the bucket at once, and refuses what it cannot write to; here the bucket must be there for the service. */
    private void check(String sync, @Nullable ResourceDataSyncS3Destination destination, Call call) {
        if (destination == null) {
            throw invalid("S3Destination is required for SyncToDestination.");
        }
        Call own = call.as(Principal.Service.actingFor(
                        "ssm.amazonaws.com", call.arn("ssm", "resource-data-sync/" + sync), call.account()))
                .in(call.account(), destination.region());
        try {
            var unused = cloud.client(S3.API)
                    .getBucketAcl(
                            GetBucketAclRequest.builder()
                                    .bucket(destination.bucketName())
                                    .build(),
                            own);
        } catch (ApiException e) {
            throw invalid("S3 write failed for bucket: " + destination.bucketName());
        }
    }

    private static void check(@Nullable ResourceDataSyncSource source) {
        if (source == null) {
            throw invalid("SyncSource is required for SyncFromSource.");
        }
        if (!SOURCES.contains(source.sourceType())) {
            throw invalid("The type of source is not valid: " + source.sourceType());
        }
        if (source.sourceRegions().isEmpty()) {
            throw invalid("A source needs regions.");
        }
        boolean organization = source.sourceType().equals(ORGANIZATIONS);
        if (organization != (source.awsOrganizationsSource() != null)) {
            throw invalid("AwsOrganizationsSource belongs to the type AwsOrganizations, and is required there.");
        }
        if (source.awsOrganizationsSource() != null) {
            String of = source.awsOrganizationsSource().organizationSourceType();
            boolean units = "OrganizationalUnits".equals(of);
            if (!ORGANIZATION_SOURCES.contains(of)
                    || units != source.awsOrganizationsSource().hasOrganizationalUnits()) {
                throw invalid("The source in the organization is not valid: " + of);
            }
        }
    }

    private static ApiException invalid(String sentence) {
        return new ResourceDataSyncInvalidConfigurationException(sentence);
    }

    private static ApiException notFound(String name, @Nullable String type) {
        return ResourceDataSyncNotFoundException.builder()
                .syncName(name)
                .syncType(type)
                .message("The resource data sync does not exist: " + name)
                .build();
    }

    UpdateResourceDataSyncResult update(UpdateResourceDataSyncRequest in, Call call) {
        if (!in.syncType().equals(FROM_SOURCE)) {
            throw invalid("Only syncs of the type SyncFromSource can be updated.");
        }
        check(in.syncSource());
        boolean unused = call.write(tx -> {
            InventoryTables tables = InventoryTables.of(call);
            DataSync before = find(tables.syncs.get(tx, in.syncName()), in.syncName(), in.syncType());
            ResourceDataSyncSource source =
                    Objects.requireNonNull(before.content().syncSource());
            if (!source.sourceType().equals(in.syncSource().sourceType())) {
                throw invalid("The type of a sync's source can't be changed.");
            }
            tables.syncs.put(
                    tx,
                    before.name(),
                    new DataSync(
                            before.content().toBuilder()
                                    .syncSource(in.syncSource())
                                    .build(),
                            before.created(),
                            call.time()));
            return true;
        });
        return UpdateResourceDataSyncResult.of();
    }

    private static DataSync find(Optional<DataSync> there, String name, @Nullable String type) {
        return there.filter(sync -> Objects.requireNonNullElse(type, TO_DESTINATION)
                        .equals(sync.content().syncType()))
                .orElseThrow(() -> notFound(name, type));
    }

    DeleteResourceDataSyncResult delete(DeleteResourceDataSyncRequest in, Call call) {
        boolean unused = call.write(tx -> {
            InventoryTables tables = InventoryTables.of(call);
            DataSync there = find(tables.syncs.get(tx, in.syncName()), in.syncName(), in.syncType());
            return tables.syncs.delete(tx, there.name());
        });
        return DeleteResourceDataSyncResult.of();
    }

    ListResourceDataSyncResult list(ListResourceDataSyncRequest in, Call call) {
        if (in.syncType() != null && !Set.of(TO_DESTINATION, FROM_SOURCE).contains(in.syncType())) {
            throw invalid("The type of sync is not valid: " + in.syncType());
        }
        PageRequest asked = Paging.asked(in.maxResults(), in.nextToken(), "ListResourceDataSync " + in.syncType());
        Page<DataSync> page = call.read(snapshot -> Page.of(
                InventoryTables.of(call).syncs,
                snapshot,
                Range.all(),
                asked,
                sync -> in.syncType() == null
                        || in.syncType().equals(sync.content().syncType())));
        return ListResourceDataSyncResult.builder()
                .resourceDataSyncItems(
                        page.items().stream().map(sync -> shown(sync, call)).toList())
                .nextToken(page.next().orElse(null))
                .build();
    }

    private ResourceDataSyncItem shown(DataSync sync, Call call) {
        return ResourceDataSyncItem.builder()
                .syncName(sync.name())
                .syncType(sync.content().syncType())
                .syncSource(source(sync.content().syncSource(), call))
                .s3Destination(sync.content().s3Destination())
                .lastSyncTime(sync.modified())
                .lastSuccessfulSyncTime(sync.modified())
                .syncLastModifiedTime(sync.modified())
                .lastStatus(LastResourceDataSyncStatus.SUCCESSFUL)
                .syncCreatedTime(sync.created())
                .lastSyncStatusMessage("The sync was successfully completed")
                .build();
    }

    private @Nullable ResourceDataSyncSourceWithState source(@Nullable ResourceDataSyncSource source, Call call) {
        if (source == null) {
            return null;
        }
        return ResourceDataSyncSourceWithState.builder()
                .sourceType(source.sourceType())
                .awsOrganizationsSource(source.awsOrganizationsSource())
                .sourceRegions(source.sourceRegions())
                .includeFutureRegions(source.includeFutureRegions())
                .enableAllOpsDataSources(source.enableAllOpsDataSources())
                .state(source.sourceType().equals(ORGANIZATIONS) ? state(call) : null)
                .build();
    }

    /** What keeps the sync from an organization; null where nothing does. */
    private @Nullable String state(Call call) {
        try {
            var unused = cloud.client(Organizations.API).describeOrganization(DescribeOrganizationRequest.of(), call);
            return null;
        } catch (ApiException e) {
            return "OrganizationNotExists";
        }
    }
}
