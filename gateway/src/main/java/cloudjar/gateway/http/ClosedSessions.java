package cloudjar.gateway.http;

import java.util.List;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.SessionContainer;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.AbstractConnectionFactory;

/**
 * Forgets sessions of HTTP/2 that ended while they began. A client that asks by an upgrade has its answer before Jetty takes
 * note of its session; when it hangs up at once, Jetty strikes the session off before it is on the list, where it then stays
 * for ever, and whoever stops the server waits for its end.
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
}
