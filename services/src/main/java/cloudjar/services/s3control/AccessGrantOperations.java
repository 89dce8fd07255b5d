package cloudjar.services.s3control;

import cloudjar.api.s3control.AccessGrants;
import cloudjar.api.s3control.AccessGrantsLocationConfiguration;
import cloudjar.api.s3control.CreateAccessGrantRequest;
import cloudjar.api.s3control.CreateAccessGrantResult;
import cloudjar.api.s3control.Credentials;
import cloudjar.api.s3control.DeleteAccessGrantRequest;
import cloudjar.api.s3control.DeleteAccessGrantResponse;
import cloudjar.api.s3control.GetAccessGrantRequest;
import cloudjar.api.s3control.GetAccessGrantResult;
import cloudjar.api.s3control.GetDataAccessRequest;
import cloudjar.api.s3control.GetDataAccessResult;
import cloudjar.api.s3control.GranteeType;
import cloudjar.api.s3control.ListAccessGrantsRequest;
import cloudjar.api.s3control.ListAccessGrantsResult;
import cloudjar.api.s3control.ListCallerAccessGrantsEntry;
import cloudjar.api.s3control.ListCallerAccessGrantsRequest;
import cloudjar.api.s3control.ListCallerAccessGrantsResult;
import cloudjar.api.s3control.Permission;
import cloudjar.api.s3control.Privilege;
import cloudjar.api.s3control.S3PrefixType;
import cloudjar.api.sts.AssumeRoleRequest;
import cloudjar.api.sts.Sts;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * The operations on access grants, and the sessions that they give.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-grants-credentials.html">Request access to Amazon S3 data
 *     through S3 Access Grants</a>
 */
final class AccessGrantOperations implements AccessGrants {
    /** As which roles of locations are assumed. */
    static final String SERVICE = "access-grants.s3.amazonaws.com";

    private static final Set<String> PERMISSIONS = Set.of(Permission.READ, Permission.WRITE, Permission.READWRITE);

    private final Cloud cloud;

    AccessGrantOperations(Cloud cloud) {
        this.cloud = cloud;
    }

    private static ScopedTable<String, StoredGrant> table(Call call) {
        return S3ControlTables.GRANTS.in(call.scope());
    }

    private static StoredGrant get(Snapshot snapshot, Call call, String id) {
        GrantsInstanceOperations.get(snapshot, call);
        return table(call).get(snapshot, id).orElseThrow(GrantErrors::noGrant);
    }

    @Override
    public CreateAccessGrantResult createAccessGrant(CreateAccessGrantRequest in, Call call) {
        Call own = OwnAccount.in(call, in.accountId());
        Map<String, String> tags = ResourceTags.of(in.tags());
        String id = own.world().ids().uuid();
        StoredGrant made = own.write(tx -> {
            GrantsLocation location = GrantsLocationOperations.get(tx, own, in.accessGrantsLocationId());
            StoredGrant grant = grant(in, own, id, location);
            long count = 0;
            for (StoredGrant other : table(own).values(tx, Range.all())) {
                count++;
                if (other.isLike(grant)) {
                    throw GrantErrors.grantExists();
                }
            }
            if (count >= S3ControlLimits.ACCESS_GRANTS.current()) {
                throw GrantErrors.tooManyGrants();
            }
            table(own).put(tx, id, grant);
            TagSet.put(tx, own, grant.arn(own), tags);
            return grant;
        });
        return CreateAccessGrantResult.builder()
                .createdAt(made.created())
                .accessGrantId(id)
                .accessGrantArn(made.arn(own))
                .grantee(made.shownGrantee())
                .accessGrantsLocationId(made.location())
                .accessGrantsLocationConfiguration(made.narrowed())
                .permission(made.permission())
                .applicationArn(made.application())
                .grantScope(made.scope().text())
                .build();
    }

