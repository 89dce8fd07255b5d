package cloudjar.kernel.vault;

/** A secret was sealed with a key that this process has not. */
public final class SealedElsewhereException extends RuntimeException {
    /** @param reason what is known of it */
    public SealedElsewhereException(String reason) {
        super("a kept secret cannot be opened: " + reason);
    }
}
