package cloudjar.modelgen.overlay;

import cloudjar.kernel.shape.OperationSchema;
import cloudjar.modelgen.model.OperationModel;
import cloudjar.modelgen.model.ServiceModel;

/** Facts about operations. */
final class OperationEdits {
    private static final String[] OPTIONS = {
        "method", "uri", "status", "input", "output", "errors", "unsigned", "resultWrapper", "inputXmlName"
    };

    private OperationEdits() {}

    /** {@code operation Name method= uri= status= input= output= errors= unsigned= resultWrapper= inputXmlName=}. */
    static void change(OverlayLine line, ServiceModel model) {
        apply(line.words(2), operation(line, line.word(1), model), model);
    }

    /** {@code add-operation Name} with the options of {@code operation}. */
    static void add(OverlayLine line, ServiceModel model) {
        OperationModel operation = new OperationModel(line.words(2).word(1));
        if (model.operations().putIfAbsent(operation.name, operation) != null) {
            throw line.problem("the model has " + operation.name + " already");
        }
        apply(line, operation, model);
    }

    /** {@code remove-operation Name…}. */
    static void remove(OverlayLine line, ServiceModel model) {
        line.allow();
        for (String name : line.wordsFrom(1)) {
            operation(line, name, model);
            model.operations().remove(name);
        }
    }

    private static void apply(OverlayLine line, OperationModel operation, ServiceModel model) {
        line.allow(OPTIONS);
        operation.method = line.option("method", operation.method);
        operation.uri = line.option("uri", operation.uri);
        operation.status = line.integer("status", operation.status);
        if (line.has("input")) {
            operation.input = ShapeEdits.shape(line, line.option("input", ""), model).name;
        }
        if (line.has("output")) {
            operation.output = ShapeEdits.shape(line, line.option("output", ""), model).name;
        }
        for (String error : line.list("errors")) {
            operation.errors.add(ShapeEdits.shape(line, error, model).name);
        }
        if (line.has("unsigned")) {
            operation.flags = OverlayFlags.with(operation.flags, OperationSchema.UNSIGNED, line.flag("unsigned"));
        }
        if (line.has("resultWrapper")) {
            operation.resultWrapper = line.option("resultWrapper");
        }
        if (line.has("inputXmlName")) {
            operation.inputXmlName = line.option("inputXmlName");
        }
    }

    static OperationModel operation(OverlayLine line, String name, ServiceModel model) {
        OperationModel operation = model.operations().get(name);
        if (operation == null) {
            throw line.problem("no operation " + name);
        }
        return operation;
    }
}
