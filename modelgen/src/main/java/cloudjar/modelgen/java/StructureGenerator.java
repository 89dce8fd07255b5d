package cloudjar.modelgen.java;

import cloudjar.kernel.shape.ShapeType;
import cloudjar.modelgen.model.MemberModel;
import cloudjar.modelgen.model.ShapeModel;
import java.util.List;

/** The class of a structure or a union. */
final class StructureGenerator {
    private final ServiceTypes types;
    private final GetterGenerator getters;
    private final BuilderGenerator builder;

    StructureGenerator(ServiceTypes types) {
        this.types = types;
        this.getters = new GetterGenerator(types, "");
        this.builder = new BuilderGenerator(types);
    }

    JavaSource generate(ShapeModel shape) {
        String name = types.className(shape.name);
        JavaSource out = new JavaSource(types, name);
        String values = GetterGenerator.nullable("Object", out) + "[]";
        String structure = out.use("cloudjar.kernel.shape.Structure");
        out.doc("", JavadocText.firstSentence(shape.documentation));
        out.line("public final class %s extends %s {", name, structure);
        out.line("    %s(%s values) {", name, values);
        out.line("        super(values);");
        out.line("    }");
        factories(shape, name, out);
        out.line("");
        out.line("    @Override");
        out.line("    public %s schema() {", out.use("cloudjar.kernel.shape.Schema"));
        out.line("        return %s.API.schema().shape(%d);", types.service(), types.number(shape));
        out.line("    }");
        getters.write(shape, out);
        if (!shape.members.isEmpty()) {
            builder.write(shape, name, BuilderGenerator.Message.IN_MEMBERS, out);
        }
        return out.line("}");
    }

    private void factories(ShapeModel shape, String name, JavaSource out) {
        out.line("");
        if (shape.members.isEmpty()) {
            out.line("    /** The structure, which has no members. */");
            out.line("    public static %s of() {", name);
            out.line("        return new %s(new Object[0]);", name);
            out.line("    }");
            return;
        }
        if (shape.type == ShapeType.UNION) {
            variants(shape, name, out);
        }
        out.line("    public static Builder builder() {");
        out.line("        return new Builder(new Object[%d]);", shape.members.size());
        out.line("    }");
        out.line("");
        out.line("    /** A builder that begins with the members of this structure. */");
        out.line("    public Builder toBuilder() {");
        out.line("        return new Builder(slots());");
        out.line("    }");
    }

    private void variants(ShapeModel shape, String name, JavaSource out) {
        List<String> names = MemberNames.of(shape);
        for (int i = 0; i < names.size(); i++) {
            MemberModel member = shape.members.get(i);
            String javaName = names.get(i);
            String capitalised = Character.toUpperCase(javaName.charAt(0)) + javaName.substring(1);
            out.line("    /** The union with its member {@code %s} set. */", member.name);
            out.line("    public static %s of%s(%s value) {", name, capitalised, types.valueType(member.target, out));
            out.line("        return builder().%s(value).build();", javaName);
            out.line("    }");
            out.line("");
        }
    }
}
