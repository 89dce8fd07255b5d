@NullMarked
package cloudjar.gateway;

import org.jspecify.annotations.NullMarked;
