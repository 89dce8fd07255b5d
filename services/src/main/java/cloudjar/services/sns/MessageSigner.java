package cloudjar.services.sns;

import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.RecordCodec;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.Table;
import cloudjar.kernel.web.PublicDocuments;
import cloudjar.kernel.web.PublicDocuments.Document;
import cloudjar.kernel.world.World;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Signs messages, so that who receives them can tell that we sent them: with a key of the world's own, made when the first
 * message is signed, whose certificate everybody may read. Thread-safe.
 *
 * <p>The key is the row {@code signing-keys/current} beside the tables of all accounts.
 */
final class MessageSigner {
    private static final String PATH = "/SimpleNotificationService-";
    private static final String SUFFIX = ".pem";
    private static final String CURRENT = "current";

    /** Opening a key takes longer than using it; worlds that are forked share one. */
    private static final int OPEN_MAX = 1000;

    private static final ScopedTable<String, SigningKey> KEYS = Table.of(
                    SnsTables.SERVICE, "signing-keys", KeyCodec.STRING, RecordCodec.of(SigningKey.class))
            .in(Scope.GLOBAL);

    private final Map<String, RsaSigner> open = new ConcurrentHashMap<>();

    /** Lets everybody read the certificates. */
    static void publish(PublicDocuments documents) {
        documents.add(PATH, MessageSigner::certificate);
    }

    private static Optional<Document> certificate(World world, String path) {
        return world.store()
                .read(snapshot -> KEYS.get(snapshot, CURRENT))
                .filter(key -> path.equals(path(key)))
                .map(key -> new Document("application/x-pem-file", Bytes.ofUtf8(key.certificate())));
    }

    /** Where the certificate of a key is found, behind the address of the world. */
    static String path(SigningKey key) {
        return PATH + key.id() + SUFFIX;
    }

    /** The key of a world. */
    SigningKey key(World world) {
        Optional<SigningKey> known = world.store().read(snapshot -> KEYS.get(snapshot, CURRENT));
        if (known.isPresent()) {
            return known.get();
        }
        SigningKey made = SigningKey.make(world.ids(), world.clock().now());
        return world.store().write(tx -> {
            Optional<SigningKey> other = KEYS.get(tx, CURRENT);
            if (other.isEmpty()) {
                KEYS.put(tx, CURRENT, made);
            }
            return other.orElse(made);
        });
    }

    /** The signature of a text, in Base64. */
    String sign(SigningKey key, boolean sha256, String text) {
        if (open.size() >= OPEN_MAX) {
            open.clear();
        }
        RsaSigner signer = open.computeIfAbsent(key.id(), unused -> key.open());
        return Base64.getEncoder().encodeToString(signer.sign(text.getBytes(StandardCharsets.UTF_8), sha256));
    }
}
