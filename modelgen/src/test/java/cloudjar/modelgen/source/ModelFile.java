package cloudjar.modelgen.source;

import cloudjar.modelgen.model.ServiceModel;
import java.io.IOException;
import java.io.InputStream;

/** Reads one model outside any archive, with its documentation. */
public final class ModelFile {
    private ModelFile() {}

    /** The model that {@code json} holds. */
    public static ServiceModel read(InputStream json) throws IOException {
        return C2jReader.read(JsonReader.read(json, Documentation.KEPT));
    }
}
