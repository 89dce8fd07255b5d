package cloudjar.kernel.store;

/**
 * A key with its value.
 *
 * @param key the key
 * @param value the value
 */
public record Row<K, V>(K key, V value) {}
