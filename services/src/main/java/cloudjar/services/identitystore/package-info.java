/**
 * The identity stores of IAM Identity Center: users, groups and who is in which.
 *
 * <p>A store belongs to an instance of IAM Identity Center, which is asked for by its own API whether it is there; its rows belong to
 * the account and region of the call. Users and groups are kept as AWS describes them.
 *
 * <p>Known differences from AWS: nothing comes from outside by SCIM, so nobody has external ids; extensions, photos and roles of
 * users are not there.
 *
 * <p>The keys in the store are drawn in {@link cloudjar.services.identitystore.IdentityStoreTables}.
 */
@NullMarked
package cloudjar.services.identitystore;

import org.jspecify.annotations.NullMarked;
