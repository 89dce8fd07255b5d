package cloudjar.modelgen.java;

import java.util.Set;
import java.util.TreeSet;

/** One Java source file in the making: its body, and the imports that the body turned out to need. */
final class JavaSource {
    private final ServiceTypes types;
    private final String name;
    private final StringBuilder body = new StringBuilder();
    private final Set<String> imports = new TreeSet<>();

    /** @param name of the top-level type */
    JavaSource(ServiceTypes types, String name) {
        this.types = types;
        this.name = name;
    }

    String name() {
        return name;
    }

    /**
     * How the body refers to the class with this qualified name: briefly, with an import, unless the service has a type
     * of that name.
     */
    String use(String qualified) {
        String simple = qualified.substring(qualified.lastIndexOf('.') + 1);
        if (types.hasType(simple)) {
            return qualified;
        }
        imports.add(qualified);
        return simple;
    }

    /** Adds one line; {@code format} as in {@link String#format}. */
    @SuppressWarnings("AnnotateFormatMethod") // The annotation would be the only use of its library.
    JavaSource line(String format, Object... arguments) {
        body.append(arguments.length == 0 ? format : format.formatted(arguments))
                .append('\n');
        return this;
    }

    /** Adds a comment of one sentence, or nothing where {@code text} is empty. */
    JavaSource doc(String indent, String text) {
        return text.isEmpty() ? this : line("%s/** %s */", indent, text);
    }

    /** The whole file. */
    String text() {
        StringBuilder out = new StringBuilder(types.header());
        out.append("package ").append(types.packageName()).append(";\n\n");
        for (String qualified : imports) {
            out.append("import ").append(qualified).append(";\n");
        }
        if (!imports.isEmpty()) {
            out.append('\n');
        }
        return out.append(body).toString();
    }
}
