package cloudjar.kernel.store;

import java.time.Instant;

/** What a store tells the world around it, after a commit and on the committing thread. It must neither block nor throw. */
public interface CommitListener {
    /** Listens to nothing. */
    CommitListener NONE = new CommitListener() {
        @Override
        public void signalled(String topic) {}

        @Override
        public void timerSet(Instant due) {}
    };

    /** The transaction signalled the topic; once per transaction and topic. */
    void signalled(String topic);

    /** Other nodes over the same state may have signalled any topic and set any timer. */
    default void missed() {}

    /** The transaction set timers, of which the earliest falls due then. */
    void timerSet(Instant due);
}
