/**
 * Which operation of which service a request means: looked up in tables made of the models' facts, never by asking one
 * service after the other. What the models do not say stands in {@link cloudjar.gateway.resolve.Customs}.
 */
@NullMarked
package cloudjar.gateway.resolve;

import org.jspecify.annotations.NullMarked;
