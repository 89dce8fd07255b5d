package cloudjar.services.iam;

import cloudjar.api.iam.AccountSettings;
import cloudjar.api.iam.CreateAccountAliasRequest;
import cloudjar.api.iam.CreateAccountAliasResponse;
import cloudjar.api.iam.DeleteAccountAliasRequest;
import cloudjar.api.iam.DeleteAccountAliasResponse;
import cloudjar.api.iam.DeleteAccountPasswordPolicyRequest;
import cloudjar.api.iam.DeleteAccountPasswordPolicyResponse;
import cloudjar.api.iam.GetAccountPasswordPolicyRequest;
import cloudjar.api.iam.GetAccountPasswordPolicyResponse;
import cloudjar.api.iam.GetAccountSummaryRequest;
import cloudjar.api.iam.GetAccountSummaryResponse;
import cloudjar.api.iam.ListAccountAliasesRequest;
import cloudjar.api.iam.ListAccountAliasesResponse;
import cloudjar.api.iam.SetSecurityTokenServicePreferencesRequest;
import cloudjar.api.iam.SetSecurityTokenServicePreferencesResponse;
import cloudjar.api.iam.UpdateAccountPasswordPolicyRequest;
import cloudjar.api.iam.UpdateAccountPasswordPolicyResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Scope;
import java.util.List;

/** What is set for the account as a whole. */
final class AccountSettingOperations implements AccountSettings {
    @Override
    public UpdateAccountPasswordPolicyResponse updateAccountPasswordPolicy(
            UpdateAccountPasswordPolicyRequest in, Call call) {
        return call.write(tx -> {
            AccountSheet.of(tx, call).withPasswords(PasswordRules.of(in)).put(tx, call);
            return UpdateAccountPasswordPolicyResponse.of();
        });
    }

    @Override
    public GetAccountPasswordPolicyResponse getAccountPasswordPolicy(GetAccountPasswordPolicyRequest in, Call call) {
        PasswordRules rules =
                call.read(snapshot -> AccountSheet.of(snapshot, call)).passwords();
        if (rules == null) {
            throw IamErrors.noPasswordPolicy(call.account());
        }
        return GetAccountPasswordPolicyResponse.builder()
                .passwordPolicy(rules.shown())
                .build();
    }

    @Override
    public DeleteAccountPasswordPolicyResponse deleteAccountPasswordPolicy(
            DeleteAccountPasswordPolicyRequest in, Call call) {
        return call.write(tx -> {
            AccountSheet sheet = AccountSheet.of(tx, call);
            if (sheet.passwords() == null) {
                throw IamErrors.missing("The account policy with name PasswordPolicy cannot be found.");
            }
            sheet.withPasswords(null).put(tx, call);
            return DeleteAccountPasswordPolicyResponse.of();
        });
    }

    @Override
    public CreateAccountAliasResponse createAccountAlias(CreateAccountAliasRequest in, Call call) {
        return call.write(tx -> {
            var aliases = IamTables.ALIASES.in(Scope.GLOBAL);
            if (aliases.contains(tx, in.accountAlias())) {
                throw IamErrors.exists("The account alias " + in.accountAlias() + " already exists.");
            }
            AccountSheet sheet = AccountSheet.of(tx, call);
            if (sheet.alias() != null) {
                aliases.delete(tx, sheet.alias());
            }
            aliases.put(tx, in.accountAlias(), new AccountAlias(call.account()));
            sheet.withAlias(in.accountAlias()).put(tx, call);
            return CreateAccountAliasResponse.of();
        });
    }

    @Override
    public ListAccountAliasesResponse listAccountAliases(ListAccountAliasesRequest in, Call call) {
        String alias = call.read(snapshot -> AccountSheet.of(snapshot, call)).alias();
        return ListAccountAliasesResponse.builder()
                .accountAliases(alias == null ? List.of() : List.of(alias))
                .isTruncated(false)
                .build();
    }

    @Override
    public DeleteAccountAliasResponse deleteAccountAlias(DeleteAccountAliasRequest in, Call call) {
        return call.write(tx -> {
            AccountSheet sheet = AccountSheet.of(tx, call);
            if (!in.accountAlias().equals(sheet.alias())) {
                throw IamErrors.missing("The account alias with name " + in.accountAlias() + " cannot be found.");
            }
            IamTables.ALIASES.in(Scope.GLOBAL).delete(tx, in.accountAlias());
            sheet.withAlias(null).put(tx, call);
            return DeleteAccountAliasResponse.of();
        });
    }

    @Override
    public GetAccountSummaryResponse getAccountSummary(GetAccountSummaryRequest in, Call call) {
        return GetAccountSummaryResponse.builder()
                .summaryMap(call.read(snapshot -> AccountSummary.of(snapshot, call)))
                .build();
    }

    @Override
    public SetSecurityTokenServicePreferencesResponse setSecurityTokenServicePreferences(
            SetSecurityTokenServicePreferencesRequest in, Call call) {
        return call.write(tx -> {
            AccountSheet.of(tx, call)
                    .withTokenVersion(in.globalEndpointTokenVersion())
                    .put(tx, call);
            return SetSecurityTokenServicePreferencesResponse.of();
        });
    }
}
