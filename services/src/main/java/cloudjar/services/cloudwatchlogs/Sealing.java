package cloudjar.services.cloudwatchlogs;

import cloudjar.kernel.shape.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * How the events of a batch are sealed.
 *
 * @param key as it is kept beside them
 * @param plaintext of the key
 * @param seed what the nonces of the batch are made of: the same for a body of a transaction that runs twice
 */
record Sealing(DataKey key, Bytes plaintext, Bytes seed) {
    static final int NONCE_BYTES = 12;

    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int TAG_BITS = 128;

    /**
     * The event with its message sealed.
     *
     * @param number of the key
     * @param index of the event in the batch
     */
    Event seal(Event event, long number, int index) {
        byte[] nonce = seed.toArray();
        for (int i = 0; i < Integer.BYTES; i++) {
            nonce[i] ^= (byte) (index >> i * Byte.SIZE);
        }
        byte[] text = event.message().getBytes(StandardCharsets.UTF_8);
        byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + text.length + TAG_BITS / Byte.SIZE);
        try {
            cipher(Cipher.ENCRYPT_MODE, plaintext, nonce).doFinal(text, 0, text.length, sealed, NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an event that cannot be encrypted", e);
        }
        return new Event(event.ingestedMillis(), Bytes.wrap(sealed).toBase64(), event.sensitive(), number);
    }

    /** The event as it came. */
    static Event open(Event event, Bytes plaintext) {
        byte[] sealed = Bytes.ofBase64(event.message()).toArray();
        byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        try {
            byte[] text = cipher(Cipher.DECRYPT_MODE, plaintext, nonce)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
            return new Event(event.ingestedMillis(), new String(text, StandardCharsets.UTF_8), event.sensitive(), 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an event that was not encrypted with its data key", e);
        }
    }

    private static Cipher cipher(int mode, Bytes key, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(ALGORITHM);
        cipher.init(mode, new SecretKeySpec(key.toArray(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
