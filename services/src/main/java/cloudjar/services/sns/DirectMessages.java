package cloudjar.services.sns;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.services.sns.SnsTables.OwnedKey;
import java.util.Objects;

/** Messages to one phone number or one device, without a topic. */
final class DirectMessages {
    private static final String SENDER = "AWS.SNS.SMS.SenderID";

    private final LimitProfile limits;

    DirectMessages(LimitProfile limits) {
        this.limits = limits;
    }

    /** Sends a text message; returns its id. */
    String text(String number, Publication publication, Call call) {
        if (!PhoneNumber.isValid(number)) {
            throw SnsErrors.invalid("PhoneNumber", number + " is not valid to publish to");
        }
        if (publication.message().length() > SnsLimits.SMS_SIZE_MAX.intIn(limits)) {
            throw SnsErrors.invalid("Message too long");
        }
        SnsTables tables = SnsTables.of(call);
        MessageAttribute sender = publication.attributes().get(SENDER);
        call.write(tx -> {
            if (!tables.optedOut.contains(tx, number)) {
                String from = sender != null && sender.string() != null
                        ? sender.string()
                        : tables.settings
                                .get(tx, TextSettings.KEY)
                                .orElse(TextSettings.INITIAL)
                                .senderId();
                Outbox.add(
                        tx,
                        new OutboxMessage(
                                publication.id(),
                                Protocol.SMS.wireName(),
                                number,
                                from,
                                publication.subject(),
                                publication.text(Protocol.SMS),
                                publication.publishedAtMillis()),
                        limits);
            }
            return publication;
        });
        return publication.id();
    }

    /** Sends a push to an endpoint of an application; returns its id. */
    String push(String endpointArn, Publication publication, Call call) {
        Arn arn = TopicAddress.arn(endpointArn, "TargetArn");
        SnsTables tables = SnsTables.in(arn.account(), arn.region());
        call.write(tx -> {
            OwnedKey key = PlatformEndpoint.key(arn).orElseThrow(DirectMessages::noEndpoint);
            PlatformEndpoint endpoint = tables.endpoints.get(tx, key).orElseThrow(DirectMessages::noEndpoint);
            PlatformApplication application =
                    tables.applications.get(tx, endpoint.application()).orElseThrow(DirectMessages::noEndpoint);
            if (!application.isEnabled()) {
                throw SnsErrors.applicationDisabled();
            }
            if (!endpoint.isEnabled()) {
                throw SnsErrors.endpointDisabled();
            }
            Outbox.add(tx, Pushes.message(publication.id(), endpoint, publication, endpointArn), limits);
            return Objects.requireNonNull(endpoint);
        });
        return publication.id();
    }

    private static RuntimeException noEndpoint() {
        return SnsErrors.invalid("TargetArn", "No endpoint found for the target arn specified");
    }
}
