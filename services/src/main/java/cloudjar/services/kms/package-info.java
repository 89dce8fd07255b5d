/**
 * AWS KMS: keys that never leave it, and what is done with them. The cryptography is real: ciphertexts are bound to their key and
 * encryption context, signatures and MACs verify elsewhere.
 *
 * <p>Known differences from AWS: custom key stores and attested recipients are not there; a ciphertext is of cloudjar's own
 * form, so AWS cannot decrypt it.
 */
@NullMarked
package cloudjar.services.kms;

import org.jspecify.annotations.NullMarked;
