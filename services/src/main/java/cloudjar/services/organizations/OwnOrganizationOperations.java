package cloudjar.services.organizations;

import cloudjar.api.organizations.CreateOrganizationRequest;
import cloudjar.api.organizations.CreateOrganizationResponse;
import cloudjar.api.organizations.DeleteOrganizationRequest;
import cloudjar.api.organizations.DeleteOrganizationResponse;
import cloudjar.api.organizations.DescribeOrganizationRequest;
import cloudjar.api.organizations.DescribeOrganizationResponse;
import cloudjar.api.organizations.EnableAllFeaturesRequest;
import cloudjar.api.organizations.EnableAllFeaturesResponse;
import cloudjar.api.organizations.OrganizationFeatureSet;
import cloudjar.api.organizations.OwnOrganization;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Tx;
import java.util.List;
import java.util.Map;

/** The organization as such. */
final class OwnOrganizationOperations implements OwnOrganization {
    private static final int ID_CHANCE = 10;
    private static final int ROOT_CHANCE = 4;

    @Override
    public CreateOrganizationResponse createOrganization(CreateOrganizationRequest in, Call call) {
        Ids ids = call.world().ids();
        Organization organization = new Organization(
                "o-" + ids.of(Ids.LOWER_ALPHANUMERIC, ID_CHANCE),
                "r-" + ids.of(Ids.LOWER_ALPHANUMERIC, ROOT_CHANCE),
                call.partition().id(),
                call.account(),
                !OrganizationFeatureSet.CONSOLIDATED_BILLING.equals(in.featureSet()),
                List.of(),
                Map.of(),
                call.time());
        return call.write(tx -> {
            if (Standing.find(tx, call.account()).isPresent()) {
                throw OrganizationsErrors.alreadyInOrganization();
            }
            OrganizationsTables.ORGANIZATION.in(organization.scope()).put(tx, OrganizationsTables.ONLY, organization);
            MemberAccount management = OrganizationsTables.ACCOUNTS
                    .in(Scope.GLOBAL)
                    .get(tx, call.account())
                    .orElseGet(() -> MemberAccount.unknown(call.account(), call.time()))
                    .joining(organization, organization.rootId(), true, call.time());
            OrganizationsTables.ACCOUNTS.in(Scope.GLOBAL).put(tx, management.id(), management);
            return CreateOrganizationResponse.builder()
                    .organization(organization.shown(management))
                    .build();
        });
    }

    @Override
    public DescribeOrganizationResponse describeOrganization(DescribeOrganizationRequest in, Call call) {
        return call.read(snapshot -> {
            Standing standing = Standing.member(snapshot, call);
            return DescribeOrganizationResponse.builder()
                    .organization(standing.organization().shown(standing.managementAccount(snapshot)))
                    .build();
        });
    }

    @Override
    public DeleteOrganizationResponse deleteOrganization(DeleteOrganizationRequest in, Call call) {
        return call.write(tx -> {
            Standing standing = Standing.management(tx, call);
            Organization organization = standing.organization();
            boolean others =
                    OrganizationsTables.ACCOUNTS_BY_ORGANIZATION
                            .in(Scope.GLOBAL)
                            .find(tx, organization.id())
                            .values()
                            .stream()
                            .anyMatch(account -> !account.id().equals(call.account())
                                    && (account.visible(call.time())
                                            || account.joined().isAfter(call.time())));
            if (others
                    || new Tree(organization).units(tx, organization.rootId()).size() > 0) {
                throw OrganizationsErrors.organizationNotEmpty();
            }
            clear(tx, organization);
            OrganizationsTables.ACCOUNTS
                    .in(Scope.GLOBAL)
                    .put(tx, call.account(), standing.account().left());
            return DeleteOrganizationResponse.of();
        });
    }

    private static void clear(Tx tx, Organization organization) {
        Scope scope = organization.scope();
        OrganizationsTables.ACCOUNTS_BY_ORGANIZATION
                .in(Scope.GLOBAL)
                .find(tx, organization.id())
                .keys()
                .forEach(gone -> OrganizationsTables.ACCOUNTS.in(Scope.GLOBAL).delete(tx, gone));
        OrganizationsTables.HANDSHAKES_BY_ORGANIZATION
                .in(Scope.GLOBAL)
                .find(tx, organization.id())
                .keys()
                .forEach(gone -> OrganizationsTables.HANDSHAKES.in(Scope.GLOBAL).delete(tx, gone));
        OrganizationsTables.ORGANIZATION.in(scope).deleteRange(tx, Range.all());
        OrganizationsTables.POLICIES.in(scope).deleteRange(tx, Range.all());
        OrganizationsTables.ATTACHMENTS.in(scope).deleteRange(tx, Range.all());
        OrganizationsTables.CREATIONS.in(scope).deleteRange(tx, Range.all());
        OrganizationsTables.DELEGATIONS.in(scope).deleteRange(tx, Range.all());
        OrganizationsTables.TRUSTED_SERVICES.in(scope).deleteRange(tx, Range.all());
        OrganizationsTables.DELEGATION_POLICY.in(scope).deleteRange(tx, Range.all());
    }

    @Override
    public EnableAllFeaturesResponse enableAllFeatures(EnableAllFeaturesRequest in, Call call) {
        Migration migration = Migration.drawn(call);
        return call.write(tx -> EnableAllFeaturesResponse.builder()
                .handshake(migration.begin(tx, call))
                .build());
    }
}
