package cloudjar.services.kinesis;

/**
 * Names a shard.
 *
 * @param stream the id of its stream
 */
record ShardKey(String stream, long number) {}
