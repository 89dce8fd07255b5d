package cloudjar.gateway.http;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;

/** HTTP/1 connections whose clients can be watched for hanging up. */
final class WatchedConnections extends HttpConnectionFactory {
    /** A large body comes in a quarter of the reads that Jetty's own size takes; a connection holds the buffer while it reads. */
    private static final int INPUT_BUFFER_BYTES = 32 << 10;

    WatchedConnections(HttpConfiguration http) {
        super(http);
        setInputBufferSize(INPUT_BUFFER_BYTES);
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        return super.newConnection(connector, new WatchedEndPoint(endPoint));
    }
}
