package cloudjar.services.organizations;

import cloudjar.kernel.store.Index;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.RecordCodec;
import cloudjar.kernel.store.Stamp;
import cloudjar.kernel.store.Table;
import java.util.List;
import java.util.Locale;

/**
 * What Organizations keeps.
 *
 * <pre>
 * organizations, in no account
 *   accounts       account id              MemberAccount      also by organization, by parent, and by e-mail address
 *   account-stamp  nothing                 how often accounts were changed
 *   handshakes     handshake id            Invitation         also by organization, and by the account or address invited
 * organizations, in the management account
 *   organization   "only"                  Organization
 *   units          unit id                 Unit               also by parent
 *   policies       policy id               OrganizationPolicy also by type and name
 *   attachments    target id, policy id    Attachment         also by policy id
 *   policy-stamp   nothing                 how often what controls accounts was changed
 *   creations      request id              Creation
 *   delegations    account id, service     Delegation
 *   services       service                 Delegation         (of no account)
 *   delegation     "only"                  DelegationPolicy
 * </pre>
 */
final class OrganizationsTables {
    private static final String SERVICE = "organizations";

    /** The one row of tables that have one. */
    static final String ONLY = "only";

    /** A policy at a target. */
    record AttachmentKey(String targetId, String policyId) {}

    /** A service of which an account is an administrator. */
    record DelegationKey(String accountId, String service) {}

    /** A policy's name, which is its own among those of its type. */
    record NameKey(String type, String name) {}

    /** Advanced, in no account, by whatever changes which accounts are in which organization, and where. */
    static final Stamp ACCOUNT_STAMP = Stamp.of(SERVICE, "account-stamp");

    /** Advanced, in the management account, by whatever changes what policies say to an organization's accounts. */
    static final Stamp POLICY_STAMP = Stamp.of(SERVICE, "policy-stamp");

    static final Table<String, MemberAccount> ACCOUNTS = Table.of(
                    SERVICE, "accounts", KeyCodec.STRING, RecordCodec.of(MemberAccount.class))
            .stampedBy(ACCOUNT_STAMP);

    static final Index<String, String, MemberAccount> ACCOUNTS_BY_ORGANIZATION = ACCOUNTS.index(
            "by-organization",
            KeyCodec.STRING,
            account -> account.organizationId() == null ? List.of() : List.of(account.organizationId()));

    static final Index<String, String, MemberAccount> ACCOUNTS_BY_PARENT = ACCOUNTS.index(
            "by-parent",
            KeyCodec.STRING,
            account -> account.parentId() == null ? List.of() : List.of(account.parentId()));

    static final Index<String, String, MemberAccount> ACCOUNTS_BY_EMAIL =
            ACCOUNTS.index("by-email", KeyCodec.STRING, account -> List.of(fold(account.email())));

    static final Table<String, Invitation> HANDSHAKES =
            Table.of(SERVICE, "handshakes", KeyCodec.STRING, RecordCodec.of(Invitation.class));

    static final Index<String, String, Invitation> HANDSHAKES_BY_ORGANIZATION =
            HANDSHAKES.index("by-organization", KeyCodec.STRING, handshake -> List.of(handshake.organizationId()));

    static final Index<String, String, Invitation> HANDSHAKES_BY_PARTY =
            HANDSHAKES.index("by-party", KeyCodec.STRING, handshake -> List.of(fold(handshake.party())));

    static final Table<String, Organization> ORGANIZATION = Table.of(
                    SERVICE, "organization", KeyCodec.STRING, RecordCodec.of(Organization.class))
            .stampedBy(POLICY_STAMP);

    static final Table<String, Unit> UNITS = Table.of(SERVICE, "units", KeyCodec.STRING, RecordCodec.of(Unit.class))
            .stampedBy(POLICY_STAMP);

    static final Index<String, String, Unit> UNITS_BY_PARENT =
            UNITS.index("by-parent", KeyCodec.STRING, unit -> List.of(unit.parentId()));

    static final Table<String, OrganizationPolicy> POLICIES = Table.of(
                    SERVICE, "policies", KeyCodec.STRING, RecordCodec.of(OrganizationPolicy.class))
            .stampedBy(POLICY_STAMP);

    static final Index<NameKey, String, OrganizationPolicy> POLICIES_BY_NAME = POLICIES.index(
            "by-name",
            KeyCodec.of(NameKey.class),
            policy -> List.of(new NameKey(policy.type().name(), policy.name())));

    static final Table<AttachmentKey, Attachment> ATTACHMENTS = Table.of(
                    SERVICE, "attachments", KeyCodec.of(AttachmentKey.class), RecordCodec.of(Attachment.class))
            .stampedBy(POLICY_STAMP);

    static final Index<String, AttachmentKey, Attachment> ATTACHMENTS_BY_POLICY =
            ATTACHMENTS.index("by-policy", KeyCodec.STRING, attachment -> List.of(attachment.policyId()));

    static final Table<String, Creation> CREATIONS =
            Table.of(SERVICE, "creations", KeyCodec.STRING, RecordCodec.of(Creation.class));

    static final Table<DelegationKey, Delegation> DELEGATIONS =
            Table.of(SERVICE, "delegations", KeyCodec.of(DelegationKey.class), RecordCodec.of(Delegation.class));

    static final Table<String, Delegation> TRUSTED_SERVICES =
            Table.of(SERVICE, "services", KeyCodec.STRING, RecordCodec.of(Delegation.class));

    static final Table<String, DelegationPolicy> DELEGATION_POLICY =
            Table.of(SERVICE, "delegation", KeyCodec.STRING, RecordCodec.of(DelegationPolicy.class));

    private OrganizationsTables() {}

    /** An address as keys have it. */
    static String fold(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
