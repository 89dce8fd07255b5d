/**
 * Time and chance: the only package that may ask the machine for either.
 *
 * <p>A {@link cloudjar.kernel.clock.Clock} runs, stands or jumps. Whoever waits does it on the clock: for a moment that
 * must not be missed with a durable timer ({@code tx.at(due, timer)}, fired by {@link cloudjar.kernel.clock.Timers}), for
 * news while a caller waits with {@link cloudjar.kernel.clock.Signals}.
 *
 * <p>Lock order: the turn to move the clock ({@link cloudjar.kernel.clock.Clock}) is taken before a store's write lock,
 * never the other way round; handlers of timers run under it, so that a clock never moves while one fires.
 */
@NullMarked
package cloudjar.kernel.clock;

import org.jspecify.annotations.NullMarked;
