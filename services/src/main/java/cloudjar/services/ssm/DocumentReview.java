package cloudjar.services.ssm;

import cloudjar.api.ssm.DocumentReviewerResponseSource;
import cloudjar.api.ssm.ReviewStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The review of a version of a change template.
 *
 * @param author who asked for it
 * @param sent when it was last asked for
 * @param responses what was said since, the newest first
 */
record DocumentReview(String author, Instant sent, List<DocumentReviewerResponseSource> responses) {
    DocumentReview {
        responses = List.copyOf(responses);
    }

    String status() {
        return Objects.requireNonNullElse(responses.getFirst().reviewStatus(), ReviewStatus.NOT_REVIEWED);
    }

    boolean isPending() {
        return status().equals(ReviewStatus.PENDING);
    }

    boolean isApproved() {
        return status().equals(ReviewStatus.APPROVED);
    }

    /** This review with one more response. */
    DocumentReview with(DocumentReviewerResponseSource response) {
        List<DocumentReviewerResponseSource> more = new ArrayList<>(responses);
        more.addFirst(response);
        return new DocumentReview(author, sent, more);
    }

    /** This review with another response in place of the newest. */
    DocumentReview withNewest(DocumentReviewerResponseSource response) {
        List<DocumentReviewerResponseSource> changed = new ArrayList<>(responses);
        changed.set(0, response);
        return new DocumentReview(author, sent, changed);
    }
}
