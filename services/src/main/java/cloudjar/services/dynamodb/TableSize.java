package cloudjar.services.dynamodb;

/**
 * How much a table holds, kept with every write.
 *
 * @param bytes the items' sizes as AWS measures them
 */
record TableSize(long items, long bytes) {
    static final TableSize EMPTY = new TableSize(0, 0);

    TableSize plus(long moreItems, long moreBytes) {
        return new TableSize(items + moreItems, bytes + moreBytes);
    }
}
