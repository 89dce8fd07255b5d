package cloudjar.services.s3;

import org.jspecify.annotations.Nullable;

/**
 * A part of an object that a multipart upload made.
 *
 * @param length in bytes
 * @param checksum of the part; null where none was asked for
 */
record PartSpan(int number, long length, @Nullable ObjectChecksum checksum) {}
