/**
 * Checks that transactions which ran beside each other could have run one after the other: what they read and wrote is kept in
 * a {@link cloudjar.kernel.store.history.History}, from which {@link cloudjar.kernel.store.history.HistoryChecker} infers who
 * must have come before whom.
 */
@NullMarked
package cloudjar.kernel.store.history;

import org.jspecify.annotations.NullMarked;