    /** The grant that a request asks for, of users and roles of IAM alone: others cannot show who they are here. */
    private static StoredGrant grant(CreateAccessGrantRequest in, Call call, String id, GrantsLocation location) {
        AccessGrantsLocationConfiguration configuration = in.accessGrantsLocationConfiguration();
        String subPrefix = configuration == null ? null : configuration.s3SubPrefix();
        boolean object = S3PrefixType.OBJECT.equals(in.s3PrefixType());
        String grantee = in.grantee().granteeIdentifier();
        boolean known = GranteeType.IAM.equals(in.grantee().granteeType())
                && grantee != null
                && Arn.parse(grantee)
                        .filter(arn -> arn.service().equals("iam")
                                && (arn.resource().startsWith("user/")
                                        || arn.resource().startsWith("role/")))
                        .isPresent();
        if (!known || !PERMISSIONS.contains(in.permission())) {
            throw GrantErrors.invalidGrant();
        }
        GrantScope scope = GrantScope.of(location.scope(), subPrefix == null ? "" : subPrefix, object)
                .orElseThrow(GrantErrors::invalidGrant);
        return new StoredGrant(
                id,
                location.id(),
                subPrefix,
                GranteeType.IAM,
                Objects.requireNonNull(grantee),
                in.permission(),
                scope,
                in.applicationArn(),
                call.time().truncatedTo(ChronoUnit.MILLIS));
    }

    @Override
    public GetAccessGrantResult getAccessGrant(GetAccessGrantRequest in, Call call) {
        Call own = OwnAccount.in(call, in.accountId());
        StoredGrant found = own.read(snapshot -> get(snapshot, own, in.accessGrantId()));
        return GetAccessGrantResult.builder()
                .createdAt(found.created())
                .accessGrantId(found.id())
                .accessGrantArn(found.arn(own))
                .grantee(found.shownGrantee())
                .permission(found.permission())
                .accessGrantsLocationId(found.location())
                .accessGrantsLocationConfiguration(found.narrowed())
                .grantScope(found.scope().text())
                .applicationArn(found.application())
                .build();
    }

    @Override
    public ListAccessGrantsResult listAccessGrants(ListAccessGrantsRequest in, Call call) {
        Call own = OwnAccount.in(call, in.accountId());
        own.read(snapshot -> GrantsInstanceOperations.get(snapshot, own));
        String query = String.join(
                " ",
                "ListAccessGrants",
                in.granteeType(),
                in.granteeIdentifier(),
                in.permission(),
                in.grantScope(),
                in.applicationArn());
        Page<StoredGrant> page = Pages.of(
                own,
                table(own),
                in.maxResults(),
                in.nextToken(),
                query,
                grant -> (in.granteeType() == null || grant.granteeType().equals(in.granteeType()))
                        && (in.granteeIdentifier() == null || grant.grantee().equals(in.granteeIdentifier()))
                        && (in.permission() == null || grant.permission().equals(in.permission()))
                        && (in.grantScope() == null || grant.scope().text().equals(in.grantScope()))
                        && (in.applicationArn() == null || in.applicationArn().equals(grant.application())));
        return ListAccessGrantsResult.builder()
                .accessGrantsList(
                        page.items().stream().map(grant -> grant.described(own)).toList())
                .nextToken(page.next().orElse(null))
                .build();
    }

    @Override
    public DeleteAccessGrantResponse deleteAccessGrant(DeleteAccessGrantRequest in, Call call) {
        Call own = OwnAccount.in(call, in.accountId());
        own.write(tx -> {
            StoredGrant grant = get(tx, own, in.accessGrantId());
            TagSet.delete(tx, own, grant.arn(own));
            return table(own).delete(tx, grant.id());
        });
        return DeleteAccessGrantResponse.of();
    }

    @Override
    public ListCallerAccessGrantsResult listCallerAccessGrants(ListCallerAccessGrantsRequest in, Call call) {
        Call grantor = OwnAccount.orOthers(call, in.accountId());
        grantor.read(snapshot -> GrantsInstanceOperations.get(snapshot, grantor));
        String begins = in.grantScope() == null ? "" : in.grantScope();
        Page<StoredGrant> page = Pages.of(
                grantor,
                table(grantor),
                in.maxResults(),
                in.nextToken(),
                "ListCallerAccessGrants " + call.principal().id() + " " + begins,
                grant -> grant.isOf(call.principal()) && grant.scope().text().startsWith(begins));
        return ListCallerAccessGrantsResult.builder()
                .callerAccessGrantsList(page.items().stream()
                        .map(grant -> ListCallerAccessGrantsEntry.builder()
                                .permission(grant.permission())
                                .grantScope(grant.scope().text())
                                .applicationArn(grant.application())
                                .build())
                        .toList())
                .nextToken(page.next().orElse(null))
                .build();
    }

