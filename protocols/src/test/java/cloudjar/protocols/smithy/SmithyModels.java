package cloudjar.protocols.smithy;

import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.kernel.shape.ServiceSchema;
import cloudjar.kernel.shape.StructureFactory;
import cloudjar.modelgen.schema.SchemaWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import software.amazon.smithy.model.Model;
import software.amazon.smithy.model.loader.ModelAssembler;
import software.amazon.smithy.model.shapes.ServiceShape;
import software.amazon.smithy.model.transform.ModelTransformer;

/** The Smithy models of the protocol tests, with each service compiled as modelgen would. */
public final class SmithyModels {
    private static final String ROOT = "META-INF/smithy/";
    private static final Model MODEL = load();

    /** A service of the tests: its model and its compiled schema. */
    public record Service(ServiceShape shape, ServiceConversion conversion, ServiceSchema schema) {}

    private SmithyModels() {}

    /** The whole model, mixins flattened. */
    public static Model model() {
        return MODEL;
    }

    /** The services that speak this protocol, in the order of their names. */
    public static List<Service> services(ProtocolKind protocol) {
        List<Service> services = new ArrayList<>();
        MODEL.getServiceShapes().stream().sorted().forEach(shape -> {
            if (ServiceConversion.protocols(shape).contains(protocol)) {
                ServiceConversion conversion = new ServiceConversion(MODEL, shape);
                byte[] compiled = SchemaWriter.write(conversion.model());
                services.add(new Service(shape, conversion, ServiceSchema.open(compiled, StructureFactory.UNTYPED)));
            }
        });
        return services;
    }

    private static Model load() {
        ClassLoader loader = SmithyModels.class.getClassLoader();
        // The modules that define the test and protocol traits are not at hand; their values are read as plain nodes.
        ModelAssembler assembler = Model.assembler().putProperty(ModelAssembler.ALLOW_UNKNOWN_TRAITS, true);
        for (String file : manifest(loader)) {
            assembler.addImport(resource(loader, ROOT + file));
        }
        assembler.addImport(resource(loader, "validation-exception.smithy"));
        assembler.addImport(resource(loader, "rpcv2cbor-cases.smithy"));
        // Whether AWS's models are valid is not our question; some of their traits cannot be checked here.
        Model model = assembler.assemble().getResult().orElseThrow();
        return ModelTransformer.create().flattenAndRemoveMixins(model);
    }

    private static URL resource(ClassLoader loader, String name) {
        return Objects.requireNonNull(loader.getResource(name), name);
    }

    private static List<String> manifest(ClassLoader loader) {
        InputStream stream = Objects.requireNonNull(loader.getResourceAsStream(ROOT + "manifest"));
        try (BufferedReader in = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return in.lines().filter(line -> !line.isBlank()).toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
