package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.ExportDescription;
import cloudjar.api.dynamodb.ImportTableDescription;
import cloudjar.api.dynamodb.TableDescription;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.Expiry;
import cloudjar.kernel.store.Index;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.Log;
import cloudjar.kernel.store.RecordCodec;
import cloudjar.kernel.store.StructureCodec;
import cloudjar.kernel.store.Table;
import java.util.List;
import java.util.Optional;

/**
 * What DynamoDB keeps in an account and region.
 *
 * <pre>
 * dynamodb
 *   tables  name                    DynamoTable
 *   sizes   table id                TableSize
 *   items   table id, slot, hash, range   StoredItem   (slot: spread by hash; hash, range: bytes that order as attributes)
 *   entries table id, index name, slot, hash, range, item's hash, item's range   nothing
 *   tokens  token                   TransactionToken
 *   streams table name, label       TableStream
 *   records table name, label, shard id   log of ItemEvent
 *   recoveries table id             Recovery
 *   history table id                log of PastItem
 *   backups backup id               TableBackup
 *   collections table id, hash      ItemCollection   (of tables with local indexes)
 *   exports export id               TableExport
 *   imports import id               TableImport
 *   insights table id, index        Insight
 *   destinations table id, stream   KinesisDestination
 *   deliveries table id             log of ItemEvent   (for its streams of Kinesis)
 *   delivered table id              KinesisDestination.Delivered
 *   policies resource ARN           ResourcePolicy
 *   key-uses table id               KeyUse   (of tables with a key of their owner)
 *   seals   seal id                 TableSeal   (in the scope of all accounts: a seal goes with what it sealed)
 *   backup-items backup id, slot, hash, range   StoredItem
 * </pre>
 */
final class DynamoDbTables {
    private static final String SERVICE = "dynamodb";

    static final Table<String, DynamoTable> TABLES =
            Table.of(SERVICE, "tables", KeyCodec.STRING, withDescriptions(DynamoTable.class));

    static final Index<String, String, DynamoTable> TABLES_BY_ID =
            TABLES.index("by-id", KeyCodec.STRING, table -> List.of(table.id()));

    static final Table<String, TableSize> SIZES =
            Table.of(SERVICE, "sizes", KeyCodec.STRING, RecordCodec.of(TableSize.class));

    static final Table<ItemKey, StoredItem> ITEMS =
            Table.of(SERVICE, "items", KeyCodec.of(ItemKey.class), RecordCodec.of(StoredItem.class));

    static final Expiry<ItemKey, StoredItem> ITEMS_EXPIRY = ITEMS.expiry(item -> Optional.ofNullable(item.end()));

    static final Table<EntryKey, Codec.Nothing> ENTRIES =
            Table.of(SERVICE, "entries", KeyCodec.of(EntryKey.class), Codec.NOTHING);

    static final Table<String, TransactionToken> TOKENS =
            Table.of(SERVICE, "tokens", KeyCodec.STRING, RecordCodec.of(TransactionToken.class));

    static final Expiry<String, TransactionToken> TOKENS_EXPIRY = TOKENS.expiry(token -> Optional.of(token.until()));

    static final Table<StreamKey, TableStream> STREAMS =
            Table.of(SERVICE, "streams", KeyCodec.of(StreamKey.class), RecordCodec.of(TableStream.class));

    static final Log<StreamKey.OfShard, ItemEvent> RECORDS =
            Log.of(SERVICE, "records", KeyCodec.of(StreamKey.OfShard.class), RecordCodec.of(ItemEvent.class));

    static final Table<String, Recovery> RECOVERIES =
            Table.of(SERVICE, "recoveries", KeyCodec.STRING, RecordCodec.of(Recovery.class));

    static final Log<String, PastItem> HISTORY =
            Log.of(SERVICE, "history", KeyCodec.STRING, RecordCodec.of(PastItem.class));

    static final Table<String, TableBackup> BACKUPS =
            Table.of(SERVICE, "backups", KeyCodec.STRING, withDescriptions(TableBackup.class));

    static final Expiry<String, TableBackup> BACKUPS_EXPIRY =
            BACKUPS.expiry(backup -> Optional.ofNullable(backup.expires()));

    static final Table<ItemKey, StoredItem> BACKUP_ITEMS =
            Table.of(SERVICE, "backup-items", KeyCodec.of(ItemKey.class), RecordCodec.of(StoredItem.class));

    static final Table<Insight.Key, Insight> INSIGHTS =
            Table.of(SERVICE, "insights", KeyCodec.of(Insight.Key.class), RecordCodec.of(Insight.class));

    static final Table<KinesisDestination.Key, KinesisDestination> DESTINATIONS = Table.of(
            SERVICE,
            "destinations",
            KeyCodec.of(KinesisDestination.Key.class),
            RecordCodec.of(KinesisDestination.class));

    static final Log<String, ItemEvent> DELIVERIES =
            Log.of(SERVICE, "deliveries", KeyCodec.STRING, RecordCodec.of(ItemEvent.class));

    static final Table<String, KinesisDestination.Delivered> DELIVERED =
            Table.of(SERVICE, "delivered", KeyCodec.STRING, RecordCodec.of(KinesisDestination.Delivered.class));

    static final Table<String, ResourcePolicy> POLICIES =
            Table.of(SERVICE, "policies", KeyCodec.STRING, RecordCodec.of(ResourcePolicy.class));

    static final Table<String, TableExport> EXPORTS = Table.of(
            SERVICE,
            "exports",
            KeyCodec.STRING,
            RecordCodec.builder()
                    .with(
                            ExportDescription.class,
                            StructureCodec.of(
                                    ExportDescription.class,
                                    () -> ExportDescription.builder().build().schema()))
                    .build(TableExport.class));

    static final Table<String, TableImport> IMPORTS = Table.of(
            SERVICE,
            "imports",
            KeyCodec.STRING,
            RecordCodec.builder()
                    .with(
                            ImportTableDescription.class,
                            StructureCodec.of(ImportTableDescription.class, () -> ImportTableDescription.builder()
                                    .build()
                                    .schema()))
                    .build(TableImport.class));

    static final Table<String, KeyUse> KEY_USES =
            Table.of(SERVICE, "key-uses", KeyCodec.STRING, RecordCodec.of(KeyUse.class));

    static final Table<Bytes, TableSeal> SEALS =
            Table.of(SERVICE, "seals", KeyCodec.BYTES, RecordCodec.of(TableSeal.class));

    static final Table<ItemCollection.Key, ItemCollection> COLLECTIONS = Table.of(
            SERVICE, "collections", KeyCodec.of(ItemCollection.Key.class), RecordCodec.of(ItemCollection.class));

    private DynamoDbTables() {}

    private static <R> Codec<R> withDescriptions(Class<R> type) {
        return RecordCodec.builder()
                .with(TableDescription.class, StructureCodec.of(TableDescription.class, () -> TableDescription.builder()
                        .build()
                        .schema()))
                .build(type);
    }
}
