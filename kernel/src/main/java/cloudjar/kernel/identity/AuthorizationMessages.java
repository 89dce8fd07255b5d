package cloudjar.kernel.identity;

import cloudjar.kernel.policy.AuthorizationMessage;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.Table;
import cloudjar.kernel.vault.AesGcm;
import cloudjar.kernel.world.World;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import javax.crypto.Cipher;

/**
 * Seals what is told of a refusal, so that who was refused can carry it but not read it, and opens it again in the same world
 * and account. Sealed texts are of URL-safe Base64: AES-GCM with a key that the world makes once and keeps, the account being
 * authenticated with it.
 */
public final class AuthorizationMessages {
    /** The longest text that callers may hand in to be opened. */
    static final int SEALED_MAX = 10_240;

    /** Longer than any message whose sealed text is short enough. */
    private static final int OPEN_MAX = 1 << 20;

    private static final int KEY_BYTES = 32;
    private static final String CURRENT = "current";

    private static final ScopedTable<String, Bytes> KEYS = Table.of(
                    "kernel", "authorization-message-keys", KeyCodec.STRING, Codec.BYTES)
            .in(Scope.GLOBAL);

    private AuthorizationMessages() {}

    /**
     * Seals a message. One that would be too long to be handed in goes without the keys of its request.
     *
     * @param account in which it may be opened: the caller's
     */
    public static String seal(World world, String account, AuthorizationMessage message) {
        String sealed = seal(world, account, message.json());
        return sealed.length() <= SEALED_MAX
                ? sealed
                : seal(world, account, message.withoutConditions().json());
    }

    private static String seal(World world, String account, String text) {
        byte[] nonce = world.ids().bytes(AesGcm.NONCE);
        byte[] sealed =
                apply(Cipher.ENCRYPT_MODE, key(world), nonce, account, deflated(text.getBytes(StandardCharsets.UTF_8)));
        byte[] whole = Arrays.copyOf(nonce, AesGcm.NONCE + sealed.length);
        System.arraycopy(sealed, 0, whole, AesGcm.NONCE, sealed.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    /** The JSON of a message that was sealed in this world for this account; empty for any other text. */
    public static Optional<String> open(World world, String account, String sealed) {
        Optional<Bytes> key = world.store().read(snapshot -> KEYS.get(snapshot, CURRENT));
        if (key.isEmpty() || sealed.length() > SEALED_MAX) {
            return Optional.empty();
        }
        try {
            byte[] whole = Base64.getUrlDecoder().decode(sealed);
            if (whole.length <= AesGcm.NONCE) {
                return Optional.empty();
            }
            byte[] nonce = Arrays.copyOf(whole, AesGcm.NONCE);
            byte[] rest = Arrays.copyOfRange(whole, AesGcm.NONCE, whole.length);
            byte[] packed = apply(Cipher.DECRYPT_MODE, key.get(), nonce, account, rest);
            return Optional.of(new String(inflated(packed), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | DataFormatException e) {
            // Not Base64, not ours, or not of this account: which of them is nobody's business.
            return Optional.empty();
        }
    }

    private static Bytes key(World world) {
        Optional<Bytes> kept = world.store().read(snapshot -> KEYS.get(snapshot, CURRENT));
        if (kept.isPresent()) {
            return kept.get();
        }
        Bytes fresh = Bytes.wrap(world.ids().bytes(KEY_BYTES));
        return world.store().write(tx -> KEYS.get(tx, CURRENT).orElseGet(() -> {
            KEYS.put(tx, CURRENT, fresh);
            return fresh;
        }));
    }

    /** Throws {@link IllegalArgumentException} where the text is not what was sealed. */
    private static byte[] apply(int mode, Bytes key, byte[] nonce, String account, byte[] text) {
        try {
            Cipher cipher = AesGcm.cipher(mode, key, nonce, 0);
            cipher.updateAAD(account.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not a sealed text", e);
        }
    }

    private static byte[] deflated(byte[] text) {
        try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
            deflater.setInput(text);
            deflater.finish();
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            byte[] part = new byte[1_024];
            while (!deflater.finished()) {
                packed.write(part, 0, deflater.deflate(part));
            }
            return packed.toByteArray();
        }
    }

    private static byte[] inflated(byte[] packed) throws DataFormatException {
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(packed);
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            byte[] part = new byte[1_024];
            while (!inflater.finished() && text.size() <= OPEN_MAX) {
                int length = inflater.inflate(part);
                if (length == 0) {
                    break;
                }
                text.write(part, 0, length);
            }
            return text.toByteArray();
        }
    }
}
