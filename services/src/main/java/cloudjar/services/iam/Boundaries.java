package cloudjar.services.iam;

import cloudjar.api.iam.AttachedPermissionsBoundary;
import cloudjar.api.iam.PermissionsBoundaryAttachmentType;
import org.jspecify.annotations.Nullable;

/** How permissions boundaries are shown. */
final class Boundaries {
    private Boundaries() {}

    /** Null where there is none. */
    static @Nullable AttachedPermissionsBoundary shown(@Nullable String arn) {
        return arn == null
                ? null
                : AttachedPermissionsBoundary.builder()
                        .permissionsBoundaryType(PermissionsBoundaryAttachmentType.PERMISSIONS_BOUNDARY_POLICY)
                        .permissionsBoundaryArn(arn)
                        .build();
    }
}
