package cloudjar.services.iam;

import cloudjar.api.iam.ChangePasswordRequest;
import cloudjar.api.iam.ChangePasswordResponse;
import cloudjar.api.iam.CreateLoginProfileRequest;
import cloudjar.api.iam.CreateLoginProfileResponse;
import cloudjar.api.iam.DeleteLoginProfileRequest;
import cloudjar.api.iam.DeleteLoginProfileResponse;
import cloudjar.api.iam.GetLoginProfileRequest;
import cloudjar.api.iam.GetLoginProfileResponse;
import cloudjar.api.iam.LoginProfile;
import cloudjar.api.iam.LoginProfiles;
import cloudjar.api.iam.UpdateLoginProfileRequest;
import cloudjar.api.iam.UpdateLoginProfileResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.Principal;
import java.util.Objects;

/** Passwords of users. */
final class LoginProfileOperations implements LoginProfiles {
    @Override
    public CreateLoginProfileResponse createLoginProfile(CreateLoginProfileRequest in, Call call) {
        boolean reset = Boolean.TRUE.equals(in.passwordResetRequired());
        String password = in.password();
        Login login = Login.of(password, call.world().ids().bytes(Login.SALT_BYTES), call.time(), reset);
        return call.write(tx -> {
            IamUser user = IdentityLookup.userOrCaller(tx, call, in.userName());
            var rows = IamTables.LOGINS.in(Scope.account(call.account()));
            if (rows.contains(tx, user.id())) {
                throw IamErrors.exists("Login Profile for user " + user.name() + " already exists.");
            }
            AccountSheet.of(tx, call).passwordRules().check(password);
            rows.put(tx, user.id(), login);
            return CreateLoginProfileResponse.builder()
                    .loginProfile(shown(user, login))
                    .build();
        });
    }

    @Override
    public GetLoginProfileResponse getLoginProfile(GetLoginProfileRequest in, Call call) {
        return call.read(snapshot -> {
            IamUser user = IdentityLookup.userOrCaller(snapshot, call, in.userName());
            return GetLoginProfileResponse.builder()
                    .loginProfile(shown(user, login(snapshot, call, user)))
                    .build();
        });
    }

    @Override
    public UpdateLoginProfileResponse updateLoginProfile(UpdateLoginProfileRequest in, Call call) {
        byte[] salt = call.world().ids().bytes(Login.SALT_BYTES);
        return call.write(tx -> {
            IamUser user = IdentityLookup.user(tx, call, in.userName());
            Login login = login(tx, call, user);
            boolean reset = Objects.requireNonNullElse(in.passwordResetRequired(), login.resetRequired());
            Login changed = login.withReset(reset);
            if (in.password() != null) {
                check(AccountSheet.of(tx, call).passwordRules(), login, in.password());
                changed = login.withPassword(in.password(), salt, call.time(), reset);
            }
            IamTables.LOGINS.in(Scope.account(call.account())).put(tx, user.id(), changed);
            return UpdateLoginProfileResponse.of();
        });
    }

    @Override
    public DeleteLoginProfileResponse deleteLoginProfile(DeleteLoginProfileRequest in, Call call) {
        return call.write(tx -> {
            IamUser user = IdentityLookup.userOrCaller(tx, call, in.userName());
            if (!IamTables.LOGINS.in(Scope.account(call.account())).delete(tx, user.id())) {
                throw IamErrors.noLoginProfile(user.name());
            }
            return DeleteLoginProfileResponse.of();
        });
    }

    @Override
    public ChangePasswordResponse changePassword(ChangePasswordRequest in, Call call) {
        if (!(call.principal() instanceof Principal.User caller)) {
            throw IamErrors.notAUser();
        }
        byte[] salt = call.world().ids().bytes(Login.SALT_BYTES);
        return call.write(tx -> {
            IamUser user = IdentityLookup.user(tx, call, caller.arn().name());
            Login login = login(tx, call, user);
            if (!login.accepts(in.oldPassword())) {
                throw IamErrors.accessDenied("The old password was incorrect.");
            }
            check(AccountSheet.of(tx, call).passwordRules(), login, in.newPassword());
            Login changed = login.withPassword(in.newPassword(), salt, call.time(), false);
            IamTables.LOGINS.in(Scope.account(call.account())).put(tx, user.id(), changed);
            return ChangePasswordResponse.of();
        });
    }

    private static void check(PasswordRules rules, Login login, String password) {
        rules.check(password);
        Integer prevented = rules.reusePrevention();
        if (prevented != null && login.remembers(password, prevented)) {
            throw IamErrors.badPassword("Password should not be one of the last " + prevented + " passwords.");
        }
    }

    private static Login login(Snapshot snapshot, Call call, IamUser user) {
        return IamTables.LOGINS
                .in(Scope.account(call.account()))
                .get(snapshot, user.id())
                .orElseThrow(() -> IamErrors.noLoginProfile(user.name()));
    }

    private static LoginProfile shown(IamUser user, Login login) {
        return LoginProfile.builder()
                .userName(user.name())
                .createDate(login.created())
                .passwordResetRequired(login.resetRequired())
                .build();
    }
}
