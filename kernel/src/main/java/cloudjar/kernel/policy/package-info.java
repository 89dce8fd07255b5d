/**
 * The policy engine: what a policy may say, and what all policies together say to a request. It knows no service, reads
 * nothing but its arguments and keeps no state.
 *
 * <p><b>Use.</b> {@link cloudjar.kernel.policy.PolicyParser} reads a document by the rules of its
 * {@linkplain cloudjar.kernel.policy.PolicyKind kind} or says what AWS has against it.
 * {@link cloudjar.kernel.policy.CompiledPolicy} makes it ready, once, and a
 * {@link cloudjar.kernel.policy.PolicyLayer} joins those that count as one. {@link cloudjar.kernel.policy.PolicyEvaluator}
 * decides an {@link cloudjar.kernel.policy.AccessRequest} by a {@link cloudjar.kernel.policy.PolicySet}.
 *
 * <p><b>Order of evaluation</b>, for each resource of the request:
 *
 * <ol>
 *   <li>A {@code Deny} that applies, in any policy, decides.
 *   <li>Resource control policies: each level must allow. Then service control policies of the caller's account,
 *       likewise. Neither applies to service-linked roles; the latter not to services and unsigned callers.
 *   <li>A caller without an account (a service, an unsigned or federated one) needs the resource's policy and nothing
 *       else.
 *   <li>Within an account, the resource's policy decides alone where it names the caller itself or everyone. Where it
 *       names the role or user behind a session, it stands for the identity's policies, and boundary and session limit
 *       it. Where it names the account, it leaves the decision to the identity's policies. For some resources it
 *       {@linkplain cloudjar.kernel.policy.ResourceGrant must} grant.
 *   <li>Identity policies must allow, then the boundary, then the session policies. The root user needs none of these.
 *   <li>Across accounts the caller's account must allow by the rules of the step before, and the resource's policy too.
 * </ol>
 *
 * <p><b>Choices where AWS's documentation is silent.</b> A key of several values under an operator without
 * {@code ForAllValues} or {@code ForAnyValue} matches if one value does. Of several denials the first in the order above
 * is told. {@code NotPrincipal} with {@code Deny} spares a caller only where the list has its own ARN. Wildcards in the
 * values of variables are letters.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html">how
 *     AWS decides</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html">across
 *     accounts</a>
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">the grammar</a>
 */
@NullMarked
package cloudjar.kernel.policy;

import org.jspecify.annotations.NullMarked;
