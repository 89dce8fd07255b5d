package cloudjar.services.sso;

import cloudjar.api.ssoadmin.AccountAssignment;
import cloudjar.api.ssoadmin.AccountAssignmentForPrincipal;
import cloudjar.services.sso.SsoTables.AssignmentKey;

/** A user or group with a permission set in an account. */
record Assignment(String instanceArn, String setArn, String accountId, String principalType, String principalId) {
    AssignmentKey key() {
        return new AssignmentKey(setArn, accountId, principalType, principalId);
    }

    AccountAssignment shown() {
        return AccountAssignment.builder()
                .accountId(accountId)
                .permissionSetArn(setArn)
                .principalType(principalType)
                .principalId(principalId)
                .build();
    }

    AccountAssignmentForPrincipal shownForPrincipal() {
        return AccountAssignmentForPrincipal.builder()
                .accountId(accountId)
                .permissionSetArn(setArn)
                .principalType(principalType)
                .principalId(principalId)
                .build();
    }
}
