package cloudjar.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.gateway.GatewayOptions;
import cloudjar.gateway.tls.CertificateAuthority;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.PosixFilePermission;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS beside plain HTTP, and the certificates shown there. */
class TlsTest {
    static GatewayOptions options(Path directory) {
        GatewayOptions o = HttpEdgeTest.options();
        return new GatewayOptions(
                o.hosts(),
                0,
                directory,
                o.region(),
                o.bodyMax(),
                o.headerSizeMax(),
                o.headerCountMax(),
                o.connectionsMax(),
                o.idleTimeout(),
                o.bodyRateMin(),
                o.stopTimeout(),
                o.auditSize());
    }

    static SSLContext trusting(String pem) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry(
                "ca",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @Test
    void bothVersionsOfHttpComeOverTlsOnThePortOfPlainHttp(@TempDir Path directory) throws Exception {
        String pem = CertificateAuthority.of(directory, InstantSource.system()).pem();
        try (HttpEdge edge = HttpEdgeTest.start(new EchoEntry(), options(directory));
                HttpClient client =
                        HttpClient.newBuilder().sslContext(trusting(pem)).build()) {
            for (HttpClient.Version version : HttpClient.Version.values()) {
                HttpResponse<String> response = client.send(
                        HttpRequest.newBuilder(URI.create("https://localhost:" + edge.port() + "/x"))
                                .version(version)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(response.body()).isEqualTo("GET /x null");
                assertThat(response.version()).isEqualTo(version);
                assertThat(response.headers().firstValue("x-scheme")).contains("https");
            }
            try (RawConnection plain = new RawConnection(edge.port())) {
                assertThat(plain.send("GET /p HTTP/1.1\r\nHost: x\r\n\r\n")
                                .answer()
                                .text())
                        .isEqualTo("GET /p null");
            }
        }
    }

    @Test
    void everyNameIsCertified(@TempDir Path directory) throws Exception {
        String pem = CertificateAuthority.of(directory, InstantSource.system()).pem();
        try (HttpEdge edge = HttpEdgeTest.start(new EchoEntry(), options(directory))) {
            for (String name : List.of(
                    "localhost",
                    "sqs.us-east-1.localhost",
                    "my.dotted.bucket.s3.localhost",
                    "sqs.us-east-1.amazonaws.com")) {
                // A context of its own, for sessions are resumed with the certificate that they had.
                try (SSLSocket socket =
                        (SSLSocket) trusting(pem).getSocketFactory().createSocket("127.0.0.1", edge.port())) {
                    SSLParameters parameters = socket.getSSLParameters();
                    parameters.setServerNames(List.of(new SNIHostName(name)));
                    socket.setSSLParameters(parameters);
                    socket.startHandshake();
                    var certificate = (java.security.cert.X509Certificate)
                            socket.getSession().getPeerCertificates()[0];
                    assertThat(certificate.getSubjectAlternativeNames())
                            .anyMatch(entry -> entry.get(1).equals(name));
                }
            }
        }
    }

    @Test
    void theAuthoritysCertificateIsThereBeforeAnyoneConnects(@TempDir Path directory) throws Exception {
        try (WatchService watch = directory.getFileSystem().newWatchService()) {
            directory.register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
            try (HttpEdge edge = HttpEdgeTest.start(new EchoEntry(), options(directory))) {
                assertThat(edge.port()).isPositive();
                while (!Files.exists(directory.resolve(CertificateAuthority.CERTIFICATE_FILE))) {
                    assertThat(watch.poll(20, TimeUnit.SECONDS)).isNotNull().matches(WatchKey::reset);
                }
            }
        }
    }

    @Test
    void theAuthorityIsKeptAndItsKeyIsPrivate(@TempDir Path directory) throws Exception {
        Path kept = directory.resolve("tls");
        String first = CertificateAuthority.of(kept, InstantSource.system()).pem();
        String second = CertificateAuthority.of(kept, InstantSource.system()).pem();
        assertThat(second).isEqualTo(first).isEqualTo(Files.readString(kept.resolve("ca.pem")));
        assertThat(Files.getPosixFilePermissions(kept.resolve("ca.key")))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }
}
