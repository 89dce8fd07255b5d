package cloudjar.services.sso;

import cloudjar.api.ssoadmin.ApplicationGrants;
import cloudjar.api.ssoadmin.AuthenticationMethod;
import cloudjar.api.ssoadmin.AuthenticationMethodItem;
import cloudjar.api.ssoadmin.AuthenticationMethodType;
import cloudjar.api.ssoadmin.DeleteApplicationAccessScopeRequest;
import cloudjar.api.ssoadmin.DeleteApplicationAccessScopeResponse;
import cloudjar.api.ssoadmin.DeleteApplicationAuthenticationMethodRequest;
import cloudjar.api.ssoadmin.DeleteApplicationAuthenticationMethodResponse;
import cloudjar.api.ssoadmin.DeleteApplicationGrantRequest;
import cloudjar.api.ssoadmin.DeleteApplicationGrantResponse;
import cloudjar.api.ssoadmin.GetApplicationAccessScopeRequest;
import cloudjar.api.ssoadmin.GetApplicationAccessScopeResponse;
import cloudjar.api.ssoadmin.GetApplicationAuthenticationMethodRequest;
import cloudjar.api.ssoadmin.GetApplicationAuthenticationMethodResponse;
import cloudjar.api.ssoadmin.GetApplicationGrantRequest;
import cloudjar.api.ssoadmin.GetApplicationGrantResponse;
import cloudjar.api.ssoadmin.Grant;
import cloudjar.api.ssoadmin.GrantItem;
import cloudjar.api.ssoadmin.IamAuthenticationMethod;
import cloudjar.api.ssoadmin.ListApplicationAccessScopesRequest;
import cloudjar.api.ssoadmin.ListApplicationAccessScopesResponse;
import cloudjar.api.ssoadmin.ListApplicationAuthenticationMethodsRequest;
import cloudjar.api.ssoadmin.ListApplicationAuthenticationMethodsResponse;
import cloudjar.api.ssoadmin.ListApplicationGrantsRequest;
import cloudjar.api.ssoadmin.ListApplicationGrantsResponse;
import cloudjar.api.ssoadmin.PutApplicationAccessScopeRequest;
import cloudjar.api.ssoadmin.PutApplicationAccessScopeResponse;
import cloudjar.api.ssoadmin.PutApplicationAuthenticationMethodRequest;
import cloudjar.api.ssoadmin.PutApplicationAuthenticationMethodResponse;
import cloudjar.api.ssoadmin.PutApplicationGrantRequest;
import cloudjar.api.ssoadmin.PutApplicationGrantResponse;
import cloudjar.api.ssoadmin.ScopeDetails;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.DocumentText;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import java.util.List;
import java.util.Map;

/** What applications may be used for: grants of OAuth, callers, scopes. */
final class ApplicationGrantOperations implements ApplicationGrants {
    @Override
    public PutApplicationGrantResponse putApplicationGrant(PutApplicationGrantRequest in, Call call) {
        Applications.change(in.applicationArn(), call, access -> access.withGrant(in.grantType(), in.grant()));
        return PutApplicationGrantResponse.of();
    }

    @Override
    public GetApplicationGrantResponse getApplicationGrant(GetApplicationGrantRequest in, Call call) {
        Grant grant = Applications.existing(call, in.applicationArn())
                .access()
                .grants()
                .get(in.grantType());
        if (grant == null) {
            throw SsoErrors.missing("Grant does not exist: " + in.grantType());
        }
        return GetApplicationGrantResponse.builder().grant(grant).build();
    }

    @Override
    public DeleteApplicationGrantResponse deleteApplicationGrant(DeleteApplicationGrantRequest in, Call call) {
        Applications.change(in.applicationArn(), call, access -> access.withGrant(in.grantType(), null));
        return DeleteApplicationGrantResponse.of();
    }

    @Override
    public ListApplicationGrantsResponse listApplicationGrants(ListApplicationGrantsRequest in, Call call) {
        PageRequest asked = Paging.asked(null, in.nextToken(), "ListApplicationGrants");
        Page<GrantItem> part = Page.of(
                        List.copyOf(Applications.existing(call, in.applicationArn())
                                .access()
                                .grants()
                                .entrySet()),
                        Map.Entry::getKey,
                        asked)
                .map(grant -> GrantItem.builder()
                        .grantType(grant.getKey())
                        .grant(grant.getValue())
                        .build());
        return ListApplicationGrantsResponse.builder()
                .grants(part.items())
                .nextToken(part.next().orElse(null))
                .build();
    }

