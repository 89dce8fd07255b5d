package cloudjar.modelgen.java;

import cloudjar.modelgen.model.MemberModel;
import cloudjar.modelgen.model.ShapeModel;
import java.util.List;

/** The nested builder of a structure or an exception. */
final class BuilderGenerator {
    private static final String STRUCTURE = "cloudjar.kernel.shape.Structure";

    private final ServiceTypes types;

    BuilderGenerator(ServiceTypes types) {
        this.types = types;
    }

    /** What besides the members the builder of an error collects. */
    enum Message {
        /** Nothing: the message is a member, or there is none. */
        IN_MEMBERS,
        /** The message, which is no member of the shape. */
        APART
    }

    /** @param result the class that it builds, from an array of values and the message where that is apart */
    void write(ShapeModel shape, String result, Message message, JavaSource out) {
        String values = GetterGenerator.nullable("Object", out) + "[]";
        out.line("");
        out.line("    /** Collects the members of a {@link %s}. Not safe for use by several threads. */", result);
        out.line("    public static final class Builder {");
        out.line("        private final %s values;", values);
        if (message == Message.APART) {
            out.line("        private %s message;", GetterGenerator.nullable("String", out));
        }
        out.line("");
        out.line("        private Builder(%s values) {", values);
        out.line("            this.values = values;");
        out.line("        }");
        List<String> names = MemberNames.of(shape);
        for (int i = 0; i < names.size(); i++) {
            setter(shape.members.get(i), i, names.get(i), out);
        }
        if (message == Message.APART) {
            message(out);
        }
        out.line("");
        out.line("        public %s build() {", result);
        out.line("            return new %s(values.clone()%s);", result, message == Message.APART ? ", message" : "");
        out.line("        }");
        out.line("    }");
    }

    private static void message(JavaSource out) {
        out.line("");
        out.line("        public Builder message(%s value) {", GetterGenerator.nullable("String", out));
        out.line("            message = value;");
        out.line("            return this;");
        out.line("        }");
    }

    private void setter(MemberModel member, int index, String name, JavaSource out) {
        String type = GetterGenerator.nullable(types.valueType(member.target, out), out);
        boolean collection = types.isCollection(member.target);
        out.line("");
        out.line("        public Builder %s(%s value) {", name, type);
        if (collection) {
            out.line("            values[%d] = %s.unmodifiable(value);", index, out.use(STRUCTURE));
        } else {
            out.line("            values[%d] = value;", index);
        }
        out.line("            return this;");
        out.line("        }");
    }
}
