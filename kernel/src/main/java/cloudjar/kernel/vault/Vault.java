package cloudjar.kernel.vault;

import cloudjar.kernel.shape.Bytes;

/** Seals secrets before they are kept, and opens them. Thread-safe. */
public interface Vault {
    /** Seals nothing: for state that ends with the process. */
    Vault NONE = new Vault() {
        @Override
        public Secret seal(Bytes secret) {
            return new Secret(false, secret);
        }

        @Override
        public Bytes open(Secret secret) {
            if (secret.sealed()) {
                throw new SealedElsewhereException("it was sealed under a master key, and this server was given none");
            }
            return secret.bytes();
        }
    };

    /** The secret as it may be kept. */
    Secret seal(Bytes secret);

    /**
     * The secret itself.
     *
     * @throws SealedElsewhereException where it was sealed with another key
     */
    Bytes open(Secret secret);
}
