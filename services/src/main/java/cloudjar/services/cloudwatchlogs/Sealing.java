package cloudjar.services.cloudwatchlogs;

import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.vault.AesGcm;

/**
 * How the events of a batch are sealed.
 *
 * @param key as it is kept beside them
 * @param plaintext of the key
 * @param seed what the nonces of the batch are made of: the same for a body of a transaction that runs twice
 */
record Sealing(DataKey key, Bytes plaintext, Bytes seed) {
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
        Bytes sealed = AesGcm.seal(plaintext, nonce, Bytes.ofUtf8(event.message()));
        return new Event(event.ingestedMillis(), sealed.toBase64(), event.sensitive(), number);
    }

    /** The event as it came. */
    static Event open(Event event, Bytes plaintext) {
        Bytes text = AesGcm.open(plaintext, Bytes.ofBase64(event.message()))
                .orElseThrow(() -> new IllegalStateException("an event that was not encrypted with its data key"));
        return new Event(event.ingestedMillis(), text.utf8(), event.sensitive(), 0);
    }
}
