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
    BATCH_GET_ITEM(-697851100, BatchMethods::get),
    BATCH_WRITE_ITEM(116217951, BatchMethods::write),
    DEFINE_ATTRIBUTE_LIST(670678385, DaxMethod::defineAttributeList),
    DEFINE_ATTRIBUTE_LIST_ID(-1230579644, DaxMethod::defineAttributeListId),
    DEFINE_KEY_SCHEMA(-742646399, DaxMethod::defineKeySchema),
    DELETE_ITEM(1013539361, ItemMethods::delete),
    GET_ITEM(263244906, ItemMethods::get),
    PUT_ITEM(-2106490455, ItemMethods::put),
    QUERY(-931250863, PageMethods::query),
    SCAN(-1875390620, PageMethods::scan),
    TRANSACT_GET_ITEMS(1866287579, TransactionMethods::get),
    TRANSACT_WRITE_ITEMS(-1160037738, TransactionMethods::write),
    UPDATE_ITEM(1425579023, ItemMethods::update);

    /** Says who calls; it has no answer. */
    static final long AUTHORIZE = 1489122155;

    /** Asks where the nodes are. */
    static final long ENDPOINTS = 455855874;

    private static final int TAG = 6;

    private final long number;
    private final Reading reading;

    DaxMethod(long number, Reading reading) {
        this.number = number;
        this.reading = reading;
    }

    /** Reads a whole request, so that the next begins where it ends whatever comes of it. */
    @FunctionalInterface
    interface Reading {
        Task read(CborReader in) throws IOException;
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

    Task read(CborReader in) throws IOException {
        return reading.read(in);
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
