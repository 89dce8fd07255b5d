package cloudjar.gateway.http;

import cloudjar.kernel.clock.Subscription;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * The calls in flight. Now and then it looks for those that wait for news, as long polls do, and has their clients watched:
 * the wait of a client that hangs up ends, so that nothing is handed to the dead. A call that does anything else is left
 * alone: it ends by itself.
 */
final class WaitingCalls {
    private static final long LOOK_MILLIS = 250;

    private final Set<InFlight> calls = ConcurrentHashMap.newKeySet();

    /** Looks from now on, until the scheduler stops. */
    void start(Scheduler scheduler) {
        scheduler.schedule(() -> look(scheduler), LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look(Scheduler scheduler) {
        calls.forEach(InFlight::watchIfWaiting);
        if (scheduler.isRunning()) {
            start(scheduler);
        }
    }

    /** The call begins that this thread answers. */
    InFlight begin(Request request) {
        InFlight call = new InFlight(request, Thread.currentThread());
        calls.add(call);
        return call;
    }

    /** It has ended. */
    void end(InFlight call) {
        calls.remove(call);
        call.end();
    }

    /** A call that is being answered. */
    static final class InFlight {
        private final Thread thread;

        /** The end point, where this call has it for itself; null where others share it. */
        private final @Nullable WatchedEndPoint endPoint;

        private boolean watched;
        private boolean gone;
        private boolean over;

        private InFlight(Request request, Thread thread) {
            this.thread = thread;
            if (request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2) {
                // Its connection reads all the time, and tells.
                endPoint = null;
                request.addFailureListener(unused -> hungUp());
            } else {
                endPoint = request.getConnectionMetaData().getConnection().getEndPoint() instanceof WatchedEndPoint own
                        ? own
                        : null;
            }
        }

        private synchronized void watchIfWaiting() {
            boolean told = watched && !gone;
            if (over || told || !Subscription.waits(thread)) {
                return;
            }
            if (gone) {
                Subscription.endWaitOf(thread);
            } else if (endPoint != null && !watched) {
                watched = true;
                endPoint.watch(this::hungUp);
            }
        }

        private synchronized void hungUp() {
            gone = true;
            if (!over) {
                Subscription.endWaitOf(thread);
            }
        }

        private synchronized void end() {
            over = true;
            if (watched && endPoint != null) {
                endPoint.unwatch();
            }
        }
    }
}
