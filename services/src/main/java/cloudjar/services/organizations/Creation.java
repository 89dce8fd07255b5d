package cloudjar.services.organizations;

import cloudjar.api.organizations.CreateAccountState;
import cloudjar.api.organizations.CreateAccountStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An account being created.
 *
 * @param completed when it is there, or has failed
 * @param accountId null where it fails
 * @param govCloudAccountId of the account beside it in another partition; null where none was asked for
 * @param failure why there is no account; null where there is one
 */
record Creation(
        String id,
        String accountName,
        Instant requested,
        Instant completed,
        @Nullable String accountId,
        @Nullable String govCloudAccountId,
        @Nullable String failure) {
    String state(Instant now) {
        if (completed.isAfter(now)) {
            return CreateAccountState.IN_PROGRESS;
        }
        return failure == null ? CreateAccountState.SUCCEEDED : CreateAccountState.FAILED;
    }

    /** What is known at this time. */
    CreateAccountStatus shown(Instant now) {
        CreateAccountStatus.Builder status = requested(CreateAccountStatus.builder());
        if (completed.isAfter(now)) {
            return status.build();
        }
        return status.state(state(now))
                .completedTimestamp(completed)
                .accountId(accountId)
                .govCloudAccountId(govCloudAccountId)
                .failureReason(failure)
                .build();
    }

    /** The answer to the request itself. */
    CreateAccountStatus begun() {
        return requested(CreateAccountStatus.builder()).build();
    }

    private CreateAccountStatus.Builder requested(CreateAccountStatus.Builder status) {
        return status.id(id)
                .accountName(accountName)
                .state(CreateAccountState.IN_PROGRESS)
                .requestedTimestamp(requested);
    }
}
