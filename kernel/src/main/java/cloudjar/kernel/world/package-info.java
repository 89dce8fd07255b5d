/**
 * Worlds: each is a whole cloud of its own, every account and region, with its own state, time and content.
 *
 * <p>{@link cloudjar.kernel.world.Worlds} makes, forks, resets and deletes them; a {@link cloudjar.kernel.world.World} is what
 * a service finds its store, clock and the rest in.
 */
@NullMarked
package cloudjar.kernel.world;

import org.jspecify.annotations.NullMarked;
