package cloudjar.kernel.shape;

/**
 * What an error shape says on the wire.
 *
 * @param code the code in JSON and XML answers; the shape's name unless the model gives another
 * @param queryCode the code that clients of the older query protocol know, such as
 *     {@code AWS.SimpleQueueService.NonExistentQueue}; equal to {@code code} where there is no other
 * @param status the HTTP status, 400 to 599
 * @param senderFault whether the caller is at fault
 */
public record ErrorTraits(String code, String queryCode, int status, boolean senderFault) {}
