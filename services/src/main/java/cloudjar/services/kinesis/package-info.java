/**
 * Kinesis Data Streams: streams of shards, records that producers put and consumers read, shards that split and merge, consumers
 * to whom records are pushed, encryption by keys of KMS.
 *
 * <p>Known differences from AWS are listed in {@code docs/services/kinesis.md}.
 */
@NullMarked
package cloudjar.services.kinesis;

import org.jspecify.annotations.NullMarked;
