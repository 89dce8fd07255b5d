package cloudjar.gateway.http;

import cloudjar.gateway.GatewayOptions;
import cloudjar.gateway.chain.Entry;
import cloudjar.gateway.tls.TlsFactory;
import cloudjar.kernel.clock.Ticker;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.DetectorConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/**
 * The listening server: HTTP/1.1, HTTP/2 and TLS on one port, a virtual thread for each request. To be started and
 * stopped once.
 */
public final class HttpEdge implements AutoCloseable {
    private static final int STREAMS_MAX = 256;

    private final GatewayOptions options;
    private final Server server;
    private final TlsFactory tls;
    private final WaitingCalls calls = new WaitingCalls();
    private final List<ServerConnector> connectors = new ArrayList<>();

    /**
     * An edge that hands every request to {@code entry}; it does not listen yet.
     *
     * @param clock the machine's, for certificates
     * @param ticker measures how fast bodies come
     */
    public HttpEdge(GatewayOptions options, Entry entry, InstantSource clock, Ticker ticker) {
        this.options = options;
        VirtualThreadPool threads = new VirtualThreadPool();
        threads.setName("edge");
        // Connections and streams are bounded; calls that wait for long must not keep others from running.
        threads.setMaxConcurrentTasks(0);
        this.server = new Server(threads);
        server.setErrorHandler(new EarlyError());
        server.setStopTimeout(options.stopTimeout().toMillis());
        server.setHandler(new GracefulHandler(new EdgeHandler(
                entry,
                new ResponseSender(server.getByteBufferPool()),
                calls,
                new BodyLimits(options.bodyMax(), options.bodyRateMin(), ticker),
                options.headerCountMax())));
        this.tls = new TlsFactory(options.tlsDirectory(), clock, "alpn");
        for (String host : options.hosts()) {
            connectors.add(connector(host));
        }
        server.addBean(new NetworkConnectionLimit(options.connectionsMax(), server));
    }

    private ServerConnector connector(String host) {
        HttpConfiguration http = http();
        HTTP2CServerConnectionFactory http2Clear = new HTTP2CServerConnectionFactory(http);
        http2Clear.setMaxConcurrentStreams(STREAMS_MAX);
        HTTP2ServerConnectionFactory http2 = new HTTP2ServerConnectionFactory(http);
        http2.setMaxConcurrentStreams(STREAMS_MAX);
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory("h2", "http/1.1");
        alpn.setDefaultProtocol("http/1.1");
        // The first byte tells TLS from HTTP; plain HTTP comes next in the list.
        ServerConnector connector = new ServerConnector(
                server,
                null,
                null,
                null,
                1,
                1,
                new DetectorConnectionFactory(tls),
                new WatchedConnections(http),
                http2Clear,
                alpn,
                http2);
        connector.addEventListener(new ClosedSessions(http2Clear, http2));
        connector.setHost(host);
        connector.setIdleTimeout(options.idleTimeout().toMillis());
        connector.setAcceptQueueSize(1024);
        return connector;
    }

    private HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(options.headerSizeMax());
        http.setResponseHeaderSize(options.headerSizeMax());
        // Object keys may hold anything: the path comes through as it was sent.
        http.setUriCompliance(UriCompliance.UNSAFE);
        http.setHttpCompliance(HttpCompliance.RFC7230);
        // Values come through in the case in which they were signed, and in which S3 gives them back.
        http.setHeaderCacheCaseSensitive(true);
        // Signatures and their times differ with every call: a cache of whole lines costs more than it saves.
        http.setHeaderCacheSize(0);
        http.addCustomizer(new SecureRequestCustomizer(false));
        return http;
    }

    /**
     * Listens on every host, all on one port.
     *
     * @throws IOException where an address cannot be bound
     */
    public void start() throws IOException {
        int port = options.port();
        for (ServerConnector connector : connectors) {
            connector.setPort(port);
            connector.open();
            port = connector.getLocalPort();
            server.addConnector(connector);
        }
        try {
            server.start();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the server did not start", e);
        }
        calls.start(server.getScheduler());
        server.getThreadPool().execute(tls::prepare);
    }

    /** The port that it listens on. */
    public int port() {
        return connectors.getFirst().getLocalPort();
    }

    /** Stops listening, lets requests in flight end for as long as the options allow, and closes all connections. */
    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the server did not stop cleanly", e);
        }
    }
}
