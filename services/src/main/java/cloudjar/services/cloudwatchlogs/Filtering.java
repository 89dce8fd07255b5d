package cloudjar.services.cloudwatchlogs;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Tx;
import cloudjar.services.cloudwatchlogs.Ingestion.Kept;

/** What becomes of events that have come, beside their being kept. */
interface Filtering {
    /** In the transaction that keeps them. */
    void taking(Tx tx, LogsTables tables, Kept kept, Call call);

    /** When it is committed. */
    void taken(Kept kept, Call call);
}
