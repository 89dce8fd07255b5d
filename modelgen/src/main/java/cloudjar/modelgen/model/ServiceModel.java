package cloudjar.modelgen.model;

import cloudjar.kernel.shape.ServiceFacts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One service's model. Readers fill it, overlays change it, generators only read it. */
public final class ServiceModel {
    private ServiceFacts facts;
    private final Map<String, OperationModel> operations = new LinkedHashMap<>();
    private final Map<String, ShapeModel> shapes = new LinkedHashMap<>();
    private final Map<String, List<String>> groups = new LinkedHashMap<>();

    public ServiceModel(ServiceFacts facts) {
        this.facts = facts;
    }

    public ServiceFacts facts() {
        return facts;
    }

    public void facts(ServiceFacts changed) {
        facts = changed;
    }

    /** Operations by name, in the model's order. */
    public Map<String, OperationModel> operations() {
        return operations;
    }

    /**
     * The resource nouns by which the Java interface is split, each with its operations; empty where the service has one
     * interface.
     */
    public Map<String, List<String>> groups() {
        return groups;
    }

    /** Shapes by name. */
    public Map<String, ShapeModel> shapes() {
        return shapes;
    }

    /**
     * The shape with this name.
     *
     * @throws IllegalStateException where the model has none
     */
    public ShapeModel shape(String name) {
        ShapeModel shape = shapes.get(name);
        if (shape == null) {
            throw new IllegalStateException(facts.id() + " has no shape " + name);
        }
        return shape;
    }

    /**
     * The operation with this name.
     *
     * @throws IllegalStateException where the model has none
     */
    public OperationModel operation(String name) {
        OperationModel operation = operations.get(name);
        if (operation == null) {
            throw new IllegalStateException(facts.id() + " has no operation " + name);
        }
        return operation;
    }
}
