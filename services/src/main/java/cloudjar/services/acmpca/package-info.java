/**
 * Private Certificate Authority: authorities of an account, and what they issue and revoke.
 *
 * <p>How it works: {@link cloudjar.services.acmpca.AcmPcaTables} draws the key tree. An {@code Authority} has a key from the start and
 * issues once it has a certificate; what it issued is kept until it is deleted. What differs from AWS is in
 * {@code docs/services/acm.md}.
 */
@NullMarked
package cloudjar.services.acmpca;

import org.jspecify.annotations.NullMarked;
