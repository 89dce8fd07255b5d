/**
 * Certificate Manager: certificates that are requested, validated and issued by an authority of the world's own, and such that are
 * imported.
 *
 * <p>How it works: {@link cloudjar.services.acm.AcmTables} draws the key tree. A requested certificate waits for its validation, a
 * timer; then it gets its key and is signed. What differs from AWS is in {@code docs/services/acm.md}.
 */
@NullMarked
package cloudjar.services.acm;

import org.jspecify.annotations.NullMarked;
