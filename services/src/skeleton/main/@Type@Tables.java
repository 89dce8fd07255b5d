package cloudjar.services.@id@;

/**
 * The state of @title@: no table yet.
 *
 * <p>Each table is a constant made by {@link cloudjar.kernel.store.Table#of}; the key tree is drawn here, one line a table:
 * name, key, meaning.
 */
final class @Type@Tables {
    private @Type@Tables() {}
}
