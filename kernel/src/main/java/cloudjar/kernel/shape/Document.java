package cloudjar.kernel.shape;

import org.jspecify.annotations.Nullable;

/**
 * A value without a schema: the value of a document shape.
 *
 * @param value null, {@code Boolean}, {@code Integer}, {@code Long}, {@code Double}, {@code BigInteger},
 *     {@code BigDecimal}, {@code String}, an immutable {@code List} of such values or an immutable {@code Map} from
 *     {@code String} to such values, bare (not wrapped again)
 */
public record Document(@Nullable Object value) {}
