package cloudjar.gateway.tls;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.AbstractConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * Recognises TLS by a connection's first byte. Keys and TLS itself are set up when the first such connection comes, so
 * that starting does not pay for them.
 */
public final class TlsFactory extends AbstractConnectionFactory implements ConnectionFactory.Detecting {
    private static final byte HANDSHAKE = 22;

    private final @Nullable Path directory;
    private final InstantSource clock;
    private final String nextProtocol;
    private volatile @Nullable SslConnectionFactory tls;

    /**
     * @param directory where the authority is kept; null: made anew
     * @param clock the machine's, for the certificates' validity
     * @param nextProtocol the protocol inside TLS
     */
    public TlsFactory(@Nullable Path directory, InstantSource clock, String nextProtocol) {
        super("SSL");
        this.directory = directory;
        this.clock = clock;
        this.nextProtocol = nextProtocol;
    }

    @Override
    public Detection detect(ByteBuffer start) {
        if (!start.hasRemaining()) {
            return Detection.NEED_MORE_BYTES;
        }
        return start.get(start.position()) == HANDSHAKE ? Detection.RECOGNIZED : Detection.NOT_RECOGNIZED;
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        return tls().newConnection(connector, endPoint);
    }

    private SslConnectionFactory tls() {
        SslConnectionFactory known = tls;
        if (known == null) {
            synchronized (this) {
                known = tls;
                if (known == null) {
                    SslContextFactory.Server contexts = new SslContextFactory.Server();
                    contexts.setSslContext(context());
                    SslConnectionFactory made = new SslConnectionFactory(contexts, nextProtocol);
                    made.setEnsureSecureRequestCustomizer(false);
                    addManaged(made);
                    tls = known = made;
                }
            }
        }
        return known;
    }

    /**
     * Makes the authority's files where they are to be kept and are not there yet, so that clients can be told to trust
     * it before the first of them connects.
     */
    public void prepare() {
        if (directory != null && !Files.exists(directory.resolve(CertificateAuthority.CERTIFICATE_FILE))) {
            tls();
        }
    }

    private SSLContext context() {
        return NameKeys.context(CertificateAuthority.of(directory, clock));
    }
}
