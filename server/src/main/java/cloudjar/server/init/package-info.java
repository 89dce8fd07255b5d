/**
 * Scripts of the user that run when the server starts, is ready and ends: as LocalStack's, from directories
 * {@code boot.d}, {@code start.d}, {@code ready.d} and {@code shutdown.d}.
 */
@NullMarked
package cloudjar.server.init;

import org.jspecify.annotations.NullMarked;
