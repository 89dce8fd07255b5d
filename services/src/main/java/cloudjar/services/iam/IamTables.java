package cloudjar.services.iam;

import cloudjar.kernel.store.Expiry;
import cloudjar.kernel.store.Index;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.RecordCodec;
import cloudjar.kernel.store.Stamp;
import cloudjar.kernel.store.Table;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What IAM keeps. All but access keys and aliases, which are looked up before the account is known, belong to an account and to
 * no region. What is known by a name has it in lower case in its key.
 *
 * <pre>
 * iam, in an account
 *   identities       kind, name                  Identity           also by unique id, and by the ARN of the boundary
 *   memberships      user id, group id           Membership         also by group id
 *   attachments      identity id, policy ARN     Attachment         also by policy ARN
 *   inline-policies  identity id, policy name    InlinePolicy
 *   policies         name                        ManagedPolicy
 *   profiles         name                        Profile            also by role id
 *   logins           user id                     Login
 *   credentials      user id, id                 ServiceCredential
 *   ssh-keys         user id, id                 SshKey
 *   server-certificates   name                   StoredCertificate
 *   signing-certificates  user id, id            UserCertificate
 *   devices          serial number               Device             also by user id
 *   providers        ARN                         IdentityProvider
 *   uses             entity id, service, operation   LastUse
 *   access-jobs      id                          AccessJob          also by when they are forgotten
 *   organizations-reports  id                     OrganizationsReport  also by when they are forgotten
 *   account          "account"                   AccountSheet
 *   policy-stamp     nothing                     how often what identities may do was changed
 * iam, in no account
 *   access-keys      access key id               IssuedKey          also by user id
 *   aliases          alias                       account id
 * </pre>
 */
final class IamTables {
    static final String SERVICE = "iam";

    /** AWS keeps reports on accesses for a week. */
    private static final Duration ACCESS_JOB_KEPT = Duration.ofDays(7);

    /** An identity by its name. */
    record IdentityKey(IdentityKind kind, String foldedName) {
        static IdentityKey of(IdentityKind kind, String name) {
            return new IdentityKey(kind, fold(name));
        }

        static IdentityKey of(Identity identity) {
            return of(identity.kind(), identity.name());
        }
    }

    /** A user in a group. */
    record MembershipKey(String userId, String groupId) {}

    /** What an identity has, by its name: a policy of its own, or the ARN of a managed one. */
    record HeldKey(String identityId, String name) {}

    /** What somebody did; the service is named as in credential scopes. */
    record UseKey(String entityId, String service, String operation) {}

    /** Advanced by whatever changes what an identity of the account may do. */
    static final Stamp POLICY_STAMP = Stamp.of(SERVICE, "policy-stamp");

    static final Table<IdentityKey, Identity> IDENTITIES = Table.of(
                    SERVICE, "identities", KeyCodec.of(IdentityKey.class), RecordCodec.of(Identity.class))
            .stampedBy(POLICY_STAMP);

    static final Index<String, IdentityKey, Identity> IDENTITIES_BY_ID =
            IDENTITIES.index("by-id", KeyCodec.STRING, identity -> List.of(identity.id()));

    static final Index<String, IdentityKey, Identity> IDENTITIES_BY_BOUNDARY = IDENTITIES.index(
            "by-boundary",
            KeyCodec.STRING,
            identity -> identity instanceof Bounded bounded && bounded.boundary() != null
                    ? List.of(bounded.boundary())
                    : List.of());

    static final Table<MembershipKey, Membership> MEMBERSHIPS = Table.of(
                    SERVICE, "memberships", KeyCodec.of(MembershipKey.class), RecordCodec.of(Membership.class))
            .stampedBy(POLICY_STAMP);

    static final Index<String, MembershipKey, Membership> MEMBERSHIPS_BY_GROUP =
            MEMBERSHIPS.index("by-group", KeyCodec.STRING, membership -> List.of(membership.groupId()));

    static final Table<HeldKey, Attachment> ATTACHMENTS = Table.of(
                    SERVICE, "attachments", KeyCodec.of(HeldKey.class), RecordCodec.of(Attachment.class))
            .stampedBy(POLICY_STAMP);

    static final Index<String, HeldKey, Attachment> ATTACHMENTS_BY_POLICY =
            ATTACHMENTS.index("by-policy", KeyCodec.STRING, attachment -> List.of(attachment.policyArn()));

