@NullMarked
package cloudjar.gateway.resolve;

import org.jspecify.annotations.NullMarked;
