package cloudjar.services.dynamodb;

import cloudjar.kernel.shape.Bytes;

/** Items are sealed with a data key that KMS has not opened for the caller yet. Thrown out of transactions, in which KMS cannot be asked. */
final class SealNeeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Bytes seal;

    SealNeeded(Bytes seal) {
        super("a data key is needed", null, false, false);
        this.seal = seal;
    }

    /** The id of the {@link TableSeal}. */
    Bytes seal() {
        return seal;
    }
}
