/**
 * Proofs that somebody outside the cloud gives for people: tokens of OpenID Connect and assertions of SAML, read and checked
 * against the keys of whoever gave them. What a proof is good for is decided by those who ask.
 */
@NullMarked
package cloudjar.kernel.federation;

import org.jspecify.annotations.NullMarked;
