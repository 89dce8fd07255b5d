package cloudjar.modelgen.java;

import cloudjar.modelgen.model.OperationModel;
import cloudjar.modelgen.model.ServiceModel;
import cloudjar.modelgen.schema.SchemaWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The interface of a service, and those of its resource groups. */
final class InterfaceGenerator {
    private final ServiceTypes types;
    private final ServiceModel model;

    InterfaceGenerator(ServiceTypes types) {
        this.types = types;
        this.model = types.model();
    }

    /** The service's interface: every operation, or the sum of its groups. */
    JavaSource service() {
        String name = types.service();
        JavaSource out = new JavaSource(types, name);
        List<String> groups = new ArrayList<>(model.groups().keySet());
        String parents = groups.isEmpty() ? "" : " extends " + String.join(", ", groups);
        out.line(
                "/** %s: every operation, answered with 501 until it is overridden. */",
                model.facts().title());
        out.line("public interface %s%s {", name, parents);
        out.line("    /** The facts of the service. */");
        out.line("    %s<%s> API = new %sApi();", out.use("cloudjar.kernel.call.ServiceApi"), name, name);
        if (groups.isEmpty()) {
            methods(model.operations().values(), out);
        }
        return out.line("}");
    }

    /** The interface of one group. */
    JavaSource group(String group, List<String> operations) {
        JavaSource out = new JavaSource(types, group);
        out.line("/** The part of {@link %s} that has to do with %s. */", types.service(), group);
        out.line("public interface %s {", group);
        methods(operations.stream().map(model::operation).toList(), out);
        return out.line("}");
    }

    private void methods(Collection<OperationModel> operations, JavaSource out) {
        for (OperationModel operation : operations) {
            out.line("");
            comment(operation, out);
            out.line("    default %s {", signature(types, operation, out));
            out.line(
                    "        throw %s.of(\"%s\", \"%s\");",
                    out.use("cloudjar.kernel.call.NotImplemented"),
                    model.facts().id(),
                    operation.name);
            out.line("    }");
        }
    }

    private void comment(OperationModel operation, JavaSource out) {
        String sentence = JavadocText.firstSentence(operation.documentation);
        if (sentence.isEmpty() && operation.errors.isEmpty()) {
            return;
        }
        out.line("    /**");
        out.line("     * %s", sentence.isEmpty() ? "{@code " + operation.name + "}." : sentence);
        if (!operation.errors.isEmpty()) {
            out.line("     *");
        }
        for (String error : operation.errors) {
            out.line("     * @throws %s the error of this name", types.className(error));
        }
        out.line("     */");
    }

    /** What stands between the modifiers and the body of an operation's method. */
    static String signature(ServiceTypes types, OperationModel operation, JavaSource out) {
        return "%s %s(%s in, %s call)"
                .formatted(
                        types.className(SchemaWriter.outputName(types.model(), operation)),
                        JavaNames.method(operation.name),
                        types.className(SchemaWriter.inputName(types.model(), operation)),
                        out.use("cloudjar.kernel.call.Call"));
    }
}
