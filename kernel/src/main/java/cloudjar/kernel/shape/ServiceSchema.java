package cloudjar.kernel.shape;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The compiled API model of one service. Facts and operations are read when it is opened; a shape is read when it is
 * first asked for, so that a large service costs no more than what is used of it. Safe for any number of threads.
 */
public final class ServiceSchema implements SchemaSource {
    private final ServiceFacts facts;
    private final OperationSchema[] operations;
    private final Map<String, OperationSchema> operationsByName;
    private final SchemaReader reader;
    private final StructureFactory factory;
    private final @Nullable Schema[] shapes;

    private ServiceSchema(byte[] compiled, StructureFactory factory) {
        this.reader = new SchemaReader(compiled);
        this.factory = factory;
        this.facts = reader.facts();
        this.operations = reader.operations(this);
        this.shapes = new Schema[reader.shapeCount()];
        this.operationsByName = HashMap.newHashMap(operations.length);
        for (OperationSchema operation : operations) {
            operationsByName.put(operation.name(), operation);
        }
    }

    /**
     * Opens a compiled model.
     *
     * @param compiled what {@code modelgen} wrote; not to be changed afterwards
     * @param factory makes the generated structures; {@link StructureFactory#UNTYPED} where there are none
     * @throws IllegalArgumentException where the bytes are no compiled model of this version
     */
    public static ServiceSchema open(byte[] compiled, StructureFactory factory) {
        return new ServiceSchema(compiled, factory);
    }

    /** What the service is called and how it is found. */
    public ServiceFacts facts() {
        return facts;
    }

    /** The service's name in cloudjar, such as {@code sqs} or {@code dynamodbstreams}. */
    public String id() {
        return facts.id();
    }

    /** All operations, in the model's order. */
    public List<OperationSchema> operations() {
        return Arrays.asList(operations);
    }

    /** The operation at this position. */
    public OperationSchema operation(int index) {
        return operations[index];
    }

    /** The operation with this name, or null. */
    public @Nullable OperationSchema operation(String name) {
        return operationsByName.get(name);
    }

    public int shapeCount() {
        return shapes.length;
    }

    @Override
    public Schema shape(int index) {
        Schema known = shapes[index];
        if (known == null) {
            // Schemas are immutable, so two threads that race here store equal things.
            shapes[index] = known = reader.shape(this, index);
        }
        return known;
    }

    @Override
    public Structure create(Schema schema, @Nullable Object[] values) {
        Object typed = factory.create(schema.index(), values);
        return typed == null ? new UntypedStructure(schema, values) : (Structure) typed;
    }

    @Override
    public String toString() {
        return facts.id();
    }
}
