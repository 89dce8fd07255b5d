/**
 * AWS Lambda: functions with their versions, aliases, layers and settings, invocations of all kinds, and event sources. Where
 * functions run is an engine's business, handed in with {@link cloudjar.kernel.function.FunctionEngine}.
 *
 * <p>Known differences from AWS: a function is active as soon as the call that made it has returned;
 * {@code docs/services/lambda.md} has the list.
 */
@NullMarked
package cloudjar.services.lambda;

import org.jspecify.annotations.NullMarked;
