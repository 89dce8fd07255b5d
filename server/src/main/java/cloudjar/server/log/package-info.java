/** Where log messages go: one line each on standard error. Small, because every start pays for it. */
@NullMarked
package cloudjar.server.log;

import org.jspecify.annotations.NullMarked;
