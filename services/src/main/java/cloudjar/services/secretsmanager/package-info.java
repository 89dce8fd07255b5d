/**
 * Secrets Manager: secrets with versions and staging labels, sealed by keys of KMS, rotated by functions.
 *
 * <p>How it works: {@link cloudjar.services.secretsmanager.SecretsManagerTables} draws the key tree. A {@code Secret} knows which
 * version each label is on; versions hold values only as ciphertext, with the data key that KMS gave for them. KMS and Lambda are
 * called outside of transactions. What differs from AWS is in {@code docs/services/secretsmanager.md}.
 */
@NullMarked
package cloudjar.services.secretsmanager;

import org.jspecify.annotations.NullMarked;
