package cloudjar.services.lambda;

import java.time.Instant;
import java.util.Map;

/**
 * A record of a stream on its way to a function.
 *
 * @param number its place in its shard
 * @param created when it came
 * @param key records of one key keep their order, whatever else happens at once
 * @param event as the function is told of it
 * @param seen as filters see it
 * @param size about how many bytes the event has
 */
record StreamedRecord(
        String number, Instant created, String key, Map<String, Object> event, Map<String, Object> seen, int size) {}
