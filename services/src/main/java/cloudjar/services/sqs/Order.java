package cloudjar.services.sqs;

import java.util.List;

/** What a queue delivers next, and what it must note down for that. */
sealed interface Order permits StandardOrder, FifoOrder {
    /** How many messages one transaction looks at without delivering them: delayed, expired, given up. */
    int PASSED_MAX = 200;

    /** A message has come, visible or not; its rows are written. */
    void added(OpenQueue queue, long sequence, Message message, boolean visible);

    /** A message has become visible again, or for the first time. */
    void shown(OpenQueue queue, long sequence, Message message);

    /** A visible message was hidden, other than by receiving it. */
    void hidden(OpenQueue queue, long sequence, Message message);

    /** A message has gone; its rows are deleted. */
    void removed(OpenQueue queue, long sequence, Message message);

    /** Delivers at most so many messages into the list; says whether it stopped before having looked at everything. */
    boolean deliver(OpenQueue queue, int max, int timeoutSeconds, List<Received> into);
}
