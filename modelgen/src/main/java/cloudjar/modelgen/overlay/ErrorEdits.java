package cloudjar.modelgen.overlay;

import cloudjar.kernel.shape.ErrorTraits;
import cloudjar.kernel.shape.ShapeType;
import cloudjar.modelgen.model.OperationModel;
import cloudjar.modelgen.model.ServiceModel;
import cloudjar.modelgen.model.ShapeModel;
import java.util.List;

/** Facts about errors. */
final class ErrorEdits {
    private static final String[] OPTIONS = {"code", "queryCode", "status", "fault", "on"};

    private ErrorEdits() {}

    /** {@code error Shape code= queryCode= status= fault= on=}: changes an error of the model. */
    static void change(OverlayLine line, ServiceModel model) {
        line.allow(OPTIONS).words(2);
        ShapeModel shape = ShapeEdits.shape(line, line.word(1), model);
        ErrorTraits known = shape.error;
        if (known == null) {
            throw line.problem(shape.name + " is no error");
        }
        shape.error = traits(line, known);
        attach(line, shape.name, model);
    }

    /** {@code add-error Shape code= queryCode= status= fault= on= Member:Type…}. */
    static void add(OverlayLine line, ServiceModel model) {
        line.allow(OPTIONS);
        String name = line.word(1);
        ShapeModel shape = ShapeEdits.add(line, new ShapeModel(name, ShapeType.STRUCTURE), model);
        shape.error = traits(line, new ErrorTraits(name, name, 400, true));
        for (String member : line.wordsFrom(2)) {
            shape.members.add(MemberNotation.parse(line, member, model));
        }
        attach(line, name, model);
    }

    private static ErrorTraits traits(OverlayLine line, ErrorTraits known) {
        int status = line.integer("status", known.status());
        String code = line.option("code", known.code());
        String fault = line.option("fault", status < 500 ? "sender" : "server");
        if (!List.of("sender", "server").contains(fault)) {
            throw line.problem("fault is sender or server, not " + fault);
        }
        String queryCode = known.queryCode().equals(known.code()) ? code : known.queryCode();
        return new ErrorTraits(code, line.option("queryCode", queryCode), status, fault.equals("sender"));
    }

    /** Adds the error to the operations that {@code on=} names, {@code *} for all. */
    private static void attach(OverlayLine line, String error, ServiceModel model) {
        for (String name : line.list("on")) {
            List<OperationModel> operations = name.equals("*")
                    ? List.copyOf(model.operations().values())
                    : List.of(OperationEdits.operation(line, name, model));
            for (OperationModel operation : operations) {
                if (!operation.errors.contains(error)) {
                    operation.errors.add(error);
                }
            }
        }
    }
}
