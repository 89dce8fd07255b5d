package cloudjar.modelgen.java;

import cloudjar.kernel.shape.Member;
import cloudjar.modelgen.model.MemberModel;
import cloudjar.modelgen.model.ShapeModel;
import java.util.List;

/** The getters of a structure or an exception. */
final class GetterGenerator {
    private static final String NULLABLE = "org.jspecify.annotations.Nullable";

    private final ServiceTypes types;
    private final String receiver;

    /** @param receiver what the values are asked of, with its dot; empty for the class itself */
    GetterGenerator(ServiceTypes types, String receiver) {
        this.types = types;
        this.receiver = receiver;
    }

    void write(ShapeModel shape, JavaSource out) {
        List<String> names = MemberNames.of(shape);
        for (int i = 0; i < names.size(); i++) {
            MemberModel member = shape.members.get(i);
            if (types.isCollection(member.target)) {
                collection(member, i, names, out);
            } else {
                scalar(member, i, names.get(i), out);
            }
        }
    }

    private void collection(MemberModel member, int index, List<String> names, JavaSource out) {
        String type = types.valueType(member.target, out);
        String name = names.get(index);
        String read = type.startsWith("List") || type.startsWith("java.util.List") ? "list" : "map";
        out.line("");
        out.line("    public %s %s() {", type, name);
        out.line("        return %s%s(%d);", receiver, read, index);
        out.line("    }");
        out.line("");
        out.line("    public boolean %s() {", MemberNames.presence(name, names));
        out.line("        return %sget(%d) != null;", receiver, index);
        out.line("    }");
    }

    private void scalar(MemberModel member, int index, String name, JavaSource out) {
        String type = types.valueType(member.target, out);
        boolean required = (member.flags & Member.REQUIRED) != 0;
        String primitive = types.primitiveType(member.target);
        out.line("");
        if (required) {
            out.line("    public %s %s() {", primitive == null ? type : primitive, name);
        } else {
            out.line("    public %s %s() {", nullable(type, out), name);
        }
        out.line("        return (%s) %s%s(%d);", type, receiver, required ? "required" : "get", index);
        out.line("    }");
    }

    /** The type marked as one that may be null. */
    static String nullable(String type, JavaSource out) {
        int dot = type.lastIndexOf('.', type.indexOf('<') < 0 ? type.length() : type.indexOf('<'));
        String annotation = "@" + out.use(NULLABLE) + " ";
        return dot < 0 ? annotation + type : type.substring(0, dot + 1) + annotation + type.substring(dot + 1);
    }
}