    static final Table<HeldKey, InlinePolicy> INLINE_POLICIES = Table.of(
                    SERVICE, "inline-policies", KeyCodec.of(HeldKey.class), RecordCodec.of(InlinePolicy.class))
            .stampedBy(POLICY_STAMP);

    static final Table<String, ManagedPolicy> POLICIES = Table.of(
                    SERVICE, "policies", KeyCodec.STRING, RecordCodec.of(ManagedPolicy.class))
            .stampedBy(POLICY_STAMP);

    static final Table<String, Profile> PROFILES =
            Table.of(SERVICE, "profiles", KeyCodec.STRING, RecordCodec.of(Profile.class));

    static final Index<String, String, Profile> PROFILES_BY_ROLE = PROFILES.index(
            "by-role", KeyCodec.STRING, profile -> profile.roleId() == null ? List.of() : List.of(profile.roleId()));

    static final Table<String, Login> LOGINS =
            Table.of(SERVICE, "logins", KeyCodec.STRING, RecordCodec.of(Login.class));

    static final Table<HeldKey, ServiceCredential> SERVICE_CREDENTIALS =
            Table.of(SERVICE, "credentials", KeyCodec.of(HeldKey.class), RecordCodec.of(ServiceCredential.class));

    static final Table<HeldKey, SshKey> SSH_KEYS =
            Table.of(SERVICE, "ssh-keys", KeyCodec.of(HeldKey.class), RecordCodec.of(SshKey.class));

    static final Table<String, StoredCertificate> SERVER_CERTIFICATES =
            Table.of(SERVICE, "server-certificates", KeyCodec.STRING, RecordCodec.of(StoredCertificate.class));

    static final Table<HeldKey, UserCertificate> SIGNING_CERTIFICATES = Table.of(
            SERVICE, "signing-certificates", KeyCodec.of(HeldKey.class), RecordCodec.of(UserCertificate.class));

    static final Table<String, Device> DEVICES =
            Table.of(SERVICE, "devices", KeyCodec.STRING, RecordCodec.of(Device.class));

    static final Index<String, String, Device> DEVICES_BY_USER = DEVICES.index(
            "by-user", KeyCodec.STRING, device -> device.userId() == null ? List.of() : List.of(device.userId()));

    static final Table<String, IdentityProvider> PROVIDERS =
            Table.of(SERVICE, "providers", KeyCodec.STRING, RecordCodec.of(IdentityProvider.class));

    static final Table<UseKey, LastUse> USES =
            Table.of(SERVICE, "uses", KeyCodec.of(UseKey.class), RecordCodec.of(LastUse.class));

    static final Table<String, AccessJob> ACCESS_JOBS =
            Table.of(SERVICE, "access-jobs", KeyCodec.STRING, RecordCodec.of(AccessJob.class));

    static final Expiry<String, AccessJob> ENDED_ACCESS_JOBS =
            ACCESS_JOBS.expiry(job -> Optional.of(job.created().plus(ACCESS_JOB_KEPT)));

    static final Table<String, OrganizationsReport> ORGANIZATIONS_REPORTS =
            Table.of(SERVICE, "organizations-reports", KeyCodec.STRING, RecordCodec.of(OrganizationsReport.class));

    static final Expiry<String, OrganizationsReport> ENDED_ORGANIZATIONS_REPORTS =
            ORGANIZATIONS_REPORTS.expiry(report -> Optional.of(report.created().plus(ACCESS_JOB_KEPT)));

    static final Table<String, AccountSheet> ACCOUNT =
            Table.of(SERVICE, "account", KeyCodec.STRING, RecordCodec.of(AccountSheet.class));

    static final Table<String, IssuedKey> ACCESS_KEYS =
            Table.of(SERVICE, "access-keys", KeyCodec.STRING, RecordCodec.of(IssuedKey.class));

    static final Index<String, String, IssuedKey> ACCESS_KEYS_BY_USER =
            ACCESS_KEYS.index("by-user", KeyCodec.STRING, key -> List.of(key.userId()));

    static final Table<String, AccountAlias> ALIASES =
            Table.of(SERVICE, "aliases", KeyCodec.STRING, RecordCodec.of(AccountAlias.class));

    private IamTables() {}

    /** A name as keys have it. */
    static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
