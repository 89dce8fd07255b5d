package cloudjar.services.sso;

import cloudjar.api.ssoadmin.Grant;
import cloudjar.api.ssoadmin.PortalOptions;
import cloudjar.kernel.store.Index;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.RecordCodec;
import cloudjar.kernel.store.StructureCodec;
import cloudjar.kernel.store.Table;
import java.util.List;

/**
 * What administration keeps.
 *
 * <pre>
 * ssoadmin, in no account
 *   instances         instance ARN                              Instance        also by account, and by identity store
 * ssoadmin, in the instance's account and region
 *   permission-sets   permission set ARN                        PermissionSet   also by instance
 *   assignments       permission set, account, principal        Assignment      also by principal
 *   provisioned       permission set ARN, account id            Provisioned     also by account
 *   requests          request id                                Request         also by kind
 *   applications      application ARN                           Application     also by instance
 *   application-users application ARN, principal type and id    ApplicationUser also by principal
 *   issuers           issuer ARN                                TokenIssuer     also by instance
 * </pre>
 */
final class SsoTables {
    private static final String SERVICE = "ssoadmin";

    /** Who has what in an account. */
    record AssignmentKey(String setArn, String accountId, String principalType, String principalId) {}

    /** A permission set in an account. */
    record PlaceKey(String setArn, String accountId) {}

    /** Who may use an application. */
    record UserKey(String applicationArn, String principalType, String principalId) {}

    static final Table<String, Instance> INSTANCES =
            Table.of(SERVICE, "instances", KeyCodec.STRING, RecordCodec.of(Instance.class));

    static final Index<String, String, Instance> INSTANCES_BY_ACCOUNT =
            INSTANCES.index("by-account", KeyCodec.STRING, instance -> List.of(instance.account()));

    static final Index<String, String, Instance> INSTANCES_BY_STORE =
            INSTANCES.index("by-store", KeyCodec.STRING, instance -> List.of(instance.storeId()));

    static final Table<String, PermissionSet> PERMISSION_SETS =
            Table.of(SERVICE, "permission-sets", KeyCodec.STRING, RecordCodec.of(PermissionSet.class));

    static final Index<String, String, PermissionSet> PERMISSION_SETS_BY_INSTANCE =
            PERMISSION_SETS.index("by-instance", KeyCodec.STRING, set -> List.of(set.instanceArn()));

    static final Table<AssignmentKey, Assignment> ASSIGNMENTS =
            Table.of(SERVICE, "assignments", KeyCodec.of(AssignmentKey.class), RecordCodec.of(Assignment.class));

    static final Index<String, AssignmentKey, Assignment> ASSIGNMENTS_BY_PRINCIPAL =
            ASSIGNMENTS.index("by-principal", KeyCodec.STRING, assignment -> List.of(assignment.principalId()));

    static final Table<PlaceKey, Provisioned> PROVISIONED =
            Table.of(SERVICE, "provisioned", KeyCodec.of(PlaceKey.class), RecordCodec.of(Provisioned.class));

    static final Index<String, PlaceKey, Provisioned> PROVISIONED_BY_ACCOUNT =
            PROVISIONED.index("by-account", KeyCodec.STRING, place -> List.of(place.accountId()));

    static final Table<String, Request> REQUESTS =
            Table.of(SERVICE, "requests", KeyCodec.STRING, RecordCodec.of(Request.class));

    static final Index<String, String, Request> REQUESTS_BY_KIND = REQUESTS.index(
            "by-kind", KeyCodec.STRING, request -> List.of(request.kind().name()));

    static final Table<String, Application> APPLICATIONS = Table.of(
            SERVICE,
            "applications",
            KeyCodec.STRING,
            RecordCodec.builder()
                    .with(PortalOptions.class, StructureCodec.of(PortalOptions.class, () -> PortalOptions.builder()
                            .build()
                            .schema()))
                    .with(Grant.class, StructureCodec.of(Grant.class, () -> Grant.builder()
                            .build()
                            .schema()))
                    .build(Application.class));

    static final Index<String, String, Application> APPLICATIONS_BY_INSTANCE =
            APPLICATIONS.index("by-instance", KeyCodec.STRING, application -> List.of(application.instanceArn()));

    static final Table<UserKey, ApplicationUser> APPLICATION_USERS =
            Table.of(SERVICE, "application-users", KeyCodec.of(UserKey.class), RecordCodec.of(ApplicationUser.class));

    static final Index<String, UserKey, ApplicationUser> APPLICATION_USERS_BY_PRINCIPAL =
            APPLICATION_USERS.index("by-principal", KeyCodec.STRING, user -> List.of(user.principalId()));

    static final Table<String, TokenIssuer> ISSUERS =
            Table.of(SERVICE, "issuers", KeyCodec.STRING, RecordCodec.of(TokenIssuer.class));

    static final Index<String, String, TokenIssuer> ISSUERS_BY_INSTANCE =
            ISSUERS.index("by-instance", KeyCodec.STRING, issuer -> List.of(issuer.instanceArn()));

    private SsoTables() {}
}
