package cloudjar.modelgen.java;

import cloudjar.kernel.shape.ErrorTraits;
import cloudjar.kernel.shape.ShapeType;
import cloudjar.modelgen.java.BuilderGenerator.Message;
import cloudjar.modelgen.model.MemberModel;
import cloudjar.modelgen.model.ShapeModel;
import java.util.List;

/** The exception of an error shape. */
final class ExceptionGenerator {
    private final ServiceTypes types;
    private final GetterGenerator getters;
    private final BuilderGenerator builder;

    ExceptionGenerator(ServiceTypes types) {
        this.types = types;
        this.getters = new GetterGenerator(types, "error().");
        this.builder = new BuilderGenerator(types);
    }

    JavaSource generate(ShapeModel shape, ErrorTraits error) {
        String name = types.className(shape.name);
        JavaSource out = new JavaSource(types, name);
        int message = messageMember(shape);
        out.line("/** {@code %s}, HTTP status %d. */", error.code(), error.status());
        out.line("public final class %s extends %s {", name, out.use("cloudjar.kernel.shape.ApiException"));
        constructors(shape, name, message, out);
        if (!shape.members.isEmpty()) {
            out.line("");
            out.line("    public static Builder builder() {");
            out.line("        return new Builder(new Object[%d]);", shape.members.size());
            out.line("    }");
        }
        getters.write(shape, out);
        if (!shape.members.isEmpty()) {
            boolean member = message >= 0;
            builder.write(shape, name, member ? Message.IN_MEMBERS : Message.APART, out);
        }
        return out.line("}");
    }

    private void constructors(ShapeModel shape, String name, int message, JavaSource out) {
        String values = GetterGenerator.nullable("Object", out) + "[]";
        String nullableString = GetterGenerator.nullable("String", out);
        String fresh = "new Object[" + shape.members.size() + "]";
        if (message >= 0) {
            List<String> names = MemberNames.of(shape);
            out.line("    public %s(String message) {", name);
            out.line("        this(builder().%s(message).values);", names.get(message));
            out.line("    }");
            out.line("");
            out.line("    private %s(%s values) {", name, values);
            out.line("        this(values, (String) values[%d]);", message);
            out.line("    }");
        } else {
            out.line("    public %s(String message) {", name);
            out.line("        this(%s, message);", fresh);
            out.line("    }");
        }
        out.line("");
        out.line("    private %s(%s values, %s message) {", name, values, nullableString);
        out.line(
                "        super(%s.API.schema().shape(%d).create(values), message);",
                types.service(), types.number(shape));
        out.line("    }");
    }

    /** The position of the member that holds the message, or -1. */
    private int messageMember(ShapeModel shape) {
        for (String name : List.of("message", "Message", "errorMessage", "ErrorMessage")) {
            MemberModel member = shape.member(name);
            if (member != null && types.shape(member.target).type == ShapeType.STRING) {
                return shape.members.indexOf(member);
            }
        }
        return -1;
    }
}
