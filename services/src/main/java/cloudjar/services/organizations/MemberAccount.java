package cloudjar.services.organizations;

import cloudjar.api.organizations.Account;
import cloudjar.api.organizations.AccountJoinedMethod;
import cloudjar.api.organizations.AccountStatus;
import cloudjar.api.organizations.DelegatedAdministrator;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An account that is or was in an organization.
 *
 * @param organizationId null where it is in none
 * @param managementAccount of the organization; null where it is in none
 * @param parentId the root or unit that holds it; null where it is in no organization
 * @param joined when it became or becomes a member
 * @param closing when it was asked to be closed; null where it was not
 * @param closed when it is closed
 */
record MemberAccount(
        String id,
        String name,
        String email,
        @Nullable String organizationId,
        @Nullable String managementAccount,
        @Nullable String parentId,
        boolean invited,
        Instant joined,
        @Nullable Instant closing,
        @Nullable Instant closed,
        Map<String, String> tags) {
    /** How long a closed account can be opened again; then it is gone. */
    private static final Duration POST_CLOSURE = Duration.ofDays(90);

    MemberAccount {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /** An account that nobody has told anything about, in no organization. */
    static MemberAccount unknown(String id, Instant now) {
        return new MemberAccount(
                id, "Account " + id, "aws+" + id + "@example.com", null, null, null, true, now, null, null, Map.of());
    }

    /** A member of the organization under this parent. */
    MemberAccount joining(Organization organization, String parent, boolean byInvitation, Instant when) {
        return new MemberAccount(
                id,
                name,
                email,
                organization.id(),
                organization.managementAccount(),
                parent,
                byInvitation,
                when,
                closing,
                closed,
                tags);
    }

    /** The account after it has left; its tags were the organization's. */
    MemberAccount left() {
        return new MemberAccount(id, name, email, null, null, null, invited, joined, closing, closed, Map.of());
    }

    MemberAccount under(String parent) {
        return new MemberAccount(
                id, name, email, organizationId, managementAccount, parent, invited, joined, closing, closed, tags);
    }

    MemberAccount closing(Instant asked, Instant done) {
        return new MemberAccount(
                id, name, email, organizationId, managementAccount, parentId, invited, joined, asked, done, tags);
    }

    MemberAccount withTags(Map<String, String> changed) {
        return new MemberAccount(
                id,
                name,
                email,
                organizationId,
                managementAccount,
                parentId,
                invited,
                joined,
                closing,
                closed,
                changed);
    }

    /** The parent of a member. */
    String parent() {
        return Objects.requireNonNull(parentId, "an account in no organization has no parent");
    }

    /** Whether it is there at this time: made already, and not closed so long ago that it is gone. */
    boolean visible(Instant now) {
        return !joined.isAfter(now)
                && (closed == null || closed.plus(POST_CLOSURE).isAfter(now));
    }

    String status(Instant now) {
        if (closing == null) {
            return AccountStatus.ACTIVE;
        }
        return closed != null && closed.isAfter(now) ? AccountStatus.PENDING_CLOSURE : AccountStatus.SUSPENDED;
    }

    /** What callers see of a member. */
    Account shown(Organization organization, Instant now) {
        return Account.builder()
                .id(id)
                .arn(organization.arn("account", id))
                .email(email)
                .name(name)
                .status_(status(now))
                .state(status(now))
                .joinedMethod(joinedMethod())
                .joinedTimestamp(joined)
                .build();
    }

    DelegatedAdministrator administrator(Organization organization, Instant enabled, Instant now) {
        return DelegatedAdministrator.builder()
                .id(id)
                .arn(organization.arn("account", id))
                .email(email)
                .name(name)
                .status_(status(now))
                .state(status(now))
                .joinedMethod(joinedMethod())
                .joinedTimestamp(joined)
                .delegationEnabledDate(enabled)
                .build();
    }

    private String joinedMethod() {
        return invited ? AccountJoinedMethod.INVITED : AccountJoinedMethod.CREATED;
    }
}
