package cloudjar.kernel.store;

import java.time.Instant;

/** The half of a {@link Tx} that is the same in every engine: what is to happen after the commit, and timers. */
public interface EngineTx extends Tx {
    /**
     * Where the body's effects are kept until the commit.
     *
     * @throws IllegalStateException after the body has ended
     */
    Effects pending();

    @Override
    default void afterCommit(Runnable effect) {
        pending().afterCommit(effect);
    }

    @Override
    default void signal(String topic) {
        pending().signal(topic);
    }

    @Override
    default void at(Instant due, Timer timer) {
        Effects effects = pending();
        TimerTable.set(this, due, timer);
        effects.timerSet(due);
    }

    @Override
    default boolean cancel(String handler, String id) {
        return TimerTable.cancel(this, handler, id);
    }
}
