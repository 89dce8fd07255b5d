/**
 * What calls need permission for, and what resources say to it: the services' side of authorisation. Each service tells its
 * {@linkplain cloudjar.kernel.call.access.AccessRules exceptions} from the rule that an operation needs the action of its name, and
 * those whose resources have policies {@linkplain cloudjar.kernel.call.access.ResourcePolicies tell them}; both register at
 * {@link cloudjar.kernel.call.access.Access}, and the front door asks there.
 */
@NullMarked
package cloudjar.kernel.call.access;

import org.jspecify.annotations.NullMarked;
