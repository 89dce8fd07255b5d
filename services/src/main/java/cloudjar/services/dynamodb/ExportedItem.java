package cloudjar.services.dynamodb;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** One line of an export. */
sealed interface ExportedItem {
    /** The line in DynamoDB's JSON. */
    String json(KeySchema keys);

    /** The line as Ion text. */
    String ion(KeySchema keys);

    /** In bytes, as AWS measures items. */
    int size();

    /** An item of a full export. */
    record Whole(StoredItem item) implements ExportedItem {
        @Override
        public String json(KeySchema keys) {
            return ItemText.json(item.attributes());
        }

        @Override
        public String ion(KeySchema keys) {
            return ItemText.ion(item.attributes());
        }

        @Override
        public int size() {
            return item.size();
        }
    }

    /**
     * What became of an item within the window of an incremental export.
     *
     * @param at when it was last written within it
     * @param change from what it was before the window to what it was at its end
     * @param withOld whether the item before is shown too
     */
    record Changed(Instant at, TableChange change, boolean withOld) implements ExportedItem {
        @Override
        public String json(KeySchema keys) {
            return ItemText.jsonOfChange(micros(), change, keys, withOld);
        }

        @Override
        public String ion(KeySchema keys) {
            return ItemText.ionOfChange(micros(), change, keys, withOld);
        }

        private String micros() {
            return String.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, at));
        }

        @Override
        public int size() {
            StoredItem old = withOld ? change.old() : null;
            StoredItem now = change.now();
            return (old == null ? 0 : old.size()) + (now == null ? 0 : now.size());
        }
    }
}
