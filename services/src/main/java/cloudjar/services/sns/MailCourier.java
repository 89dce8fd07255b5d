package cloudjar.services.sns;

import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.web.Letter;
import cloudjar.kernel.web.MailRelay;
import cloudjar.kernel.web.WebAnswer;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import cloudjar.services.sns.SnsTables.TimedKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands e-mails of the outbox on to a mail server, where there is one. Each has a timer until the server has taken or refused it,
 * or was not to be had for an hour.
 */
final class MailCourier {
    private static final Logger LOG = LoggerFactory.getLogger(MailCourier.class);
    private static final String RELAY = "sns.relay";

    /** From whom AWS's notifications are. */
    private static final String FROM = "no-reply@sns.amazonaws.com";

    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int ATTEMPTS_MAX = 60;
    private static final int TAKEN = 250;
    private static final int REFUSED = 500;

    private final @Nullable MailRelay relay;

    MailCourier(@Nullable MailRelay relay) {
        this.relay = relay;
    }

    void register(TimerHandlers handlers) {
        handlers.register(RELAY, this::fire);
    }

    /** Has an e-mail sent that stands in the outbox. */
    void add(Tx tx, OutboxMessage mail, Instant now) {
        if (relay != null && mail.to().chars().noneMatch(c -> c == '<' || c == '>')) {
            tx.at(now, timer(mail, 0));
        }
    }

    private static Timer timer(OutboxMessage mail, int attempts) {
        return Timer.of(RELAY, mail.sentAtMillis() + "/" + attempts + "/" + mail.id());
    }

    private void fire(World world, Timer timer, Instant due) {
        String[] parts = timer.id().split("/", 3);
        TimedKey key = new TimedKey(Long.parseLong(parts[0]), parts[2]);
        int attempts = Integer.parseInt(parts[1]) + 1;
        Optional<OutboxMessage> found = world.store().write(tx -> {
            Optional<OutboxMessage> mail =
                    SnsTables.outbox(Scope.GLOBAL).get(tx, key).filter(there -> relay != null);
            if (mail.isPresent() && attempts < ATTEMPTS_MAX) {
                // Should the process die now, or the server be away, it is tried again.
                tx.at(due.plus(PAUSE), timer(mail.get(), attempts));
            }
            return mail;
        });
        if (found.isPresent() && relay != null) {
            OutboxMessage mail = found.get();
            relay.post(
                    new Letter(FROM, mail.to(), String.valueOf(mail.subject()), mail.body()),
                    answer -> ended(world, timer(mail, attempts), answer));
        }
    }

    private static void ended(World world, Timer next, WebAnswer answer) {
        boolean over = answer instanceof WebAnswer.Answered(int code) && (code == TAKEN || code >= REFUSED);
        if (over) {
            world.store().write(tx -> {
                tx.cancel(next.handler(), next.id());
                return null;
            });
        }
        if (!(answer instanceof WebAnswer.Answered(int code) && code == TAKEN)) {
            LOG.warn("A mail server did not take a letter: mail={}, answer={}", next.id(), answer);
        }
    }
}
