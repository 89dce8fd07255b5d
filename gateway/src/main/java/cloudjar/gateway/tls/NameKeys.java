package cloudjar.gateway.tls;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.bouncycastle.asn1.x509.GeneralName;
import org.jspecify.annotations.Nullable;

/**
 * The server's certificates, one for each host name that clients ask for: most clients accept no {@code *.localhost}, and
 * a bucket's name may have any number of labels. Names under which we are never found get the general certificate.
 */
final class NameKeys extends X509ExtendedKeyManager {
    private static final String GENERAL = "localhost";
    private static final int NAMES_MAX = 1000;
    private static final int NAME_LENGTH_MAX = 253;

    /** What every certificate holds, whatever name was asked for. */
    private static final List<GeneralName> ALWAYS = List.of(
            new GeneralName(GeneralName.dNSName, "localhost"),
            new GeneralName(GeneralName.dNSName, "*.localhost"),
            new GeneralName(GeneralName.dNSName, "localhost.localstack.cloud"),
            new GeneralName(GeneralName.dNSName, "*.localhost.localstack.cloud"),
            new GeneralName(GeneralName.dNSName, "host.docker.internal"),
            new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
            new GeneralName(GeneralName.iPAddress, "::1"));

    private final CertificateAuthority authority;
    private final Map<String, X509Certificate[]> chains = new ConcurrentHashMap<>();

    private NameKeys(CertificateAuthority authority) {
        this.authority = authority;
    }

    /** A context whose servers show these certificates. */
    static SSLContext context(CertificateAuthority authority) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new NameKeys(authority)}, null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks TLS", e);
        }
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
        if (!keyType.startsWith("EC")) {
            return null;
        }
        if (engine.getHandshakeSession() instanceof ExtendedSSLSession session) {
            for (SNIServerName name : session.getRequestedServerNames()) {
                if (name instanceof SNIHostName host && host.getAsciiName().length() <= NAME_LENGTH_MAX) {
                    return host.getAsciiName().toLowerCase(Locale.ROOT);
                }
            }
        }
        return GENERAL;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        X509Certificate[] chain = chains.get(alias);
        if (chain == null) {
            String name = chains.size() < NAMES_MAX ? alias : GENERAL;
            chain = chains.computeIfAbsent(name, this::issue);
        }
        return chain.clone();
    }

    private X509Certificate[] issue(String name) {
        List<GeneralName> names = new ArrayList<>(ALWAYS);
        if (!name.equals(GENERAL)) {
            names.add(new GeneralName(GeneralName.dNSName, name));
        }
        return new X509Certificate[] {authority.issue(names), authority.certificate()};
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return authority.serverKey();
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, Socket socket) {
        return null;
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
