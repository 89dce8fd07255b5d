package cloudjar.services.sso;

import cloudjar.api.ssoadmin.AccountAssignment;
import cloudjar.api.ssoadmin.AccountAssignmentForPrincipal;
import cloudjar.api.ssoadmin.AccountAssignmentOperationStatusMetadata;
import cloudjar.api.ssoadmin.AccountAssignments;
import cloudjar.api.ssoadmin.CreateAccountAssignmentRequest;
import cloudjar.api.ssoadmin.CreateAccountAssignmentResponse;
import cloudjar.api.ssoadmin.DeleteAccountAssignmentRequest;
import cloudjar.api.ssoadmin.DeleteAccountAssignmentResponse;
import cloudjar.api.ssoadmin.DescribeAccountAssignmentCreationStatusRequest;
import cloudjar.api.ssoadmin.DescribeAccountAssignmentCreationStatusResponse;
import cloudjar.api.ssoadmin.DescribeAccountAssignmentDeletionStatusRequest;
import cloudjar.api.ssoadmin.DescribeAccountAssignmentDeletionStatusResponse;
import cloudjar.api.ssoadmin.ListAccountAssignmentCreationStatusRequest;
import cloudjar.api.ssoadmin.ListAccountAssignmentCreationStatusResponse;
import cloudjar.api.ssoadmin.ListAccountAssignmentDeletionStatusRequest;
import cloudjar.api.ssoadmin.ListAccountAssignmentDeletionStatusResponse;
import cloudjar.api.ssoadmin.ListAccountAssignmentsFilter;
import cloudjar.api.ssoadmin.ListAccountAssignmentsForPrincipalRequest;
import cloudjar.api.ssoadmin.ListAccountAssignmentsForPrincipalResponse;
import cloudjar.api.ssoadmin.ListAccountAssignmentsRequest;
import cloudjar.api.ssoadmin.ListAccountAssignmentsResponse;
import cloudjar.api.ssoadmin.PrincipalType;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Range;
import cloudjar.services.sso.Request.Kind;
import java.util.List;
import java.util.stream.Stream;

/** Who has which permission set in which account. */
final class AccountAssignmentOperations implements AccountAssignments {
    private final Directory directory;
    private final Provisioner provisioner;

    AccountAssignmentOperations(Directory directory, Provisioner provisioner) {
        this.directory = directory;
        this.provisioner = provisioner;
    }

    @Override
    public CreateAccountAssignmentResponse createAccountAssignment(CreateAccountAssignmentRequest in, Call call) {
        Instance instance = call.read(snapshot -> Instances.own(snapshot, call, in.instanceArn()));
        PermissionSet set = call.read(snapshot -> Instances.set(snapshot, instance, in.permissionSetArn()));
        directory.checkPrincipal(instance, in.principalType(), in.principalId(), call);
        if (directory.account(instance, in.targetId(), call).isEmpty()) {
            throw SsoErrors.noAccount(in.targetId());
        }
        checkRoom(instance, set, in.targetId(), call);
        Assignment assignment =
                new Assignment(instance.arn(), set.arn(), in.targetId(), in.principalType(), in.principalId());
        String failure = provisioner.assign(instance, assignment, call);
        Request request = new Request(
                call.world().ids().uuid(),
                Kind.ASSIGN,
                instance.arn(),
                set.arn(),
                in.targetId(),
                in.principalType(),
                in.principalId(),
                call.time(),
                provisioner.done(call),
                failure);
        Requests.put(instance, request, call);
        return CreateAccountAssignmentResponse.builder()
                .accountAssignmentCreationStatus(request.begun())
                .build();
    }

    private static void checkRoom(Instance instance, PermissionSet set, String accountId, Call call) {
        long others = call.read(
                snapshot -> SsoTables.PROVISIONED_BY_ACCOUNT.in(instance.scope()).find(snapshot, accountId).stream()
                        .filter(row -> !row.value().setArn().equals(set.arn()))
                        .count());
        if (others >= SsoLimits.SETS_IN_ACCOUNT.current()) {
            throw SsoErrors.quota(SsoLimits.SETS_IN_ACCOUNT);
        }
    }

    @Override
    public DeleteAccountAssignmentResponse deleteAccountAssignment(DeleteAccountAssignmentRequest in, Call call) {
        Instance instance = call.read(snapshot -> Instances.own(snapshot, call, in.instanceArn()));
        Assignment assignment = new Assignment(
                instance.arn(), in.permissionSetArn(), in.targetId(), in.principalType(), in.principalId());
        call.write(tx -> {
            Instances.set(tx, instance, in.permissionSetArn());
            if (!SsoTables.ASSIGNMENTS.in(instance.scope()).delete(tx, assignment.key())) {
                throw SsoErrors.missing("Account assignment not found.");
            }
            return assignment;
        });
        provisioner.removeUnused(instance, in.permissionSetArn(), in.targetId(), call);
        Request request = new Request(
                call.world().ids().uuid(),
                Kind.UNASSIGN,
                instance.arn(),
                in.permissionSetArn(),
                in.targetId(),
                in.principalType(),
                in.principalId(),
                call.time(),
                provisioner.done(call),
                null);
        Requests.put(instance, request, call);
        return DeleteAccountAssignmentResponse.builder()
                .accountAssignmentDeletionStatus(request.begun())
                .build();
    }

