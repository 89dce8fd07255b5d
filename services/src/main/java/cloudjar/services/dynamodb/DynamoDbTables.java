package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.TableDescription;
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
 * </pre>
 */
final class DynamoDbTables {
    private static final String SERVICE = "dynamodb";

    static final Table<String, DynamoTable> TABLES = Table.of(
            SERVICE,
            "tables",
            KeyCodec.STRING,
            RecordCodec.builder()
                    .with(
                            TableDescription.class,
                            StructureCodec.of(
                                    TableDescription.class,
                                    () -> TableDescription.builder().build().schema()))
                    .build(DynamoTable.class));

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

    private DynamoDbTables() {}
}
