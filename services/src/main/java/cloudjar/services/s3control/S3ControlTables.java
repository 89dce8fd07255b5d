package cloudjar.services.s3control;

import cloudjar.api.s3control.CreateJobRequest;
import cloudjar.api.s3control.PublicAccessBlockConfiguration;
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

    private S3ControlTables() {}
}
