package cloudjar.modelgen.java;

import cloudjar.modelgen.model.OperationModel;
import cloudjar.modelgen.model.ShapeModel;
import cloudjar.modelgen.schema.SchemaWriter;
import java.util.ArrayList;
import java.util.List;

/** The facts of a service that need code: how to make its structures, call its operations, make its client. */
final class ServiceApiGenerator {
    /** Cases in one method; a method may have 64 KB of code, a case takes less than 40 bytes. */
    private static final int CHUNK = 500;

    private static final String STRUCTURE = "cloudjar.kernel.shape.Structure";

    private final ServiceTypes types;

    ServiceApiGenerator(ServiceTypes types) {
        this.types = types;
    }

    JavaSource generate() {
        String service = types.service();
        String name = service + "Api";
        JavaSource out = new JavaSource(types, name);
        String values = GetterGenerator.nullable("Object", out) + "[] values";
        out.line("final class %s extends %s<%s> {", name, out.use("cloudjar.kernel.call.ServiceApi"), service);
        out.line("    %s() {", name);
        out.line("        super(\"%s\", %s.class);", types.model().facts().id(), service);
        out.line("    }");
        client(out);
        methodNames(out);
        calls(out);
        factory(values, out);
        return out.line("}");
    }

    private void client(JavaSource out) {
        out.line("");
        out.line("    @Override");
        out.line("    public %s client(%s invoker) {", types.service(), out.use("cloudjar.kernel.call.Invoker"));
        out.line("        return new %sClient(invoker);", types.service());
        out.line("    }");
    }

    private void methodNames(JavaSource out) {
        List<String> cases = new ArrayList<>();
        int index = 0;
        for (OperationModel operation : types.model().operations().values()) {
            cases.add("            case %d -> \"%s\";".formatted(index++, JavaNames.method(operation.name)));
        }
        String schema = out.use("cloudjar.kernel.shape.OperationSchema");
        out.line("");
        out.line("    @Override");
        out.line("    public String methodName(%s operation) {", schema);
        out.line("        return switch (operation.index()) {");
        cases.forEach(out::line);
        out.line("            default -> throw new IllegalArgumentException(operation.toString());");
        out.line("        };");
        out.line("    }");
    }

    private void calls(JavaSource out) {
        List<String> cases = new ArrayList<>();
        int index = 0;
        String structure = out.use(STRUCTURE);
        for (OperationModel operation : types.model().operations().values()) {
            String input = types.className(SchemaWriter.inputName(types.model(), operation));
            // By way of Object, so that verifying the switch loads none of the classes in it.
            cases.add("            case %d -> (%s) (Object) service.%s((%s) input, call);"
                    .formatted(index++, structure, JavaNames.method(operation.name), input));
        }
        String parameters = "%s service, %s operation, %s input, %s call"
                .formatted(
                        types.service(),
                        out.use("cloudjar.kernel.shape.OperationSchema"),
                        structure,
                        out.use("cloudjar.kernel.call.Call"));
        out.line("");
        out.line("    @Override");
        out.line("    public %s invoke(%s) {", structure, parameters);
        out.line("        return switch (operation.index()) {");
        cases.forEach(out::line);
        out.line("            default -> throw new IllegalArgumentException(operation.toString());");
        out.line("        };");
        out.line("    }");
    }

    private void factory(String values, JavaSource out) {
        List<ShapeModel> shapes = types.shapes();
        String factory = out.use("cloudjar.kernel.shape.StructureFactory");
        String nullableObject = GetterGenerator.nullable("Object", out);
        out.line("");
        out.line("    @Override");
        out.line("    protected %s factory() {", factory);
        out.line("        return %sApi::create;", types.service());
        out.line("    }");
        out.line("");
        out.line("    private static %s create(int shape, %s) {", nullableObject, values);
        out.line("        return switch (shape / %d) {", CHUNK);
        for (int chunk = 0; chunk * CHUNK < shapes.size(); chunk++) {
            out.line("            case %d -> create%d(shape, values);", chunk, chunk);
        }
        out.line("            default -> null;");
        out.line("        };");
        out.line("    }");
        for (int chunk = 0; chunk * CHUNK < shapes.size(); chunk++) {
            out.line("");
            out.line("    private static %s create%d(int shape, %s) {", nullableObject, chunk, values);
            // Each returns by itself: where the ways of a switch expression meet, the verifier would load all classes
            // in it.
            out.line("        switch (shape) {");
            shapes.stream().skip((long) chunk * CHUNK).limit(CHUNK).forEach(shape -> newStructure(shape, out));
            out.line("            default: return null;");
            out.line("        }");
            out.line("    }");
        }
    }

    private void newStructure(ShapeModel shape, JavaSource out) {
        ServiceTypes.Kind kind = ServiceTypes.kind(shape);
        if (kind == ServiceTypes.Kind.STRUCTURE || kind == ServiceTypes.Kind.UNION) {
            out.line("            case %d: return new %s(values);", types.number(shape), types.className(shape.name));
        }
    }
}
