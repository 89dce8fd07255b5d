/**
 * IAM Identity Center by its three APIs: administration (sso-admin), the access portal (sso) and OpenID Connect (sso-oidc). One
 * package, since the portal and OpenID Connect are asked without a signature by people of an instance, whose account only the
 * instance's row tells.
 *
 * <p>Rows of an instance belong to its account and region; instances, and what is looked up before an account is known (clients,
 * device codes, tokens), to no account. Roles are made in target accounts by IAM's API, users and groups are asked of the identity
 * store by its own, credentials of STS.
 *
 * <p>Known differences from AWS: CreateInstance makes an instance of the management account too, for which AWS has a button in its
 * console, and every instance has permission sets. Whoever signs in chooses a user and gives no password. The roles of permission
 * sets trust {@code sso.amazonaws.com} instead of a SAML provider. Delegated administrators see no instance but their own.
 *
 * <p>The keys in the store are drawn in {@link cloudjar.services.sso.SsoTables} and {@link cloudjar.services.sso.SignInTables}.
 */
@NullMarked
package cloudjar.services.sso;

import org.jspecify.annotations.NullMarked;
