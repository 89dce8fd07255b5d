package cloudjar.kernel.web;

import org.jspecify.annotations.Nullable;

/**
 * What services show to and want from those who are no callers of AWS's APIs.
 *
 * @param web makes requests to addresses outside
 * @param documents what everybody may read
 * @param mail takes e-mails; null where there is no such server
 */
public record Outside(
        Web web, PublicDocuments documents, @Nullable MailRelay mail) {
    /** With nothing to read yet. */
    public Outside() {
        this(null);
    }

    /** With nothing to read yet, and a mail server. */
    public Outside(@Nullable MailRelay mail) {
        this(new Web(), new PublicDocuments(), mail);
    }
}
