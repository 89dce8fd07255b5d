package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.TableDescription;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.RecordCodec;
import cloudjar.kernel.store.StructureCodec;
import cloudjar.kernel.store.Table;

/**
 * What DynamoDB keeps in an account and region.
 *
 * <pre>
 * dynamodb
 *   tables  name                    DynamoTable
 *   sizes   table id                TableSize
 *   items   table id, hash, range   StoredItem     (hash and range: bytes that order as the attributes)
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

    static final Table<String, TableSize> SIZES =
            Table.of(SERVICE, "sizes", KeyCodec.STRING, RecordCodec.of(TableSize.class));

    static final Table<ItemKey, StoredItem> ITEMS =
            Table.of(SERVICE, "items", KeyCodec.of(ItemKey.class), RecordCodec.of(StoredItem.class));

    private DynamoDbTables() {}
}
