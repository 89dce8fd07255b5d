package cloudjar.modelgen.java;

import cloudjar.modelgen.model.ServiceModel;
import cloudjar.modelgen.model.ShapeModel;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the whole typed API of one service. */
public final class ApiGenerator {
    private final ServiceTypes types;
    private final Map<String, String> files = new LinkedHashMap<>();

    private ApiGenerator(ServiceTypes types) {
        this.types = types;
    }

    /**
     * The source files of the API, by path below the source root.
     *
     * @param source names the archive of the model for the headers of the files
     */
    public static Map<String, String> generate(ServiceModel model, String source) {
        return new ApiGenerator(new ServiceTypes(model, source)).generate();
    }

    private Map<String, String> generate() {
        add("package-info", new PackageGenerator(types).generate());
        InterfaceGenerator interfaces = new InterfaceGenerator(types);
        add(interfaces.service());
        types.model().groups().forEach((group, operations) -> add(interfaces.group(group, operations)));
        if (!types.model().groups().isEmpty()) {
            add(new CompositionGenerator(types).generate());
        }
        add(new ServiceApiGenerator(types).generate());
        add(new ClientGenerator(types).generate());
        StructureGenerator structures = new StructureGenerator(types);
        EnumGenerator enums = new EnumGenerator(types);
        ExceptionGenerator exceptions = new ExceptionGenerator(types);
        for (ShapeModel shape : types.shapes()) {
            if (shape.error != null) {
                add(exceptions.generate(shape, shape.error));
                continue;
            }
            switch (ServiceTypes.kind(shape)) {
                case STRUCTURE, UNION -> add(structures.generate(shape));
                case ENUM -> add(enums.generate(shape));
                case EXCEPTION, NONE -> {}
            }
        }
        return files;
    }

    private void add(JavaSource source) {
        add(source.name(), source.text());
    }

    private void add(String type, String text) {
        files.put(types.packageName().replace('.', '/') + "/" + type + ".java", text);
    }
}
