package cloudjar.services.sns;

import org.jspecify.annotations.Nullable;

/**
 * A message that left on a way that we do not go: an e-mail, a text message, a push to a device.
 *
 * @param way {@code email}, {@code email-json}, {@code sms} or the name of a push platform
 * @param to the address, the number, or the device's token
 * @param from a topic's ARN, or a sender's name
 */
public record OutboxMessage(
        String id,
        String way,
        String to,
        String from,
        @Nullable String subject,
        String body,
        long sentAtMillis) {}