    @Override
    public PutApplicationAuthenticationMethodResponse putApplicationAuthenticationMethod(
            PutApplicationAuthenticationMethodRequest in, Call call) {
        IamAuthenticationMethod iam = in.authenticationMethod().iam();
        if (iam == null) {
            throw SsoErrors.invalid("The authentication method must be of the type IAM.");
        }
        String policy = DocumentText.write(iam.actorPolicy());
        Applications.change(in.applicationArn(), call, access -> access.withActorPolicy(policy));
        return PutApplicationAuthenticationMethodResponse.of();
    }

    private static AuthenticationMethod method(String actorPolicy) {
        return AuthenticationMethod.builder()
                .iam(IamAuthenticationMethod.builder()
                        .actorPolicy(DocumentText.read(actorPolicy).orElseThrow())
                        .build())
                .build();
    }

    @Override
    public GetApplicationAuthenticationMethodResponse getApplicationAuthenticationMethod(
            GetApplicationAuthenticationMethodRequest in, Call call) {
        String policy =
                Applications.existing(call, in.applicationArn()).access().actorPolicy();
        if (policy == null) {
            throw SsoErrors.missing("Authentication method does not exist: " + in.authenticationMethodType());
        }
        return GetApplicationAuthenticationMethodResponse.builder()
                .authenticationMethod(method(policy))
                .build();
    }

    @Override
    public DeleteApplicationAuthenticationMethodResponse deleteApplicationAuthenticationMethod(
            DeleteApplicationAuthenticationMethodRequest in, Call call) {
        Applications.change(in.applicationArn(), call, access -> access.withActorPolicy(null));
        return DeleteApplicationAuthenticationMethodResponse.of();
    }

    @Override
    public ListApplicationAuthenticationMethodsResponse listApplicationAuthenticationMethods(
            ListApplicationAuthenticationMethodsRequest in, Call call) {
        String policy =
                Applications.existing(call, in.applicationArn()).access().actorPolicy();
        List<AuthenticationMethodItem> methods = policy == null
                ? List.of()
                : List.of(AuthenticationMethodItem.builder()
                        .authenticationMethodType(AuthenticationMethodType.IAM)
                        .authenticationMethod(method(policy))
                        .build());
        return ListApplicationAuthenticationMethodsResponse.builder()
                .authenticationMethods(methods)
                .build();
    }

    @Override
    public PutApplicationAccessScopeResponse putApplicationAccessScope(PutApplicationAccessScopeRequest in, Call call) {
        Applications.change(in.applicationArn(), call, access -> access.withScope(in.scope(), in.authorizedTargets()));
        return PutApplicationAccessScopeResponse.of();
    }

    @Override
    public GetApplicationAccessScopeResponse getApplicationAccessScope(GetApplicationAccessScopeRequest in, Call call) {
        List<String> targets = Applications.existing(call, in.applicationArn())
                .access()
                .scopes()
                .get(in.scope());
        if (targets == null) {
            throw SsoErrors.missing("Access scope does not exist: " + in.scope());
        }
        return GetApplicationAccessScopeResponse.builder()
                .scope(in.scope())
                .authorizedTargets(targets.isEmpty() ? null : targets)
                .build();
    }

    @Override
    public DeleteApplicationAccessScopeResponse deleteApplicationAccessScope(
            DeleteApplicationAccessScopeRequest in, Call call) {
        Applications.change(in.applicationArn(), call, access -> access.withScope(in.scope(), null));
        return DeleteApplicationAccessScopeResponse.of();
    }

    @Override
    public ListApplicationAccessScopesResponse listApplicationAccessScopes(
            ListApplicationAccessScopesRequest in, Call call) {
        PageRequest asked = Paging.asked(in.maxResults(), in.nextToken(), "ListApplicationAccessScopes");
        Page<ScopeDetails> part = Page.of(
                        List.copyOf(Applications.existing(call, in.applicationArn())
                                .access()
                                .scopes()
                                .entrySet()),
                        Map.Entry::getKey,
                        asked)
                .map(scope -> ScopeDetails.builder()
                        .scope(scope.getKey())
                        .authorizedTargets(scope.getValue().isEmpty() ? null : scope.getValue())
                        .build());
        return ListApplicationAccessScopesResponse.builder()
                .scopes(part.items())
                .nextToken(part.next().orElse(null))
                .build();
    }
}
