package cloudjar.modelgen.java;

import cloudjar.modelgen.model.ServiceModel;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The class that makes one service out of the implementations of its resource groups. */
final class CompositionGenerator {
    private final ServiceTypes types;
    private final ServiceModel model;

    CompositionGenerator(ServiceTypes types) {
        this.types = types;
        this.model = types.model();
    }

    JavaSource generate() {
        String name = types.service() + "Of";
        JavaSource out = new JavaSource(types, name);
        out.line("/** A {@link %s} made of one implementation for each group. */", types.service());
        String composed = out.use("cloudjar.kernel.call.Composed");
        out.line("public final class %s implements %s, %s {", name, types.service(), composed);
        for (String group : model.groups().keySet()) {
            out.line("    private final %s %s;", group, field(group));
        }
        String parameters = model.groups().keySet().stream()
                .map(group -> group + " " + field(group))
                .collect(Collectors.joining(", "));
        out.line("");
        out.line("    public %s(%s) {", name, parameters);
        for (String group : model.groups().keySet()) {
            out.line("        this.%s = %s;", field(group), field(group));
        }
        out.line("    }");
        out.line("");
        out.line("    @Override");
        String list = out.use("java.util.List");
        String parts = model.groups().keySet().stream()
                .map(CompositionGenerator::field)
                .collect(Collectors.joining(", "));
        out.line("    public %s<Object> parts() {", list);
        out.line("        return %s.of(%s);", list, parts);
        out.line("    }");
        for (Map.Entry<String, List<String>> group : model.groups().entrySet()) {
            for (String operation : group.getValue()) {
                delegate(field(group.getKey()), operation, out);
            }
        }
        return out.line("}");
    }

    private static String field(String group) {
        return JavaNames.method(group);
    }

    private void delegate(String field, String operation, JavaSource out) {
        out.line("");
        out.line("    @Override");
        out.line("    public %s {", InterfaceGenerator.signature(types, model.operation(operation), out));
        out.line("        return %s.%s(in, call);", field, JavaNames.method(operation));
        out.line("    }");
    }
}
