@NullMarked
package cloudjar.server.coverage;

import org.jspecify.annotations.NullMarked;
