/**
 * The language of Automation documents (schema 0.3): what they say, the references in their values, the paths of their outputs.
 * Nothing here runs anything.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-schemas-features.html">Schemas, features and
 *     examples</a>
 */
@NullMarked
package cloudjar.services.ssm.runbook;

import org.jspecify.annotations.NullMarked;
