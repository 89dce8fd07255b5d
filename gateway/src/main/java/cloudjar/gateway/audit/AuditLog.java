package cloudjar.gateway.audit;

import java.util.List;

/** Read access to what the front door remembers. Safe for any number of threads. */
public interface AuditLog {
    /** The last calls, newest first, at most {@code limit} of them. */
    List<AuditRecord> recent(int limit);

    /** The counters of every operation that was called, ordered by service and operation. */
    List<OperationMetrics> metrics();

    /** How many requests are being answered now. */
    int inFlight();
}
