/** Commands that ask a running server for something, by its admin API. */
@NullMarked
package cloudjar.server.command;

import org.jspecify.annotations.NullMarked;
