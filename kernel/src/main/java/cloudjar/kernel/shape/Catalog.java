package cloudjar.kernel.shape;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Every AWS service that has a published model, served by cloudjar or not. Safe for any number of threads.
 *
 * <p>The compiled form: magic {@code CJC1}, the number of services, then each: number of operations, byte length, and
 * the service's facts as a compiled model without operations and shapes. Integers are unsigned LEB128.
 */
public final class Catalog {
    private static final String ROOT = "/cloudjar/api/";
    private static final byte[] MAGIC = {'C', 'J', 'C', '1'};

    /**
     * One service of the catalog.
     *
     * @param operationCount how many operations its model has
     */
    public record Entry(ServiceFacts facts, int operationCount) {}

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, ServiceSchema> schemas = new ConcurrentHashMap<>();

    private Catalog(byte[] compiled) {
        if (compiled.length < 5 || !Arrays.equals(compiled, 0, 4, MAGIC, 0, 4)) {
            throw new IllegalArgumentException("not a compiled catalog of this version");
        }
        Cursor in = new Cursor(compiled);
        for (int left = in.number(); left > 0; left--) {
            int operationCount = in.number();
            ServiceFacts facts = new SchemaReader(in.bytes(in.number())).facts();
            entries.put(facts.id(), new Entry(facts, operationCount));
        }
    }

    /** The catalog that the {@code api} module brings; it is read anew, so keep it. */
    public static Catalog open() {
        return new Catalog(resource("catalog"));
    }

    /** All services, ordered by id. */
    public List<Entry> services() {
        return new ArrayList<>(entries.values());
    }

    /** The service with this id, or null. */
    public @Nullable Entry service(String id) {
        return entries.get(id);
    }

    /**
     * The schema of a service, without generated classes: read on first use and kept. For a service that has a typed API
     * use that API's schema.
     *
     * @throws IllegalArgumentException where the catalog has no such service
     */
    public ServiceSchema schema(String id) {
        if (!entries.containsKey(id)) {
            throw new IllegalArgumentException("no service " + id);
        }
        return schemas.computeIfAbsent(
                id, unused -> ServiceSchema.open(resource(id + ".model"), StructureFactory.UNTYPED));
    }

    private static byte[] resource(String name) {
        try (InputStream in = Catalog.class.getResourceAsStream(ROOT + name)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + ROOT + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A position in the compiled form. */
    private static final class Cursor {
        private final byte[] data;
        private int at = MAGIC.length;

        Cursor(byte[] data) {
            this.data = data;
        }

        int number() {
            int result = 0;
            for (int shift = 0; ; shift += 7) {
                byte next = data[at++];
                result |= (next & 0x7f) << shift;
                if (next >= 0) {
                    return result;
                }
            }
        }

        byte[] bytes(int length) {
            at += length;
            return Arrays.copyOfRange(data, at - length, at);
        }
    }
}
