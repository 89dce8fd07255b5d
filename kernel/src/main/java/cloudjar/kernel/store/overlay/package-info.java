/**
 * Transactions of engines that keep rows as bytes: what a transaction changed lies as an {@link
 * cloudjar.kernel.store.overlay.Overlay} over the rows that are {@link cloudjar.kernel.store.overlay.Committed}, until the
 * engine commits it as one.
 */
@NullMarked
package cloudjar.kernel.store.overlay;

import org.jspecify.annotations.NullMarked;
