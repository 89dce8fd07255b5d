package cloudjar.modelgen.source;

import cloudjar.modelgen.model.OperationModel;
import cloudjar.modelgen.model.ServiceModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The published API models: every service in its newest version. Not safe for use by several threads. */
public final class ModelArchive implements AutoCloseable {
    private static final String C2J_SUFFIX = "-model.json";
    private static final String EDN_NAME = "service.edn";
    private static final String EDN_DOCS_NAME = "docs.edn";

    private final List<ZipFile> jars = new ArrayList<>();
    private final Map<String, Entry> newest = new TreeMap<>();

    private record Entry(ZipFile jar, ZipEntry file, ServiceModel model) {}

    /**
     * Reads the models in these jar files, without their documentation.
     *
     * @throws IOException where a file is no jar or a model in it cannot be parsed
     */
    public ModelArchive(List<Path> paths) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (Path path : paths) {
            ZipFile jar = new ZipFile(path.toFile());
            jars.add(jar);
            List<? extends ZipEntry> files = jar.stream()
                    .filter(file -> isModel(file.getName()))
                    .sorted(Comparator.comparing(ZipEntry::getName))
                    .toList();
            files.parallelStream()
                    .map(file -> new Entry(jar, file, parse(jar, file, Documentation.SKIPPED)))
                    .forEachOrdered(entries::add);
        }
        entries.forEach(this::keepNewest);
    }

    private static boolean isModel(String name) {
        return name.endsWith(C2J_SUFFIX) || name.endsWith("/" + EDN_NAME);
    }

    private void keepNewest(Entry entry) {
        String serviceId = entry.model().facts().serviceId();
        Entry other = newest.get(serviceId);
        if (other == null || version(other).compareTo(version(entry)) < 0) {
            newest.put(serviceId, entry);
        }
    }

    private static String version(Entry entry) {
        return entry.model().facts().apiVersion();
    }

    /** Every service, by AWS's service id. */
    public Collection<ServiceModel> services() {
        return newest.values().stream().map(Entry::model).toList();
    }

    /**
     * The model of the service with this service id, read again together with its documentation.
     *
     * @throws IllegalArgumentException where the archive has no such service
     */
    public ServiceModel documented(String serviceId) {
        Entry entry = newest.get(serviceId);
        if (entry == null) {
            throw new IllegalArgumentException("no model of " + serviceId);
        }
        return parse(entry.jar(), entry.file(), Documentation.KEPT);
    }

    /** The name of the file that holds the model, for the headers of what is made from it. */
    public String fileName(String serviceId) {
        Entry entry = newest.get(serviceId);
        return entry == null ? "" : entry.file().getName();
    }

    private static ServiceModel parse(ZipFile jar, ZipEntry file, Documentation documentation) {
        try {
            if (file.getName().endsWith(EDN_NAME)) {
                ServiceModel model = C2jReader.read(EdnReader.read(text(jar, file)));
                if (documentation == Documentation.KEPT) {
                    addDocumentation(jar, file, model);
                }
                return model;
            }
            try (InputStream in = jar.getInputStream(file)) {
                return C2jReader.read(JsonReader.read(in, documentation));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file.getName() + " in " + jar.getName(), e);
        } catch (IllegalStateException e) {
            throw new IllegalStateException("cannot read " + file.getName() + " in " + jar.getName(), e);
        }
    }

    /** EDN models keep their documentation in a file beside them: an object for each operation. */
    private static void addDocumentation(ZipFile jar, ZipEntry file, ServiceModel model) throws IOException {
        ZipEntry docs = jar.getEntry(file.getName().replace(EDN_NAME, EDN_DOCS_NAME));
        if (docs == null) {
            return;
        }
        EdnReader.read(text(jar, docs)).nodes().forEach((name, node) -> {
            OperationModel operation = model.operations().get(name);
            if (operation != null) {
                operation.documentation = node.text("documentation", "");
            }
        });
    }

    private static String text(ZipFile jar, ZipEntry file) throws IOException {
        try (InputStream in = jar.getInputStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() throws IOException {
        for (ZipFile jar : jars) {
            jar.close();
        }
    }
}
