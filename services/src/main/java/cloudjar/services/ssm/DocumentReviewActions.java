package cloudjar.services.ssm;

import cloudjar.api.ssm.DocumentDescription;
import cloudjar.api.ssm.DocumentMetadataResponseInfo;
import cloudjar.api.ssm.DocumentReviewAction;
import cloudjar.api.ssm.DocumentReviewerResponseSource;
import cloudjar.api.ssm.DocumentReviews;
import cloudjar.api.ssm.ListDocumentMetadataHistoryRequest;
import cloudjar.api.ssm.ListDocumentMetadataHistoryResponse;
import cloudjar.api.ssm.ReviewInformation;
import cloudjar.api.ssm.ReviewStatus;
import cloudjar.api.ssm.UpdateDocumentMetadataRequest;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import cloudjar.services.ssm.SsmTables.VersionKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reviews of the versions of change templates: asked for, answered, looked at.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/change-templates-review.html">Reviewing and approving
 *     or rejecting change templates</a>
 */
final class DocumentReviewActions {
    private static final int PAGE = 50;

    private DocumentReviewActions() {}

    static boolean update(Tx tx, UpdateDocumentMetadataRequest in, Call call) {
        Document document = DocumentLookup.own(tx, in.name(), call);
        DocumentVersion version = DocumentLookup.version(tx, document, in.documentVersion(), null, call);
        if (!document.type().equals(ChangeTemplate.TYPE)) {
            throw SsmErrors.documentOperation("Only versions of documents of type " + ChangeTemplate.TYPE
                    + " are reviewed, and " + document.name() + " is of type " + document.type() + ".");
        }
        VersionKey key = new VersionKey(document.name(), version.number());
        SsmTables tables = SsmTables.in(call.account(), call.region());
        DocumentReview before = tables.documentReviews.get(tx, key).orElse(null);
        tables.documentReviews.put(tx, key, changed(before, in.documentReviews(), call));
        return true;
    }

    private static DocumentReview changed(@Nullable DocumentReview before, DocumentReviews asked, Call call) {
        if (before != null && before.responses().size() >= SsmLimits.REVIEW_RESPONSES_MAX.current()) {
            throw SsmErrors.documentOperation(
                    "A review can have at most " + SsmLimits.REVIEW_RESPONSES_MAX.current() + " responses.");
        }
        if (asked.action().equals(DocumentReviewAction.SEND_FOR_REVIEW)) {
            return sent(before, asked, call);
        }
        if (before == null) {
            throw SsmErrors.documentOperation("The document version has not been sent for review.");
        }
        if (asked.action().equals(DocumentReviewAction.UPDATE_REVIEW)) {
            return before.withNewest(before.responses().getFirst().toBuilder()
                    .comment(asked.comment())
                    .updatedTime(call.time())
                    .build());
        }
        if (!before.isPending()) {
            throw SsmErrors.documentOperation(
                    "The document version is not waiting for a review: it is " + before.status() + ".");
        }
        boolean approved = asked.action().equals(DocumentReviewAction.APPROVE);
        return before.with(DocumentReviewerResponseSource.builder()
                .createTime(before.sent())
                .updatedTime(call.time())
                .reviewStatus(approved ? ReviewStatus.APPROVED : ReviewStatus.REJECTED)
                .comment(asked.hasComment() ? asked.comment() : null)
                .reviewer(call.principal().id())
                .build());
    }

    private static DocumentReview sent(@Nullable DocumentReview before, DocumentReviews asked, Call call) {
        if (before != null && (before.isPending() || before.isApproved())) {
            throw SsmErrors.documentOperation(
                    "The document version can't be sent for review: it is " + before.status() + ".");
        }
        List<DocumentReviewerResponseSource> responses = new ArrayList<>();
        responses.add(DocumentReviewerResponseSource.builder()
                .createTime(call.time())
                .updatedTime(call.time())
                .reviewStatus(ReviewStatus.PENDING)
                .comment(asked.hasComment() ? asked.comment() : null)
                .build());
        if (before != null) {
            responses.addAll(before.responses());
        }
        return new DocumentReview(call.principal().id(), call.time(), responses);
    }

    static ListDocumentMetadataHistoryResponse history(
            Snapshot snapshot, ListDocumentMetadataHistoryRequest in, Call call) {
        Document document = DocumentLookup.own(snapshot, in.name(), call);
        DocumentVersion version = DocumentLookup.version(snapshot, document, in.documentVersion(), null, call);
        DocumentReview review = SsmTables.in(call.account(), call.region())
                .documentReviews
                .get(snapshot, new VersionKey(document.name(), version.number()))
                .orElse(null);
        List<DocumentReviewerResponseSource> all = review == null ? List.of() : review.responses();
        OffsetPage<DocumentReviewerResponseSource> page =
                OffsetPage.of(all, WindowLookup.limit(in.maxResults(), PAGE), in.nextToken());
        return ListDocumentMetadataHistoryResponse.builder()
                .name(document.name())
                .documentVersion(Long.toString(version.number()))
                .author(review == null ? null : review.author())
                .metadata(DocumentMetadataResponseInfo.builder()
                        .reviewerResponse(page.items())
                        .build())
                .nextToken(page.next())
                .build();
    }

    /** What a description says more where versions of the document are reviewed. */
    static DocumentDescription described(
            Snapshot snapshot, DocumentDescription plain, DocumentVersion version, Call call) {
        List<Row<VersionKey, DocumentReview>> reviews = SsmTables.in(call.account(), call.region())
                .documentReviews
                .rows(snapshot, Range.prefix(Key.of(String.valueOf(plain.name()))))
                .toList();
        if (reviews.isEmpty() || !call.account().equals(plain.owner())) {
            return plain;
        }
        DocumentDescription.Builder described = plain.toBuilder().reviewStatus(ReviewStatus.NOT_REVIEWED);
        for (Row<VersionKey, DocumentReview> row : reviews) {
            DocumentReview review = row.value();
            String number = Long.toString(row.key().number());
            if (review.isApproved()) {
                described.approvedVersion(number);
            }
            if (review.isPending()) {
                described.pendingReviewVersion(number);
            }
            if (row.key().number() == version.number()) {
                described
                        .author(review.author())
                        .reviewStatus(review.status())
                        .reviewInformation(review.responses().stream()
                                .map(DocumentReviewActions::information)
                                .toList());
            }
        }
        return described.build();
    }

    private static ReviewInformation information(DocumentReviewerResponseSource response) {
        return ReviewInformation.builder()
                .reviewedTime(response.updatedTime())
                .status_(response.reviewStatus())
                .reviewer(response.reviewer())
                .build();
    }
}
