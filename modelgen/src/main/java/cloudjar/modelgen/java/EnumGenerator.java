package cloudjar.modelgen.java;

import cloudjar.modelgen.model.ShapeModel;
import java.util.HashSet;
import java.util.Set;

/** The values of an enum as constants: AWS adds values at will, so the type of a value stays {@code String}. */
final class EnumGenerator {
    private final ServiceTypes types;

    EnumGenerator(ServiceTypes types) {
        this.types = types;
    }

    JavaSource generate(ShapeModel shape) {
        String name = types.className(shape.name);
        JavaSource out = new JavaSource(types, name);
        Set<String> taken = new HashSet<>();
        out.line("/** The values of {@code %s}. */", shape.name);
        out.line("public final class %s {", name);
        for (String value : shape.enumValues) {
            String constant = JavaNames.constant(value);
            while (!taken.add(constant)) {
                constant += "_";
            }
            out.line("    public static final String %s = %s;", constant, literal(value));
        }
        out.line("");
        out.line("    private %s() {}", name);
        return out.line("}");
    }

    private static String literal(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
