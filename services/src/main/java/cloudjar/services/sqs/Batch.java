package cloudjar.services.sqs;

import cloudjar.api.sqs.BatchResultErrorEntry;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.shape.ApiException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What all batches have in common. */
final class Batch {
    private Batch() {}

    /**
     * Checks how many entries there are and what they are called.
     *
     * @param entryType what AWS calls an entry
     * @throws ApiException EmptyBatchRequest, TooManyEntriesInBatchRequest, InvalidBatchEntryId, BatchEntryIdsNotDistinct
     */
    static <E> void check(List<E> entries, Function<E, String> id, String entryType, LimitProfile limits) {
        if (entries.isEmpty()) {
            throw SqsErrors.emptyBatch(entryType);
        }
        int max = SqsLimits.BATCH_ENTRIES_MAX.intIn(limits);
        if (entries.size() > max) {
            throw SqsErrors.tooManyEntries(entries.size(), max);
        }
        Set<String> seen = HashSet.newHashSet(entries.size());
        for (E entry : entries) {
            String entryId = id.apply(entry);
            if (!MessageText.isEntryId(entryId, SqsLimits.BATCH_ENTRY_ID_MAX.intIn(limits))) {
                throw SqsErrors.invalidBatchEntryId();
            }
            if (!seen.add(entryId)) {
                throw SqsErrors.batchEntryIdsNotDistinct(entryId);
            }
        }
    }

    /** The entries of a result; AWS leaves out a list of none (recorded: test_send_batch_message_size). */
    static <E> @Nullable List<E> orAbsent(List<E> entries) {
        return entries.isEmpty() ? null : entries;
    }

    /** An entry that failed: its code is that of the query protocol in both protocols. */
    static BatchResultErrorEntry failed(String id, ApiException error) {
        return BatchResultErrorEntry.builder()
                .id(id)
                .code_(error.traits().queryCode())
                .message(error.getMessage())
                .senderFault(error.traits().senderFault())
                .build();
    }
}
