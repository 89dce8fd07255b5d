package cloudjar.services.iam;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.Limit;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import java.util.Map;
import java.util.TreeMap;

/** How much there is in an account, and how much there may be. */
final class AccountSummary {
    private AccountSummary() {}

    static Map<String, Integer> of(Snapshot snapshot, Call call) {
        Scope scope = Scope.account(call.account());
        Map<String, Integer> summary = new TreeMap<>();
        limits(summary);
        for (IdentityKind kind : IdentityKind.values()) {
            summary.put(kind.title() + "s", (int) IdentityLookup.rows(call).count(snapshot, IdentityRoster.all(kind)));
        }
        summary.put("Policies", (int) IamTables.POLICIES.in(scope).count(snapshot));
        summary.put(
                "PolicyVersionsInUse",
                IamTables.POLICIES.in(scope).rows(snapshot).stream()
                        .mapToInt(row -> row.value().versions().size())
                        .sum());
        summary.put("InstanceProfiles", (int) IamTables.PROFILES.in(scope).count(snapshot));
        AccountSheet sheet = AccountSheet.of(snapshot, call);
        summary.put("AccountAliases", sheet.alias() == null ? 0 : 1);
        boolean rootKey = IamTables.ACCESS_KEYS_BY_USER
                .in(Scope.GLOBAL)
                .get(snapshot, call.account())
                .isPresent();
        summary.put("AccountAccessKeysPresent", rootKey ? 1 : 0);
        summary.put(
                "AccountMFAEnabled",
                MfaDeviceOperations.devicesOf(snapshot, call, call.account()).isEmpty() ? 0 : 1);
        summary.put("AccountPasswordPresent", 1);
        summary.put(
                "AccountSigningCertificatesPresent",
                SigningCertificateOperations.of(snapshot, call, call.account()).isEmpty() ? 0 : 1);
        summary.put("MFADevices", (int) IamTables.DEVICES.in(scope).count(snapshot));
        summary.put("MFADevicesInUse", (int) IamTables.DEVICES_BY_USER.in(scope).count(snapshot));
        summary.put("Providers", (int) IamTables.PROVIDERS.in(scope).count(snapshot));
        summary.put("ServerCertificates", (int)
                IamTables.SERVER_CERTIFICATES.in(scope).count(snapshot));
        summary.put("GlobalEndpointTokenVersion", sheet.tokenVersion().startsWith("v2") ? 2 : 1);
        return summary;
    }

    private static void limits(Map<String, Integer> summary) {
        put(summary, "UsersQuota", IamLimits.USERS);
        put(summary, "GroupsQuota", IamLimits.GROUPS);
        put(summary, "RolesQuota", IamLimits.ROLES);
        put(summary, "PoliciesQuota", IamLimits.POLICIES);
        put(summary, "InstanceProfilesQuota", IamLimits.INSTANCE_PROFILES);
        put(summary, "ServerCertificatesQuota", IamLimits.SERVER_CERTIFICATES);
        put(summary, "GroupsPerUserQuota", IamLimits.GROUPS_OF_USER);
        put(summary, "AccessKeysPerUserQuota", IamLimits.ACCESS_KEYS);
        put(summary, "SigningCertificatesPerUserQuota", IamLimits.SIGNING_CERTIFICATES);
        put(summary, "AttachedPoliciesPerUserQuota", IamLimits.ATTACHED_POLICIES);
        put(summary, "AttachedPoliciesPerGroupQuota", IamLimits.ATTACHED_POLICIES);
        put(summary, "AttachedPoliciesPerRoleQuota", IamLimits.ATTACHED_POLICIES);
        put(summary, "VersionsPerPolicyQuota", IamLimits.POLICY_VERSIONS);
        put(summary, "PolicySizeQuota", IamLimits.POLICY_SIZE);
        put(summary, "UserPolicySizeQuota", IamLimits.USER_POLICY_SIZE);
        put(summary, "GroupPolicySizeQuota", IamLimits.GROUP_POLICY_SIZE);
        put(summary, "RolePolicySizeQuota", IamLimits.ROLE_POLICY_SIZE);
        put(summary, "AssumeRolePolicySizeQuota", IamLimits.TRUST_POLICY_SIZE);
        put(summary, "PolicyVersionsInUseQuota", IamLimits.VERSIONS_IN_USE);
    }

    private static void put(Map<String, Integer> summary, String name, Limit limit) {
        summary.put(name, (int) limit.current());
    }
}
