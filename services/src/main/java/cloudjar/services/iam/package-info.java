/**
 * AWS Identity and Access Management.
 *
 * <p>IAM belongs to an account and to no region: its rows stand in {@link cloudjar.kernel.store.Scope#account}. What hangs on a
 * user, group or role is kept under its unique id, so a new name moves nothing. Its tables answer who stands behind an access
 * key and which policies an identity has ({@link cloudjar.kernel.identity.Identities}).
 *
 * <p>Known differences from AWS: a change is seen at once everywhere. Descriptions of policies that AWS keeps are not known,
 * and only a choice of these policies is there.
 *
 * <p>The keys in the store are drawn in {@link cloudjar.services.iam.IamTables}.
 */
@NullMarked
package cloudjar.services.iam;

import org.jspecify.annotations.NullMarked;
