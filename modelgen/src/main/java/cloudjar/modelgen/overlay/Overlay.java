package cloudjar.modelgen.overlay;

import cloudjar.kernel.shape.ShapeType;
import cloudjar.modelgen.model.OperationModel;
import cloudjar.modelgen.model.ServiceModel;
import java.util.List;

/** What is known of one service beyond its published model. */
public final class Overlay {
    private final String file;
    private final List<OverlayLine> lines;

    private Overlay(String file, List<OverlayLine> lines) {
        this.file = file;
        this.lines = lines;
    }

    /**
     * Reads an overlay.
     *
     * @param file its name, for messages
     * @throws OverlayException where a line is malformed or has no reason
     */
    public static Overlay parse(String file, String text) {
        return new Overlay(file, OverlayParser.parse(file, text));
    }

    /** Whether the service is left out: another model describes the same API. */
    public boolean omitsService() {
        return lines.stream().anyMatch(line -> line.verb().equals("omit-service"));
    }

    /** The services that share this one's {@code X-Amz-Target} prefix and some operations, knowingly. */
    public List<String> sharesTargetWith() {
        return lines.stream()
                .filter(line -> line.verb().equals("shares-target"))
                .flatMap(line -> line.wordsFrom(1).stream())
                .toList();
    }

    /**
     * Changes the model.
     *
     * @throws OverlayException where a line does not fit the model
     */
    public void apply(ServiceModel model) {
        // Groups last: they name operations that other lines add.
        lines.stream().filter(line -> !line.verb().equals("group")).forEach(line -> apply(line, model));
        lines.stream().filter(line -> line.verb().equals("group")).forEach(line -> apply(line, model));
        if (!model.groups().isEmpty()) {
            requireCompleteGroups(model);
        }
    }

    private static void apply(OverlayLine line, ServiceModel model) {
        switch (line.verb()) {
            case "service" -> ServiceEdits.service(line, model);
            case "omit-service" -> line.words(1).allow();
            case "shares-target" -> line.words(2).allow();
            case "group" -> ServiceEdits.group(line, model);
            case "error" -> ErrorEdits.change(line, model);
            case "add-error" -> ErrorEdits.add(line, model);
            case "operation" -> OperationEdits.change(line, model);
            case "add-operation" -> OperationEdits.add(line, model);
            case "remove-operation" -> OperationEdits.remove(line, model);
            case "shape" -> ShapeEdits.change(line, model);
            case "add-structure" -> ShapeEdits.addStructure(line, ShapeType.STRUCTURE, model);
            case "add-union" -> ShapeEdits.addStructure(line, ShapeType.UNION, model);
            case "add-list" -> ShapeEdits.addList(line, model);
            case "add-map" -> ShapeEdits.addMap(line, model);
            case "add-string" -> ShapeEdits.addSimple(line, ShapeType.STRING, model);
            case "add-integer" -> ShapeEdits.addSimple(line, ShapeType.INTEGER, model);
            case "member" -> MemberEdits.change(line, model);
            case "add-member" -> MemberEdits.add(line, model);
            case "order" -> MemberEdits.order(line, model);
            default -> throw line.problem("unknown verb " + line.verb());
        }
    }

    private void requireCompleteGroups(ServiceModel model) {
        for (OperationModel operation : model.operations().values()) {
            boolean grouped = model.groups().values().stream().anyMatch(names -> names.contains(operation.name));
            if (!grouped) {
                throw new OverlayException(file, 0, operation.name + " is in no group");
            }
        }
    }
}
