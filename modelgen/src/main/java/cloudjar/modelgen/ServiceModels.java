package cloudjar.modelgen;

import cloudjar.modelgen.model.ServiceModel;
import cloudjar.modelgen.overlay.Overlay;
import cloudjar.modelgen.source.ModelArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All services as cloudjar sees them: the published models with their overlays applied. Refuses services that could not be
 * told apart.
 */
final class ServiceModels implements AutoCloseable {
    private static final String SUFFIX = ".overlay";

    private final ModelArchive archive;
    private final Map<String, Overlay> overlays;
    private final Map<String, ServiceModel> services = new TreeMap<>();

    /**
     * @param jars the archives of models
     * @param overlays the directory of overlays, named after the services' original ids
     * @throws IllegalStateException where two services have one id, or share target prefix and operation
     */
    ServiceModels(List<Path> jars, Path overlays) throws IOException {
        this.overlays = readOverlays(overlays);
        this.archive = new ModelArchive(jars);
        Map<String, Overlay> unused = new HashMap<>(this.overlays);
        for (ServiceModel model : archive.services()) {
            Overlay overlay = unused.remove(model.facts().id());
            if (overlay == null || !overlay.omitsService()) {
                add(model, overlay);
            }
        }
        if (!unused.isEmpty()) {
            throw new IllegalStateException("overlays of no service: " + unused.keySet());
        }
        requireDistinctTargets();
    }

    private static Map<String, Overlay> readOverlays(Path directory) throws IOException {
        Map<String, Overlay> overlays = new HashMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(SUFFIX)) {
                    String id = name.substring(0, name.length() - SUFFIX.length());
                    overlays.put(id, Overlay.parse(name, Files.readString(file)));
                }
            }
        }
        return overlays;
    }

    private void add(ServiceModel model, @Nullable Overlay overlay) {
        if (overlay != null) {
            overlay.apply(model);
        }
        if (services.putIfAbsent(model.facts().id(), model) != null) {
            throw new IllegalStateException(
                    "two services are called " + model.facts().id());
        }
    }

    private void requireDistinctTargets() {
        Map<String, String> owners = new HashMap<>();
        for (ServiceModel model : services.values()) {
            String prefix = model.facts().targetPrefix();
            if (prefix == null) {
                continue;
            }
            for (String operation : model.operations().keySet()) {
                String other = owners.putIfAbsent(
                        prefix + "." + operation, model.facts().id());
                if (other != null && !mayShare(model.facts().id(), other)) {
                    throw new IllegalStateException(
                            "%s and %s both have %s.%s: an overlay must say how to tell them apart"
                                    .formatted(other, model.facts().id(), prefix, operation));
                }
            }
        }
    }

    private boolean mayShare(String id, String other) {
        Overlay overlay = overlays.get(id);
        return overlay != null && overlay.sharesTargetWith().contains(other);
    }

    /** Every service, ordered by id. */
    Collection<ServiceModel> all() {
        return services.values();
    }

    /**
     * The service with this id, with its documentation.
     *
     * @throws IllegalArgumentException where there is none
     */
    ServiceModel documented(String id) {
        ServiceModel model = archive.documented(service(id).facts().serviceId());
        Overlay overlay = overlays.get(model.facts().id());
        if (overlay != null) {
            overlay.apply(model);
        }
        return model;
    }

    /** The file that the model of the service comes from. */
    String source(String id) {
        return archive.fileName(service(id).facts().serviceId());
    }

    private ServiceModel service(String id) {
        ServiceModel model = services.get(id);
        if (model == null) {
            throw new IllegalArgumentException("no model describes " + id);
        }
        return model;
    }

    @Override
    public void close() throws IOException {
        archive.close();
    }
}
