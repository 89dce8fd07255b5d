package cloudjar.server.option;

import cloudjar.kernel.web.MailServer;
import java.util.List;
import java.util.Optional;

/**
 * What outside is made use of.
 *
 * @param smtp the mail server that takes our e-mails
 */
public record OutsideOptions(Optional<MailServer> smtp) {
    static final Option<Optional<MailServer>> SMTP = Option.of(
            "smtp",
            OptionType.mailServer("HOST:PORT"),
            "",
            "The mail server that e-mails are handed on to, without TLS or password; where it is empty they only stand in the"
                    + " outbox.");

    static final List<Option<?>> OPTIONS = List.of(SMTP);

    static OutsideOptions of(Settings settings) {
        return new OutsideOptions(settings.get(SMTP));
    }
}
