package cloudjar.modelgen;

import cloudjar.kernel.shape.Schema;
import cloudjar.modelgen.java.ApiGenerator;
import cloudjar.modelgen.model.ServiceModel;
import cloudjar.modelgen.schema.CatalogWriter;
import cloudjar.modelgen.schema.SchemaWriter;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One run of the tool: compiles every model, and generates the typed API of the services that are listed. */
public final class ApiBuild {
    private final Path typedServices;
    private final Path overlays;
    private final Path target;

    private ApiBuild(Path typedServices, Path overlays, Path target) {
        this.typedServices = typedServices;
        this.overlays = overlays;
        this.target = target;
    }

    /** @param arguments the list of typed services, the directory of overlays, the build directory to write below */
    public static void main(String[] arguments) throws IOException, URISyntaxException {
        if (arguments.length != 3) {
            throw new IllegalArgumentException("usage: <typed-services.txt> <overlays> <target>");
        }
        new ApiBuild(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2])).run();
    }

    private void run() throws IOException, URISyntaxException {
        List<Path> jars = ModelJars.find();
        Stamp stamp = new Stamp(target.resolve("modelgen.stamp"));
        for (Path jar : jars) {
            stamp.add(jar);
        }
        stamp.add(typedServices);
        stamp.add(overlays);
        stamp.add(home(ApiBuild.class));
        stamp.add(home(Schema.class));
        String value = stamp.value();
        if (!stamp.isCurrent(value)) {
            generate(jars);
            stamp.save(value);
        }
    }

    /** The directory or jar that a class comes from. */
    private static Path home(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private void generate(List<Path> jars) throws IOException {
        try (ServiceModels services = new ServiceModels(jars, overlays)) {
            schemas(services);
            sources(services);
        }
    }

    private void schemas(ServiceModels services) throws IOException {
        GeneratedTree tree = new GeneratedTree(target.resolve("generated-resources"));
        for (ServiceModel model : services.all()) {
            tree.write("cloudjar/api/" + model.facts().id() + ".model", SchemaWriter.write(model));
        }
        tree.write("cloudjar/api/catalog", CatalogWriter.write(services.all()));
        tree.removeOthers();
    }

    private void sources(ServiceModels services) throws IOException {
        GeneratedTree tree = new GeneratedTree(target.resolve("generated-sources/api"));
        for (String id : TypedServices.read(typedServices)) {
            Map<String, String> files = ApiGenerator.generate(services.documented(id), services.source(id));
            for (Map.Entry<String, String> file : files.entrySet()) {
                tree.write(file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        tree.removeOthers();
    }
}
