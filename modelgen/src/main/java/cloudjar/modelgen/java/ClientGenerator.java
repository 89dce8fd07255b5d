package cloudjar.modelgen.java;

import cloudjar.modelgen.model.OperationModel;
import cloudjar.modelgen.schema.SchemaWriter;

/** The client of a service: each method hands its input to an invoker. */
final class ClientGenerator {
    private final ServiceTypes types;

    ClientGenerator(ServiceTypes types) {
        this.types = types;
    }

    JavaSource generate() {
        String name = types.service() + "Client";
        JavaSource out = new JavaSource(types, name);
        String invoker = out.use("cloudjar.kernel.call.Invoker");
        out.line("final class %s implements %s {", name, types.service());
        out.line("    private final %s invoker;", invoker);
        out.line("");
        out.line("    %s(%s invoker) {", name, invoker);
        out.line("        this.invoker = invoker;");
        out.line("    }");
        int index = 0;
        for (OperationModel operation : types.model().operations().values()) {
            out.line("");
            out.line("    @Override");
            out.line("    public %s {", InterfaceGenerator.signature(types, operation, out));
            out.line(
                    "        return (%s) invoker.invoke(API, API.schema().operation(%d), in, call);",
                    types.className(SchemaWriter.outputName(types.model(), operation)), index++);
            out.line("    }");
        }
        return out.line("}");
    }
}