    @Override
    public DescribeAccountAssignmentCreationStatusResponse describeAccountAssignmentCreationStatus(
            DescribeAccountAssignmentCreationStatusRequest in, Call call) {
        return DescribeAccountAssignmentCreationStatusResponse.builder()
                .accountAssignmentCreationStatus(
                        Requests.get(in.instanceArn(), in.accountAssignmentCreationRequestId(), Kind.ASSIGN, call)
                                .shown(call.time()))
                .build();
    }

    @Override
    public DescribeAccountAssignmentDeletionStatusResponse describeAccountAssignmentDeletionStatus(
            DescribeAccountAssignmentDeletionStatusRequest in, Call call) {
        return DescribeAccountAssignmentDeletionStatusResponse.builder()
                .accountAssignmentDeletionStatus(
                        Requests.get(in.instanceArn(), in.accountAssignmentDeletionRequestId(), Kind.UNASSIGN, call)
                                .shown(call.time()))
                .build();
    }

    @Override
    public ListAccountAssignmentCreationStatusResponse listAccountAssignmentCreationStatus(
            ListAccountAssignmentCreationStatusRequest in, Call call) {
        PageRequest asked = Paging.asked(in.maxResults(), in.nextToken(), "CreationStatus" + in.filter());
        Page<AccountAssignmentOperationStatusMetadata> part = Requests.list(
                        in.instanceArn(), Kind.ASSIGN, in.filter(), asked, call)
                .map(request -> request.listed(call.time()));
        return ListAccountAssignmentCreationStatusResponse.builder()
                .accountAssignmentsCreationStatus(part.items())
                .nextToken(part.next().orElse(null))
                .build();
    }

    @Override
    public ListAccountAssignmentDeletionStatusResponse listAccountAssignmentDeletionStatus(
            ListAccountAssignmentDeletionStatusRequest in, Call call) {
        PageRequest asked = Paging.asked(in.maxResults(), in.nextToken(), "DeletionStatus" + in.filter());
        Page<AccountAssignmentOperationStatusMetadata> part = Requests.list(
                        in.instanceArn(), Kind.UNASSIGN, in.filter(), asked, call)
                .map(request -> request.listed(call.time()));
        return ListAccountAssignmentDeletionStatusResponse.builder()
                .accountAssignmentsDeletionStatus(part.items())
                .nextToken(part.next().orElse(null))
                .build();
    }

    @Override
    public ListAccountAssignmentsResponse listAccountAssignments(ListAccountAssignmentsRequest in, Call call) {
        PageRequest asked = Paging.asked(
                in.maxResults(), in.nextToken(), "ListAccountAssignments" + in.permissionSetArn() + in.accountId());
        Page<AccountAssignment> part = call.read(snapshot -> {
            Instance instance = Instances.own(snapshot, call, in.instanceArn());
            Instances.set(snapshot, instance, in.permissionSetArn());
            return Page.of(
                            SsoTables.ASSIGNMENTS.in(instance.scope()),
                            snapshot,
                            Range.prefix(Key.of(in.permissionSetArn(), in.accountId())),
                            asked,
                            assignment -> true)
                    .map(Assignment::shown);
        });
        return ListAccountAssignmentsResponse.builder()
                .accountAssignments(part.items())
                .nextToken(part.next().orElse(null))
                .build();
    }

    @Override
    public ListAccountAssignmentsForPrincipalResponse listAccountAssignmentsForPrincipal(
            ListAccountAssignmentsForPrincipalRequest in, Call call) {
        Instance instance = call.read(snapshot -> Instances.own(snapshot, call, in.instanceArn()));
        directory.checkPrincipal(instance, in.principalType(), in.principalId(), call);
        ListAccountAssignmentsFilter filter = in.filter();
        String account = filter == null ? null : filter.accountId();
        PageRequest asked = Paging.asked(
                in.maxResults(), in.nextToken(), "ListAssignmentsForPrincipal" + in.principalId() + account);
        List<Assignment> all = of(instance, in.principalType(), in.principalId(), call).stream()
                .filter(assignment -> account == null || account.equals(assignment.accountId()))
                .toList();
        Page<AccountAssignmentForPrincipal> part = Page.of(
                        all,
                        assignment -> assignment.accountId() + assignment.setArn() + assignment.principalId(),
                        asked)
                .map(Assignment::shownForPrincipal);
        return ListAccountAssignmentsForPrincipalResponse.builder()
                .accountAssignments(part.items())
                .nextToken(part.next().orElse(null))
                .build();
    }

    /** What a principal has: a user also by the groups that it is in. */
    private List<Assignment> of(Instance instance, String type, String id, Call call) {
        Stream<String> groups =
                type.equals(PrincipalType.USER) ? directory.groupsOf(instance, id, call).stream() : Stream.of();
        List<String> ids = Stream.concat(Stream.of(id), groups).toList();
        return call.read(snapshot -> ids.stream()
                .flatMap(principal ->
                        SsoTables.ASSIGNMENTS_BY_PRINCIPAL.in(instance.scope()).find(snapshot, principal).stream())
                .map(row -> row.value())
                .toList());
    }

    /** What a user has, by itself and by its groups. */
    List<Assignment> ofUser(Instance instance, String userId, Call call) {
        return of(instance, PrincipalType.USER, userId, call);
    }
}
