package cloudjar.services.sns;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Tx;
import cloudjar.services.sns.Delivery.Kind;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asks receivers whether they want to subscribe, and takes their tokens. */
final class Confirmations {
    private static final int TOKEN_DIGITS = 288;
    private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{" + TOKEN_DIGITS + "}");

    private final MessageSigner signer;
    private final Deliveries deliveries;
    private final LimitProfile limits;

    Confirmations(MessageSigner signer, Deliveries deliveries, LimitProfile limits) {
        this.signer = signer;
        this.deliveries = deliveries;
        this.limits = limits;
    }

    /**
     * What a confirmation is made of that is drawn outside the transaction.
     *
     * @param key null where it is signed later, or never
     */
    record Draft(String token, String messageId, @Nullable SigningKey key) {}

    /** What a confirmation on this way needs. */
    Draft draft(Protocol way, Call call) {
        return new Draft(
                call.world().ids().hex(TOKEN_DIGITS),
                call.world().ids().uuid(),
                way == Protocol.EMAIL_JSON ? signer.key(call.world()) : null);
    }

    /** Asks the receiver of a subscription that is pending. */
    void ask(Tx tx, Topic topic, Subscription subscription, Draft draft, Call call) {
        send(
                tx,
                topic,
                subscription,
                Kind.SUBSCRIPTION_CONFIRMATION,
                "You have chosen to subscribe to the topic " + topic.arn()
                        + ".\nTo confirm the subscription, visit the SubscribeURL included in this message.",
                draft,
                call);
    }

    /** Tells the receiver of a subscription that it has been ended, and how to take it up again. */
    void tell(Tx tx, Topic topic, Subscription ended, Draft draft, Call call) {
        send(
                tx,
                topic,
                ended,
                Kind.UNSUBSCRIBE_CONFIRMATION,
                "You have chosen to deactivate subscription " + ended.arn(topic.account(), topic.region())
                        + ".\n"
                        + "To cancel this operation and restore the subscription, visit the SubscribeURL included in"
                        + " this message.",
                draft,
                call);
    }

    private void send(
            Tx tx, Topic topic, Subscription subscription, Kind kind, String message, Draft draft, Call call) {
        long now = call.time().toEpochMilli();
        long ends = now + Duration.ofDays(SnsLimits.TOKEN_VALIDITY.in(limits)).toMillis();
        SnsTables.in(topic.account(), topic.region())
                .tokens
                .put(tx, draft.token(), new Confirmation(subscription, ends));
        Publication publication = new Publication(
                draft.messageId(),
                topic.arn(),
                message,
                null,
                Map.of(),
                Map.of(),
                null,
                null,
                0,
                now,
                call.endpoint().url(),
                null,
                null);
        Delivery delivery = new Delivery(
                draft.messageId() + "." + subscription.id(),
                subscription,
                publication,
                kind,
                draft.token(),
                topic.signsWithSha256(),
                0);
        deliveries.add(tx, topic.account(), topic.region(), delivery, call.time(), draft.key());
    }

    /** What a token confirms, in AWS's words where it confirms nothing (recorded: test_sns_confirm_subscription_wrong_token). */
    static Confirmation find(Tx tx, SnsTables tables, String topicName, String token, long nowMillis) {
        if (!TOKEN.matcher(token).matches()) {
            throw SnsErrors.plain("Invalid token");
        }
        Optional<Confirmation> found = tables.tokens
                .get(tx, token)
                .filter(confirmation -> confirmation.endsAtMillis() > nowMillis)
                .filter(confirmation -> confirmation.subscription().topicName().equals(topicName));
        return found.orElseThrow(() -> SnsErrors.invalid("Token"));
    }
}
