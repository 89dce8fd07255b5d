package cloudjar.gateway.http;

import java.util.List;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.SessionContainer;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.AbstractConnectionFactory;

/**
 * Forgets sessions of HTTP/2 that have ended, where Jetty would wait for their end when the server stops.
 *
 * <p>One is the session that ended while it began: a client that asks by an upgrade has its answer before Jetty takes note of its
 * session; when it hangs up at once, Jetty strikes the session off before it is on the list, where it then stays for ever. The
 * other is the session that ended because nothing could be written to its client, and is asked to shut down before it is struck
 * off: Jetty then has it closing for ever (seen in 12.1.12).
 */
final class ClosedSessions implements Connection.Listener {
    private final List<SessionContainer> lists;

    ClosedSessions(AbstractConnectionFactory... factories) {
        lists = List.of(factories).stream()
                .map(factory -> factory.getBean(SessionContainer.class))
                .toList();
    }

    /** Runs after Jetty's list has taken the session in: it was added to the connection before this. */
    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof HTTP2Connection && !connection.getEndPoint().isOpen()) {
            lists.forEach(list -> list.onClosed(connection));
        }
    }

    /** Runs when the connection is gone, so that there is nothing left of the session that could be waited for. */
    @Override
    public void onClosed(Connection connection) {
        if (connection instanceof HTTP2Connection http2 && http2.getSession().isClosed()) {
            http2.getSession().shutdown().complete(null);
        }
    }
}
