/**
 * Scenarios played by clients that we did not write, against the packaged server: the AWS CLI, boto3, the AWS SDK for
 * JavaScript, Terraform. A scenario is a directory below {@code src/test/scenarios} with a script {@code run.sh}.
 */
@NullMarked
package cloudjar.acceptance;

import org.jspecify.annotations.NullMarked;
