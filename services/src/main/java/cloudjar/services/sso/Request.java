package cloudjar.services.sso;

import cloudjar.api.ssoadmin.AccountAssignmentOperationStatus;
import cloudjar.api.ssoadmin.AccountAssignmentOperationStatusMetadata;
import cloudjar.api.ssoadmin.PermissionSetProvisioningStatus;
import cloudjar.api.ssoadmin.PermissionSetProvisioningStatusMetadata;
import cloudjar.api.ssoadmin.StatusValues;
import cloudjar.api.ssoadmin.TargetType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request that takes its time.
 *
 * @param accountId the target; null where it is every account
 * @param principalType null where the request is about no principal
 * @param done when it has ended
 * @param failure why it failed; null where it did not
 */
record Request(
        String id,
        Kind kind,
        String instanceArn,
        String setArn,
        @Nullable String accountId,
        @Nullable String principalType,
        @Nullable String principalId,
        Instant created,
        Instant done,
        @Nullable String failure) {
    /** What is asked for. */
    enum Kind {
        ASSIGN,
        UNASSIGN,
        PROVISION
    }

    String status(Instant now) {
        if (done.isAfter(now)) {
            return StatusValues.IN_PROGRESS;
        }
        return failure == null ? StatusValues.SUCCEEDED : StatusValues.FAILED;
    }

    /** The answer to the request itself. */
    AccountAssignmentOperationStatus begun() {
        return assignment(StatusValues.IN_PROGRESS, null);
    }

    AccountAssignmentOperationStatus shown(Instant now) {
        return assignment(status(now), done.isAfter(now) ? null : failure);
    }

    private AccountAssignmentOperationStatus assignment(String status, @Nullable String reason) {
        return AccountAssignmentOperationStatus.builder()
                .status_(status)
                .requestId(id)
                .failureReason(reason)
                .targetId(accountId)
                .targetType(TargetType.AWS_ACCOUNT)
                .permissionSetArn(setArn)
                .principalType(principalType)
                .principalId(principalId)
                .createdDate(created)
                .build();
    }

    AccountAssignmentOperationStatusMetadata listed(Instant now) {
        return AccountAssignmentOperationStatusMetadata.builder()
                .status_(status(now))
                .requestId(id)
                .createdDate(created)
                .build();
    }

    /** The answer to the request itself. */
    PermissionSetProvisioningStatus provisioningBegun() {
        return provisioning(StatusValues.IN_PROGRESS, null);
    }

    PermissionSetProvisioningStatus provisioning(Instant now) {
        return provisioning(status(now), done.isAfter(now) ? null : failure);
    }

    private PermissionSetProvisioningStatus provisioning(String status, @Nullable String reason) {
        return PermissionSetProvisioningStatus.builder()
                .status_(status)
                .requestId(id)
                .accountId(accountId)
                .permissionSetArn(setArn)
                .failureReason(reason)
                .createdDate(created)
                .build();
    }

    PermissionSetProvisioningStatusMetadata provisioningListed(Instant now) {
        return PermissionSetProvisioningStatusMetadata.builder()
                .status_(status(now))
                .requestId(id)
                .createdDate(created)
                .build();
    }
}