    /** A grant that is used, with the role of its location. */
    private record Used(StoredGrant grant, String role) {}

    @Override
    public GetDataAccessResult getDataAccess(GetDataAccessRequest in, Call call) {
        Call grantor = OwnAccount.orOthers(call, in.accountId());
        if (!PERMISSIONS.contains(in.permission())) {
            throw S3ControlErrors.malformedXml();
        }
        Optional<GrantScope> target = GrantScope.parse(in.target(), S3PrefixType.OBJECT.equals(in.targetType()));
        Used used = grantor.read(snapshot -> {
            GrantsInstanceOperations.get(snapshot, grantor);
            StoredGrant grant = target.flatMap(
                            wanted -> closest(snapshot, grantor, wanted, in.permission(), call.principal()))
                    .orElseThrow(() -> GrantErrors.notGranted(in.permission(), in.target()));
            return new Used(
                    grant,
                    GrantsLocationOperations.get(snapshot, grantor, grant.location())
                            .role());
        });
        GrantScope scope = Privilege.MINIMAL.equals(in.privilege())
                ? target.orElseThrow()
                : used.grant().scope();
        return GetDataAccessResult.builder()
                .credentials(session(in, call, grantor, used, scope))
                .matchedGrantTarget(scope.text())
                .grantee(used.grant().shownGrantee())
                .build();
    }

    /** The grant of a caller that is closest about what he wants. */
    private static Optional<StoredGrant> closest(
            Snapshot snapshot, Call grantor, GrantScope wanted, String permission, Principal caller) {
        return StreamSupport.stream(table(grantor).values(snapshot, Range.all()).spliterator(), false)
                .filter(grant -> grant.gives(permission)
                        && grant.application() == null
                        && grant.scope().covers(wanted)
                        && grant.isOf(caller))
                .max(Comparator.comparingInt(grant -> grant.scope().prefix().length()));
    }

    /** A session of the location's role that can do what was asked for, within the scope, and no more. */
    private Credentials session(GetDataAccessRequest in, Call call, Call grantor, Used used, GrantScope scope) {
        AssumeRoleRequest request = AssumeRoleRequest.builder()
                .roleArn(used.role())
                .roleSessionName("access-grants-" + call.world().ids().uuid())
                .durationSeconds(in.durationSeconds())
                .sourceIdentity(uniqueId(call.principal()))
                .policy(GrantSession.policy(call.partition().id(), scope, in.permission()))
                .build();
        Call asGrants =
                grantor.as(Principal.Service.actingFor(SERVICE, GrantsInstance.arn(grantor), grantor.account()));
        try {
            var made = Objects.requireNonNull(
                    cloud.client(Sts.API).assumeRole(request, asGrants).credentials());
            return Credentials.builder()
                    .accessKeyId(made.accessKeyId())
                    .secretAccessKey(made.secretAccessKey())
                    .sessionToken(made.sessionToken())
                    .expiration(made.expiration())
                    .build();
        } catch (ApiException refused) {
            throw refused.code().equals("AccessDenied")
                    ? GrantErrors.notTrusted(used.role())
                    : GrantErrors.ofSts(String.valueOf(refused.getMessage()));
        }
    }

    /** What stays of who asked in all that the session does. */
    private static String uniqueId(Principal caller) {
        return switch (caller) {
            case Principal.User user -> user.userId();
            case Principal.AssumedRole role -> role.roleId();
            case Principal.Anonymous _, Principal.Root _, Principal.Federated _, Principal.Service _ ->
                throw new IllegalStateException("a grant of nobody who can have one");
        };
    }
}
