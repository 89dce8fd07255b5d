/**
 * AWS Organizations.
 *
 * <p>An organization's rows belong to its management account and to no region; accounts and handshakes, which are looked up before
 * the organization is known, to no account. States that come with time (an account being created, a handshake that expires, a
 * closed account that goes) are not written but told from the call's time. Who stands where, and under which control policies,
 * others learn by {@link cloudjar.kernel.identity.Identities#controls}.
 *
 * <p>Known differences from AWS: an account that nobody created has an address made from its id; any account may leave, since none
 * has a payment method to be asked for; the number of accounts is bounded by what AWS grants at most and not by the ten of a new
 * organization; an entry of a resource policy delegates nothing. A change is seen at once everywhere.
 *
 * <p>The keys in the store are drawn in {@link cloudjar.services.organizations.OrganizationsTables}.
 */
@NullMarked
package cloudjar.services.organizations;

import org.jspecify.annotations.NullMarked;
