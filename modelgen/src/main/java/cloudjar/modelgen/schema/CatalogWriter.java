package cloudjar.modelgen.schema;

import cloudjar.modelgen.model.ServiceModel;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Writes the list of all services in the form that {@code cloudjar.kernel.shape.Catalog} documents. */
public final class CatalogWriter {
    private CatalogWriter() {}

    /** The compiled catalog of {@code models}, ordered by id. */
    public static byte[] write(Collection<ServiceModel> models) {
        List<ServiceModel> sorted = models.stream()
                .sorted(Comparator.comparing(
                        (ServiceModel model) -> model.facts().id()))
                .toList();
        ByteSink out = new ByteSink();
        out.bytes(new byte[] {'C', 'J', 'C', '1'});
        out.number(sorted.size());
        for (ServiceModel model : sorted) {
            byte[] facts = SchemaWriter.write(new ServiceModel(model.facts()));
            out.number(model.operations().size());
            out.number(facts.length);
            out.bytes(facts);
        }
        return out.toArray();
    }
}
