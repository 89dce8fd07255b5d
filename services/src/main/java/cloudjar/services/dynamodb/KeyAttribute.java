package cloudjar.services.dynamodb;

/**
 * An attribute that a key is made of.
 *
 * @param type {@code S}, {@code N} or {@code B}
 */
record KeyAttribute(String name, String type) {}
