/**
 * What is known of identities beside their credentials: policies, devices, sessions. The services that keep them answer here,
 * and the front door and other services ask, so that none of them knows the other.
 */
@NullMarked
package cloudjar.kernel.identity;

import org.jspecify.annotations.NullMarked;
