package cloudjar.services.sso;

import cloudjar.api.ssoadmin.ApplicationAssignment;
import cloudjar.api.ssoadmin.ApplicationAssignmentForPrincipal;
import cloudjar.api.ssoadmin.ApplicationAssignments;
import cloudjar.api.ssoadmin.CreateApplicationAssignmentRequest;
import cloudjar.api.ssoadmin.CreateApplicationAssignmentResponse;
import cloudjar.api.ssoadmin.DeleteApplicationAssignmentRequest;
import cloudjar.api.ssoadmin.DeleteApplicationAssignmentResponse;
import cloudjar.api.ssoadmin.DescribeApplicationAssignmentRequest;
import cloudjar.api.ssoadmin.DescribeApplicationAssignmentResponse;
import cloudjar.api.ssoadmin.GetApplicationAssignmentConfigurationRequest;
import cloudjar.api.ssoadmin.GetApplicationAssignmentConfigurationResponse;
import cloudjar.api.ssoadmin.ListApplicationAssignmentsForPrincipalRequest;
import cloudjar.api.ssoadmin.ListApplicationAssignmentsForPrincipalResponse;
import cloudjar.api.ssoadmin.ListApplicationAssignmentsRequest;
import cloudjar.api.ssoadmin.ListApplicationAssignmentsResponse;
import cloudjar.api.ssoadmin.PutApplicationAssignmentConfigurationRequest;
import cloudjar.api.ssoadmin.PutApplicationAssignmentConfigurationResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Range;
import cloudjar.services.sso.SsoTables.UserKey;

/** Who may use which application. */
final class ApplicationAssignmentOperations implements ApplicationAssignments {
    private final Directory directory;

    ApplicationAssignmentOperations(Directory directory) {
        this.directory = directory;
    }

    private static RuntimeException missing() {
        return SsoErrors.missing("Application assignment does not exist.");
    }

    @Override
    public CreateApplicationAssignmentResponse createApplicationAssignment(
            CreateApplicationAssignmentRequest in, Call call) {
        Instance instance = call.read(snapshot -> Applications.instance(snapshot, call, in.applicationArn()));
        directory.checkPrincipal(instance, in.principalType(), in.principalId(), call);
        call.write(tx -> {
            Applications.existing(tx, instance, in.applicationArn());
            ApplicationUser user =
                    new ApplicationUser(instance.arn(), in.applicationArn(), in.principalType(), in.principalId());
            SsoTables.APPLICATION_USERS
                    .in(instance.scope())
                    .put(tx, new UserKey(in.applicationArn(), in.principalType(), in.principalId()), user);
            return user;
        });
        return CreateApplicationAssignmentResponse.of();
    }

    @Override
    public DeleteApplicationAssignmentResponse deleteApplicationAssignment(
            DeleteApplicationAssignmentRequest in, Call call) {
        call.write(tx -> {
            Instance instance = Applications.instance(tx, call, in.applicationArn());
            UserKey key = new UserKey(in.applicationArn(), in.principalType(), in.principalId());
            if (!SsoTables.APPLICATION_USERS.in(instance.scope()).delete(tx, key)) {
                throw missing();
            }
            return key;
        });
        return DeleteApplicationAssignmentResponse.of();
    }

    @Override
    public DescribeApplicationAssignmentResponse describeApplicationAssignment(
            DescribeApplicationAssignmentRequest in, Call call) {
        UserKey key = new UserKey(in.applicationArn(), in.principalType(), in.principalId());
        ApplicationUser user = call.read(snapshot -> SsoTables.APPLICATION_USERS
                .in(Applications.instance(snapshot, call, in.applicationArn()).scope())
                .get(snapshot, key)
                .orElseThrow(ApplicationAssignmentOperations::missing));
        return DescribeApplicationAssignmentResponse.builder()
                .applicationArn(user.applicationArn())
                .principalType(user.principalType())
                .principalId(user.principalId())
                .build();
    }

    @Override
    public ListApplicationAssignmentsResponse listApplicationAssignments(
            ListApplicationAssignmentsRequest in, Call call) {
        PageRequest asked = Paging.asked(in.maxResults(), in.nextToken(), "ListApplicationAssignments");
        Page<ApplicationAssignment> part = call.read(snapshot -> {
            Instance instance = Applications.instance(snapshot, call, in.applicationArn());
            Applications.existing(snapshot, instance, in.applicationArn());
            return Page.of(
                            SsoTables.APPLICATION_USERS.in(instance.scope()),
                            snapshot,
                            Range.prefix(in.applicationArn()),
                            asked,
                            user -> true)
                    .map(user -> ApplicationAssignment.builder()
                            .applicationArn(user.applicationArn())
                            .principalType(user.principalType())
                            .principalId(user.principalId())
                            .build());
        });
        return ListApplicationAssignmentsResponse.builder()
                .applicationAssignments(part.items())
                .nextToken(part.next().orElse(null))
                .build();
    }

    @Override
    public ListApplicationAssignmentsForPrincipalResponse listApplicationAssignmentsForPrincipal(
            ListApplicationAssignmentsForPrincipalRequest in, Call call) {
        PageRequest asked = Paging.asked(in.maxResults(), in.nextToken(), "ListAssignmentsForPrincipal" + in.filter());
        String application = in.filter() == null ? null : in.filter().applicationArn();
        Page<ApplicationAssignmentForPrincipal> part = call.read(snapshot -> {
            Instance instance = Instances.own(snapshot, call, in.instanceArn());
            return Page.of(
                            SsoTables.APPLICATION_USERS_BY_PRINCIPAL.in(instance.scope()),
                            snapshot,
                            Range.prefix(in.principalId()),
                            asked,
                            user -> user.principalType().equals(in.principalType())
                                    && (application == null || application.equals(user.applicationArn())))
                    .map(user -> ApplicationAssignmentForPrincipal.builder()
                            .applicationArn(user.applicationArn())
                            .principalType(user.principalType())
                            .principalId(user.principalId())
                            .build());
        });
        return ListApplicationAssignmentsForPrincipalResponse.builder()
                .applicationAssignments(part.items())
                .nextToken(part.next().orElse(null))
                .build();
    }

    @Override
    public GetApplicationAssignmentConfigurationResponse getApplicationAssignmentConfiguration(
            GetApplicationAssignmentConfigurationRequest in, Call call) {
        return GetApplicationAssignmentConfigurationResponse.builder()
                .assignmentRequired(Applications.existing(call, in.applicationArn())
                        .access()
                        .assignmentRequired())
                .build();
    }

    @Override
    public PutApplicationAssignmentConfigurationResponse putApplicationAssignmentConfiguration(
            PutApplicationAssignmentConfigurationRequest in, Call call) {
        boolean required = in.assignmentRequired();
        Applications.change(in.applicationArn(), call, access -> access.withAssignmentRequired(required));
        return PutApplicationAssignmentConfigurationResponse.of();
    }
}
