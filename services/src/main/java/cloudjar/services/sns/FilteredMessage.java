package cloudjar.services.sns;

import org.jspecify.annotations.Nullable;

/** A message as filter policies look at it. Used by one thread. */
final class FilteredMessage {
    private final Publication publication;
    private @Nullable String attributes;

    FilteredMessage(Publication publication) {
        this.publication = publication;
    }

    /** Its attributes, as a JSON object. */
    String attributes() {
        String known = attributes;
        if (known == null) {
            known = publication.attributesAsEvent();
            attributes = known;
        }
        return known;
    }

    /** Its body, whatever it is. */
    String body() {
        return publication.text(Protocol.SQS);
    }
}
