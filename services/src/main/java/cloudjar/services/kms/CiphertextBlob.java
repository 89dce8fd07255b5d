package cloudjar.services.kms;

import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.vault.AesGcm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;

/**
 * What a symmetric key has encrypted, with AES-256-GCM: which key and material can decrypt it, and the content. Everything before
 * the content, and the encryption context, is authenticated with it.
 *
 * <pre>
 * 2 bytes   what begins every ciphertext
 * 1 byte    whether the key is of several regions
 * 16 bytes  key id
 * 12 bytes  account
 * 32 bytes  material id
 * 12 bytes  nonce
 *           content and tag
 * </pre>
 */
record CiphertextBlob(String account, String keyId, String materialId, Bytes whole) {
    private static final byte FORM = 1;
    private static final byte VERSION = 2;
    private static final int ID = 16;
    private static final int ACCOUNT = 12;
    private static final int MATERIAL = 32;
    private static final int NONCE = AesGcm.NONCE;
    private static final int HEAD = 3 + ID + ACCOUNT + MATERIAL;
    private static final int TAG = AesGcm.TAG;
    private static final String MULTI = "mrk-";
    private static final HexFormat HEX = HexFormat.of();

    /**
     * Encrypts.
     *
     * @param nonce {@value #NONCE} random bytes
     */
    static Bytes encrypt(
            KmsKey key, Material material, Bytes secret, Bytes plaintext, Map<String, String> context, byte[] nonce) {
        boolean multi = key.id().startsWith(MULTI);
        String plain = multi ? key.id().substring(MULTI.length()) : key.id().replace("-", "");
        int length = plaintext.size();
        byte[] whole = new byte[HEAD + NONCE + length + TAG];
        ByteBuffer.wrap(whole)
                .put(FORM)
                .put(VERSION)
                .put((byte) (multi ? 1 : 0))
                .put(HEX.parseHex(plain))
                .put(key.account().getBytes(StandardCharsets.US_ASCII))
                .put(HEX.parseHex(material.id()))
                .put(nonce);
        return Crypto.sure(() -> {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, secret, whole, context);
            cipher.doFinal(plaintext.toArray(), 0, length, whole, HEAD + NONCE);
            return Bytes.wrap(whole);
        });
    }

    static int nonceLength() {
        return NONCE;
    }

    /** Reads what stands before the content; empty where these bytes were never made here. */
    static Optional<CiphertextBlob> read(Bytes bytes) {
        if (bytes.size() < HEAD + NONCE + TAG
                || bytes.at(0) != FORM
                || bytes.at(1) != VERSION
                || bytes.at(2) >> 1 != 0) {
            return Optional.empty();
        }
        byte[] head = new byte[HEAD];
        bytes.buffer().get(head);
        String hex = HEX.formatHex(head, 3, 3 + ID);
        String id = head[2] == 1
                ? MULTI + hex
                : hex.substring(0, 8) + "-" + hex.substring(8, 12) + "-" + hex.substring(12, 16) + "-"
                        + hex.substring(16, 20) + "-" + hex.substring(20);
        String account = new String(head, 3 + ID, ACCOUNT, StandardCharsets.US_ASCII);
        String material = HEX.formatHex(head, 3 + ID + ACCOUNT, HEAD);
        return Optional.of(new CiphertextBlob(account, id, material, bytes));
    }

    /** Decrypts; empty where it was tampered with, or the context is another one. */
    Optional<Bytes> decrypt(Bytes secret, Map<String, String> context) {
        byte[] all = whole.toArray();
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, secret, all, context);
            return Optional.of(Bytes.wrap(cipher.doFinal(all, HEAD + NONCE, all.length - HEAD - NONCE)));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is always there", e);
        }
    }

    private static Cipher cipher(int mode, Bytes secret, byte[] whole, Map<String, String> context)
            throws GeneralSecurityException {
        Cipher cipher = AesGcm.cipher(mode, secret, whole, HEAD);
        cipher.updateAAD(whole, 0, HEAD);
        cipher.updateAAD(EncryptionContext.bytes(context));
        return cipher;
    }
}
