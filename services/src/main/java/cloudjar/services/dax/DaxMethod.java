package cloudjar.services.dax;

import cloudjar.services.dax.wire.Answers;
import cloudjar.services.dax.wire.CborReader;
import cloudjar.services.dax.wire.CborWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What clients can ask of a node, each by its number. */
enum DaxMethod {
    BATCH_GET_ITEM(-697851100),
    BATCH_WRITE_ITEM(116217951),
    DEFINE_ATTRIBUTE_LIST(670678385),
    DEFINE_ATTRIBUTE_LIST_ID(-1230579644),
    DEFINE_KEY_SCHEMA(-742646399),
    DELETE_ITEM(1013539361),
    GET_ITEM(263244906),
    PUT_ITEM(-2106490455),
    QUERY(-931250863),
    SCAN(-1875390620),
    TRANSACT_GET_ITEMS(1866287579),
    TRANSACT_WRITE_ITEMS(-1160037738),
    UPDATE_ITEM(1425579023);

    /** Says who calls; it has no answer. */
    static final long AUTHORIZE = 1489122155;

    /** Asks where the nodes are. */
    static final long ENDPOINTS = 455855874;

    private static final int TAG = 6;

    private final long number;

    DaxMethod(long number) {
        this.number = number;
    }

    /** A request that is left to be answered. */
    @FunctionalInterface
    interface Task {
        CborWriter answer(Visitor visitor) throws IOException;
    }

    /** The method of a number; null for none. */
    static @Nullable DaxMethod of(long number) {
        for (DaxMethod method : values()) {
            if (method.number == number) {
                return method;
            }
        }
        return null;
    }

    /** Reads a whole request, so that the next begins where it ends whatever comes of it. */
    Task read(CborReader in) throws IOException {
        return switch (this) {
            case BATCH_GET_ITEM -> BatchMethods.get(in);
            case BATCH_WRITE_ITEM -> BatchMethods.write(in);
            case DEFINE_ATTRIBUTE_LIST -> defineAttributeList(in);
            case DEFINE_ATTRIBUTE_LIST_ID -> defineAttributeListId(in);
            case DEFINE_KEY_SCHEMA -> defineKeySchema(in);
            case DELETE_ITEM -> ItemMethods.delete(in);
            case GET_ITEM -> ItemMethods.get(in);
            case PUT_ITEM -> ItemMethods.put(in);
            case QUERY -> PageMethods.query(in);
            case SCAN -> PageMethods.scan(in);
            case TRANSACT_GET_ITEMS -> TransactionMethods.get(in);
            case TRANSACT_WRITE_ITEMS -> TransactionMethods.write(in);
            case UPDATE_ITEM -> ItemMethods.update(in);
        };
    }

    private static Task defineAttributeList(CborReader in) throws IOException {
        long id = in.readInt();
        return visitor -> {
            List<String> names = visitor.items().lists().names(id);
            CborWriter out = Answers.success().array(names.size());
            names.forEach(out::text);
            return out;
        };
    }

    private static Task defineAttributeListId(CborReader in) throws IOException {
        // Some clients send it as a set of texts.
        if (in.major() == TAG) {
            int unused = in.readTag();
        }
        List<String> names = new ArrayList<>();
        int count = in.readArray();
        while (in.more(count, names.size())) {
            names.add(in.readText());
        }
        return visitor -> Answers.success().integer(visitor.items().lists().id(names));
    }

    private static Task defineKeySchema(CborReader in) throws IOException {
        String table = in.readText();
        return visitor -> visitor.shape(table).describe(Answers.success());
    }
}
