package cloudjar.services.iam;

import cloudjar.api.iam.ServerCertificateMetadata;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.tenancy.Arn;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A server certificate with its key, for those who serve with it; the key is told to nobody.
 *
 * @param text the certificate, its chain and its key
 * @param expires when the certificate ends
 */
record StoredCertificate(
        String name, String path, String id, Text text, Instant uploaded, Instant expires, Map<String, String> tags) {
    private static final String ID_PREFIX = "ASCA";

    /**
     * What was uploaded, in PEM.
     *
     * @param chain null where none was
     */
    record Text(String body, @Nullable String chain, String privateKey) {}

    StoredCertificate {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /** A unique id. */
    static String idOf(String chance) {
        return ID_PREFIX + chance;
    }

    StoredCertificate withTags(Map<String, String> changed) {
        return new StoredCertificate(name, path, id, text, uploaded, expires, changed);
    }

    StoredCertificate renamed(String newName, String newPath) {
        return new StoredCertificate(newName, newPath, id, text, uploaded, expires, tags);
    }

    ServerCertificateMetadata metadata(Call call) {
        return ServerCertificateMetadata.builder()
                .path(path)
                .serverCertificateName(name)
                .serverCertificateId(id)
                .arn(new Arn(call.partition().id(), "iam", "", call.account(), "server-certificate" + path + name)
                        .toString())
                .uploadDate(uploaded)
                .expiration(expires)
                .build();
    }
}
