package cloudjar.services.iam;

import cloudjar.api.iam.CreateServiceSpecificCredentialRequest;
import cloudjar.api.iam.CreateServiceSpecificCredentialResponse;
import cloudjar.api.iam.DeleteServiceSpecificCredentialRequest;
import cloudjar.api.iam.DeleteServiceSpecificCredentialResponse;
import cloudjar.api.iam.ListServiceSpecificCredentialsRequest;
import cloudjar.api.iam.ListServiceSpecificCredentialsResponse;
import cloudjar.api.iam.ResetServiceSpecificCredentialRequest;
import cloudjar.api.iam.ResetServiceSpecificCredentialResponse;
import cloudjar.api.iam.ServiceSpecificCredentials;
import cloudjar.api.iam.StatusType;
import cloudjar.api.iam.UpdateServiceSpecificCredentialRequest;
import cloudjar.api.iam.UpdateServiceSpecificCredentialResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import cloudjar.services.iam.IamTables.HeldKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names and passwords of users for single services. */
final class ServiceCredentialOperations implements ServiceSpecificCredentials {
    private static final String ID_PREFIX = "ACCA";
    private static final int ID_CHANCE = 17;
    private static final int PASSWORD_LENGTH = 44;

    @Override
    public CreateServiceSpecificCredentialResponse createServiceSpecificCredential(
            CreateServiceSpecificCredentialRequest in, Call call) {
        String id = ID_PREFIX + call.world().ids().base32(ID_CHANCE);
        String password = call.world().ids().alphanumeric(PASSWORD_LENGTH - 1) + "=";
        return call.write(tx -> {
            IamUser user = IdentityLookup.user(tx, call, in.userName());
            refuseUnknown(in.serviceName());
            List<ServiceCredential> own = own(tx, call, user, in.serviceName());
            if (own.size() >= IamLimits.SERVICE_CREDENTIALS.current()) {
                throw IamErrors.quota("ServiceSpecificCredentialsPerUser", IamLimits.SERVICE_CREDENTIALS);
            }
            String name = user.name() + (own.isEmpty() ? "" : "+" + own.size()) + "-at-" + call.account();
            ServiceCredential credential =
                    new ServiceCredential(id, user.id(), in.serviceName(), name, password, true, call.time());
            put(tx, call, credential);
            return CreateServiceSpecificCredentialResponse.builder()
                    .serviceSpecificCredential(credential.shown(user.name()))
                    .build();
        });
    }

    @Override
    public ListServiceSpecificCredentialsResponse listServiceSpecificCredentials(
            ListServiceSpecificCredentialsRequest in, Call call) {
        return call.read(snapshot -> {
            IamUser user = IdentityLookup.userOrCaller(snapshot, call, in.userName());
            if (in.serviceName() != null) {
                refuseUnknown(in.serviceName());
            }
            return ListServiceSpecificCredentialsResponse.builder()
                    .serviceSpecificCredentials(own(snapshot, call, user, in.serviceName()).stream()
                            .map(credential -> credential.listed(user.name()))
                            .toList())
                    .build();
        });
    }

    @Override
    public UpdateServiceSpecificCredentialResponse updateServiceSpecificCredential(
            UpdateServiceSpecificCredentialRequest in, Call call) {
        return call.write(tx -> {
            IamUser user = IdentityLookup.userOrCaller(tx, call, in.userName());
            ServiceCredential credential = credential(tx, call, user, in.serviceSpecificCredentialId());
            put(tx, call, credential.withActive(in.status_().equals(StatusType.ACTIVE)));
            return UpdateServiceSpecificCredentialResponse.of();
        });
    }

    @Override
    public ResetServiceSpecificCredentialResponse resetServiceSpecificCredential(
            ResetServiceSpecificCredentialRequest in, Call call) {
        String password = call.world().ids().alphanumeric(PASSWORD_LENGTH - 1) + "=";
        return call.write(tx -> {
            IamUser user = IdentityLookup.userOrCaller(tx, call, in.userName());
            ServiceCredential changed =
                    credential(tx, call, user, in.serviceSpecificCredentialId()).withPassword(password);
            put(tx, call, changed);
            return ResetServiceSpecificCredentialResponse.builder()
                    .serviceSpecificCredential(changed.shown(user.name()))
                    .build();
        });
    }

    @Override
    public DeleteServiceSpecificCredentialResponse deleteServiceSpecificCredential(
            DeleteServiceSpecificCredentialRequest in, Call call) {
        return call.write(tx -> {
            IamUser user = IdentityLookup.userOrCaller(tx, call, in.userName());
            ServiceCredential credential = credential(tx, call, user, in.serviceSpecificCredentialId());
            IamTables.SERVICE_CREDENTIALS
                    .in(Scope.account(call.account()))
                    .delete(tx, new HeldKey(user.id(), credential.id()));
            return DeleteServiceSpecificCredentialResponse.of();
        });
    }

    private static void refuseUnknown(String service) {
        if (!ServiceCredential.SERVICES.contains(service)) {
            throw IamErrors.missing("No such service " + service + " is supported for Service Specific Credentials");
        }
    }

    private static List<ServiceCredential> own(Snapshot snapshot, Call call, IamUser user, @Nullable String service) {
        return IamTables.SERVICE_CREDENTIALS
                .in(Scope.account(call.account()))
                .rows(snapshot, Range.prefix(user.id()))
                .stream()
                .map(Row::value)
                .filter(credential -> service == null || credential.service().equals(service))
                .toList();
    }

    private static ServiceCredential credential(Snapshot snapshot, Call call, IamUser user, String id) {
        return IamTables.SERVICE_CREDENTIALS
                .in(Scope.account(call.account()))
                .get(snapshot, new HeldKey(user.id(), id))
                .orElseThrow(() -> IamErrors.missing("No such credential " + id + " exists"));
    }

    private static void put(Tx tx, Call call, ServiceCredential credential) {
        IamTables.SERVICE_CREDENTIALS
                .in(Scope.account(call.account()))
                .put(tx, new HeldKey(credential.userId(), credential.id()), credential);
    }
}
