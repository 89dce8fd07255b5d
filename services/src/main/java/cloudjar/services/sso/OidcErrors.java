package cloudjar.services.sso;

import cloudjar.api.ssooidc.AccessDeniedException;
import cloudjar.api.ssooidc.AuthorizationPendingException;
import cloudjar.api.ssooidc.ExpiredTokenException;
import cloudjar.api.ssooidc.InvalidClientException;
import cloudjar.api.ssooidc.InvalidClientMetadataException;
import cloudjar.api.ssooidc.InvalidGrantException;
import cloudjar.api.ssooidc.InvalidRequestException;
import cloudjar.api.ssooidc.InvalidScopeException;
import cloudjar.api.ssooidc.SlowDownException;
import cloudjar.api.ssooidc.UnauthorizedClientException;
import cloudjar.api.ssooidc.UnsupportedGrantTypeException;
import cloudjar.kernel.shape.ApiException;

/** What OpenID Connect says when it refuses: the codes of OAuth (RFC 6749, RFC 8628), each as the exception of AWS's model. */
final class OidcErrors {
    private OidcErrors() {}

    static ApiException invalidClient() {
        return InvalidClientException.builder()
                .error_("invalid_client")
                .error_description("Invalid client provided")
                .build();
    }

    static ApiException clientMetadata(String description) {
        return InvalidClientMetadataException.builder()
                .error_("invalid_client_metadata")
                .error_description(description)
                .build();
    }

    static ApiException invalidRequest(String description) {
        return InvalidRequestException.builder()
                .error_("invalid_request")
                .error_description(description)
                .build();
    }

    static ApiException invalidGrant(String description) {
        return InvalidGrantException.builder()
                .error_("invalid_grant")
                .error_description(description)
                .build();
    }

    static ApiException unauthorizedClient() {
        return UnauthorizedClientException.builder()
                .error_("unauthorized_client")
                .error_description("Client is not authorized to use the requested grant type")
                .build();
    }

    static ApiException invalidScope() {
        return InvalidScopeException.builder()
                .error_("invalid_scope")
                .error_description("Invalid scope provided")
                .build();
    }

    static ApiException unsupportedGrant() {
        return UnsupportedGrantTypeException.builder()
                .error_("unsupported_grant_type")
                .error_description("Unsupported grant type")
                .build();
    }

    static ApiException pending() {
        return AuthorizationPendingException.builder()
                .error_("authorization_pending")
                .build();
    }

    static ApiException slowDown() {
        return SlowDownException.builder()
                .error_("slow_down")
                .error_description("Too many requests")
                .build();
    }

    static ApiException expired() {
        return ExpiredTokenException.builder()
                .error_("expired_token")
                .error_description("The token has expired")
                .build();
    }

    static ApiException denied() {
        return AccessDeniedException.builder()
                .error_("access_denied")
                .error_description("The request was denied")
                .build();
    }
}
