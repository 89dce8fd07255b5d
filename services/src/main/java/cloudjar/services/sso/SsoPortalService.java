package cloudjar.services.sso;

import cloudjar.api.identitystore.DescribeUserResponse;
import cloudjar.api.sso.AccountInfo;
import cloudjar.api.sso.ForbiddenException;
import cloudjar.api.sso.GetRoleCredentialsRequest;
import cloudjar.api.sso.GetRoleCredentialsResponse;
import cloudjar.api.sso.InvalidRequestException;
import cloudjar.api.sso.ListAccountRolesRequest;
import cloudjar.api.sso.ListAccountRolesResponse;
import cloudjar.api.sso.ListAccountsRequest;
import cloudjar.api.sso.ListAccountsResponse;
import cloudjar.api.sso.LogoutRequest;
import cloudjar.api.sso.LogoutResponse;
import cloudjar.api.sso.RoleCredentials;
import cloudjar.api.sso.RoleInfo;
import cloudjar.api.sso.Sso;
import cloudjar.api.sso.UnauthorizedException;
import cloudjar.api.sts.AssumeRoleRequest;
import cloudjar.api.sts.Credentials;
import cloudjar.api.sts.Sts;
import cloudjar.api.sts.Tag;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.call.Wiring;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Scope;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The operations of the access portal: what somebody who is signed in may do where. */
public final class SsoPortalService implements Sso {
    private static final int NAME_MIN = 2;

    private final Cloud cloud;
    private final Directory directory;
    private final Provisioner provisioner;
    private final AccountAssignmentOperations assignments;

    /** The service. */
    public SsoPortalService(Wiring wiring) {
        cloud = wiring.cloud();
        directory = new Directory(cloud);
        provisioner = new Provisioner(cloud, wiring.pace());
        assignments = new AccountAssignmentOperations(directory, provisioner);
    }

    /** Somebody who is signed in, at an instance. */
    private record Person(Instance instance, String userId) {}

    private static ApiException unauthorized() {
        return new UnauthorizedException("Session token not found or invalid");
    }

    private static Person person(String accessToken, Call call) {
        return call.read(snapshot -> SignInTables.SESSIONS
                .in(Scope.GLOBAL)
                .get(snapshot, accessToken)
                .filter(session -> session.expires().isAfter(call.time()))
                .flatMap(session -> Portals.instance(snapshot, session.instanceArn())
                        .map(instance -> new Person(instance, session.userId())))
                .orElseThrow(SsoPortalService::unauthorized));
    }

    @Override
    public ListAccountsResponse listAccounts(ListAccountsRequest in, Call call) {
        Person person = person(in.accessToken(), call);
        List<String> ids = assignments.ofUser(person.instance(), person.userId(), call).stream()
                .map(Assignment::accountId)
                .distinct()
                .toList();
        Page<AccountInfo> part = part(ids, Paging.asked(in.maxResults(), in.nextToken(), "ListAccounts"))
                .map(id -> account(person.instance(), id, call));
        return ListAccountsResponse.builder()
                .accountList(part.items())
                .nextToken(part.next().orElse(null))
                .build();
    }

    private static Page<String> part(List<String> names, PageRequest asked) {
        try {
            return Page.of(names, name -> name, asked);
        } catch (ApiException badToken) {
            throw new InvalidRequestException("The next token is invalid");
        }
    }

    private AccountInfo account(Instance instance, String id, Call call) {
        Optional<Directory.Target> target = directory.account(instance, id, call);
        return AccountInfo.builder()
                .accountId(id)
                .accountName(target.map(Directory.Target::name).orElse(id))
                .emailAddress(target.map(Directory.Target::email).orElse(null))
                .build();
    }

    @Override
    public ListAccountRolesResponse listAccountRoles(ListAccountRolesRequest in, Call call) {
        Person person = person(in.accessToken(), call);
        List<String> names = sets(person, in.accountId(), call).stream()
                .map(PermissionSet::name)
                .toList();
        Page<RoleInfo> part = part(
                        names, Paging.asked(in.maxResults(), in.nextToken(), "ListAccountRoles" + in.accountId()))
                .map(name -> RoleInfo.builder()
                        .roleName(name)
                        .accountId(in.accountId())
                        .build());
        return ListAccountRolesResponse.builder()
                .roleList(part.items())
                .nextToken(part.next().orElse(null))
                .build();
    }

    /** The permission sets that somebody has in an account. */
    private List<PermissionSet> sets(Person person, String accountId, Call call) {
        List<Assignment> all = assignments.ofUser(person.instance(), person.userId(), call);
        return call.read(snapshot -> all.stream()
                .filter(assignment -> assignment.accountId().equals(accountId))
                .map(Assignment::setArn)
                .distinct()
                .map(arn -> Instances.set(snapshot, person.instance(), arn))
                .toList());
    }

    @Override
    public GetRoleCredentialsResponse getRoleCredentials(GetRoleCredentialsRequest in, Call call) {
        Person person = person(in.accessToken(), call);
        PermissionSet set = sets(person, in.accountId(), call).stream()
                .filter(found -> found.name().equals(in.roleName()))
                .findFirst()
                .orElseThrow(SsoPortalService::noAccess);
        ReservedRole role = provisioner
                .find(person.instance(), set.arn(), in.accountId(), call)
                .orElseThrow(SsoPortalService::noAccess);
        DescribeUserResponse user =
                directory.user(person.instance(), person.userId(), call).orElseThrow(SsoPortalService::unauthorized);
        List<Tag> tags = UserAttributes.tags(person.instance(), user);
        AssumeRoleRequest.Builder assume = AssumeRoleRequest.builder()
                .roleArn(role.arn())
                .roleSessionName(sessionName(user))
                .durationSeconds((int) set.settings().session().toSeconds());
        if (!tags.isEmpty()) {
            assume.tags(tags);
        }
        Credentials credentials = Objects.requireNonNull(
                cloud.client(Sts.API).assumeRole(assume.build(), role.call()).credentials());
        return GetRoleCredentialsResponse.builder()
                .roleCredentials(RoleCredentials.builder()
                        .accessKeyId(credentials.accessKeyId())
                        .secretAccessKey(credentials.secretAccessKey())
                        .sessionToken(credentials.sessionToken())
                        .expiration(credentials.expiration().toEpochMilli())
                        .build())
                .build();
    }

    /** The user's name, as far as names of sessions go. */
    private static String sessionName(DescribeUserResponse user) {
        String name = String.valueOf(user.userName()).replaceAll("[^\\w+=,.@-]", "-");
        return name.length() < NAME_MIN ? name + "-" : name.substring(0, Math.min(name.length(), 64));
    }

    private static ApiException noAccess() {
        return new ForbiddenException("No access");
    }

    @Override
    public LogoutResponse logout(LogoutRequest in, Call call) {
        call.write(tx -> {
            if (!SignInTables.SESSIONS.in(Scope.GLOBAL).delete(tx, in.accessToken())) {
                throw unauthorized();
            }
            return true;
        });
        return LogoutResponse.of();
    }
}
