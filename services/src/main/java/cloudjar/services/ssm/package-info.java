/**
 * Systems Manager: Parameter Store, documents, and what can be said without managed instances.
 *
 * <p>How it works: {@link cloudjar.services.ssm.SsmTables} draws the key tree. A {@code StoredParameter} has the labels and the
 * number of the newest {@code ParameterVersion}; values of secure strings are kept only as KMS sealed them. What differs from AWS
 * is in {@code docs/services/ssm.md}.
 */
@NullMarked
package cloudjar.services.ssm;

import org.jspecify.annotations.NullMarked;
