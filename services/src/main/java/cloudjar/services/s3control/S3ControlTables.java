package cloudjar.services.s3control;

import cloudjar.api.s3control.AsyncRequestParameters;
import cloudjar.api.s3control.CreateJobRequest;
import cloudjar.api.s3control.PublicAccessBlockConfiguration;
import cloudjar.api.s3control.StorageLensConfiguration;
import cloudjar.api.s3control.StorageLensGroup;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.RecordCodec;
import cloudjar.kernel.store.StructureCodec;
import cloudjar.kernel.store.Table;

/**
 * What S3 Control keeps.
 *
 * <pre>
 * s3control
 *   blocks        account   PublicAccessBlockConfiguration   (in the scope of the account, in no region)
 *   accesspoints  name      AccessPoint                      (in the scope of the account and region)
 *   jobs          id        Job                              (in the scope of the account and region)
 *   grantsinstances   "default"    GrantsInstance
 *   grantslocations   id           GrantsLocation
 *   grants            id           StoredGrant
 *   tags              arn          TagSet          (of what keeps its tags beside itself)
 *   lenses            id           StorageLens
 *   lensgroups        name         StorageLensGroup
 *   multiregionpoints name         MultiRegionPoint (in no region)
 *   pointrequests     id           PointRequest     (in no region)
 * </pre>
 */
final class S3ControlTables {
    private static final String SERVICE = "s3control";

    static final Table<String, PublicAccessBlockConfiguration> BLOCKS = Table.of(
            SERVICE,
            "blocks",
            KeyCodec.STRING,
            StructureCodec.of(
                    PublicAccessBlockConfiguration.class,
                    () -> PublicAccessBlockConfiguration.builder().build().schema()));

    static final Table<String, StoredAccessPoint> ACCESS_POINTS = Table.of(
            SERVICE,
            "accesspoints",
            KeyCodec.STRING,
            RecordCodec.builder()
                    .with(
                            PublicAccessBlockConfiguration.class,
                            StructureCodec.of(
                                    PublicAccessBlockConfiguration.class, () -> PublicAccessBlockConfiguration.builder()
                                            .build()
                                            .schema()))
                    .build(StoredAccessPoint.class));

    static final Table<String, Job> JOBS = Table.of(
            SERVICE,
            "jobs",
            KeyCodec.STRING,
            RecordCodec.builder()
                    .with(
                            CreateJobRequest.class,
                            StructureCodec.of(
                                    CreateJobRequest.class,
                                    () -> CreateJobRequest.builder().build().schema()))
                    .build(Job.class));

    static final Table<String, GrantsInstance> GRANTS_INSTANCES =
            Table.of(SERVICE, "grantsinstances", KeyCodec.STRING, RecordCodec.of(GrantsInstance.class));

    static final Table<String, GrantsLocation> GRANTS_LOCATIONS =
            Table.of(SERVICE, "grantslocations", KeyCodec.STRING, RecordCodec.of(GrantsLocation.class));

    static final Table<String, StoredGrant> GRANTS =
            Table.of(SERVICE, "grants", KeyCodec.STRING, RecordCodec.of(StoredGrant.class));

    static final Table<String, TagSet> TAGS = Table.of(SERVICE, "tags", KeyCodec.STRING, RecordCodec.of(TagSet.class));

    static final Table<String, StorageLens> LENSES = Table.of(
            SERVICE,
            "lenses",
            KeyCodec.STRING,
            RecordCodec.builder()
                    .with(
                            StorageLensConfiguration.class,
                            StructureCodec.of(StorageLensConfiguration.class, () -> StorageLensConfiguration.builder()
                                    .build()
                                    .schema()))
                    .build(StorageLens.class));

    static final Table<String, StorageLensGroup> LENS_GROUPS = Table.of(
            SERVICE,
            "lensgroups",
            KeyCodec.STRING,
            StructureCodec.of(
                    StorageLensGroup.class,
                    () -> StorageLensGroup.builder().build().schema()));

    static final Table<String, MultiRegionPoint> MULTI_REGION_POINTS = Table.of(
            SERVICE,
            "multiregionpoints",
            KeyCodec.STRING,
            RecordCodec.builder()
                    .with(
                            PublicAccessBlockConfiguration.class,
                            StructureCodec.of(
                                    PublicAccessBlockConfiguration.class, () -> PublicAccessBlockConfiguration.builder()
                                            .build()
                                            .schema()))
                    .build(MultiRegionPoint.class));

    static final Table<String, PointRequest> POINT_REQUESTS = Table.of(
            SERVICE,
            "pointrequests",
            KeyCodec.STRING,
            RecordCodec.builder()
                    .with(
                            AsyncRequestParameters.class,
                            StructureCodec.of(AsyncRequestParameters.class, () -> AsyncRequestParameters.builder()
                                    .build()
                                    .schema()))
                    .build(PointRequest.class));

    private S3ControlTables() {}
}
