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
import org.jspecify.annotations.Nullable;

/** Passwords of users, and of the root user where another account acts as it. */
final class LoginProfileOperations implements LoginProfiles {
    private static final String ROOT = "root";
    private static final int UNKNOWN_LENGTH = 40;

    @Override
    public CreateLoginProfileResponse createLoginProfile(CreateLoginProfileRequest in, Call call) {
        String chosen = in.password();
        boolean recovered = in.userName() == null && chosen == null && isForRoot(call);
        if (chosen == null && !recovered) {
            throw IamErrors.noPassword();
        }
        // A password that nobody knows has to be recovered by who has the account's mailbox.
        String password = chosen == null ? call.world().ids().alphanumeric(UNKNOWN_LENGTH) : chosen;
        boolean reset = recovered || Boolean.TRUE.equals(in.passwordResetRequired());
        Login login = Login.of(password, call.world().ids().bytes(Login.SALT_BYTES), call.time(), reset);
        return call.write(tx -> {
            KeyOwner owner = owner(tx, call, in.userName());
            var rows = IamTables.LOGINS.in(Scope.account(call.account()));
            if (rows.contains(tx, owner.id())) {
                throw IamErrors.exists("Login Profile for user " + name(owner) + " already exists.");
            }
            if (!recovered) {
                AccountSheet.of(tx, call).passwordRules().check(password);
            }
            rows.put(tx, owner.id(), login);
            return CreateLoginProfileResponse.builder()
                    .loginProfile(shown(owner, login))
                    .build();
        });
    }

    @Override
    public GetLoginProfileResponse getLoginProfile(GetLoginProfileRequest in, Call call) {
        return call.read(snapshot -> {
            KeyOwner owner = owner(snapshot, call, in.userName());
            return GetLoginProfileResponse.builder()
                    .loginProfile(shown(owner, login(snapshot, call, owner)))
                    .build();
        });
    }

    @Override
    public UpdateLoginProfileResponse updateLoginProfile(UpdateLoginProfileRequest in, Call call) {
        byte[] salt = call.world().ids().bytes(Login.SALT_BYTES);
        return call.write(tx -> {
            IamUser user = IdentityLookup.user(tx, call, in.userName());
            Login login = login(tx, call, new KeyOwner(user.id(), user.name()));
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
            KeyOwner owner = owner(tx, call, in.userName());
            if (!IamTables.LOGINS.in(Scope.account(call.account())).delete(tx, owner.id())) {
                throw IamErrors.noLoginProfile(name(owner));
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
            Login login = login(tx, call, new KeyOwner(user.id(), user.name()));
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

    private static Login login(Snapshot snapshot, Call call, KeyOwner owner) {
        return IamTables.LOGINS
                .in(Scope.account(call.account()))
                .get(snapshot, owner.id())
                .orElseThrow(() -> IamErrors.noLoginProfile(name(owner)));
    }

    /** The user that is meant; the root user only where another account acts as it. */
    private static KeyOwner owner(Snapshot snapshot, Call call, @Nullable String userName) {
        if (userName == null && call.principal() instanceof Principal.Root && !isForRoot(call)) {
            throw IamErrors.noUserName();
        }
        return KeyOwner.of(snapshot, call, userName);
    }

    /** Whether a session of the root user calls. */
    private static boolean isForRoot(Call call) {
        return call.principal() instanceof Principal.Root
                && call.credential() != null
                && call.credential().sessionToken() != null;
    }

    private static String name(KeyOwner owner) {
        return Objects.requireNonNullElse(owner.name(), ROOT);
    }

    private static LoginProfile shown(KeyOwner owner, Login login) {
        return LoginProfile.builder()
                .userName(name(owner))
                .createDate(login.created())
                .passwordResetRequired(login.resetRequired())
                .build();
    }
}
