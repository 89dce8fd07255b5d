package cloudjar.kernel.vault;

import cloudjar.kernel.shape.Bytes;

/**
 * A secret as it is kept; a {@link Vault} opens it.
 *
 * @param sealed whether the bytes are encrypted
 */
public record Secret(boolean sealed, Bytes bytes) {
    /** Without the bytes: they must not come into a log. */
    @Override
    public String toString() {
        return "Secret[" + (sealed ? "sealed" : "open") + "]";
    }
}
