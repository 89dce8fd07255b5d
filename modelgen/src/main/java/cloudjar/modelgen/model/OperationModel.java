package cloudjar.modelgen.model;

import cloudjar.kernel.shape.XmlNamespace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One operation; the fields mean what they mean in {@code OperationSchema}, shapes by name. */
public final class OperationModel {
    public final String name;
    public String method = "POST";
    public String uri = "/";
    public int status = 200;
    public @Nullable String input;
    public @Nullable String output;
    public final List<String> errors = new ArrayList<>();
    /** Flags of {@code OperationSchema}, without those for modelled input and output, which the writer derives. */
    public int flags;

    public @Nullable String resultWrapper;
    public @Nullable String inputXmlName;
    public @Nullable XmlNamespace inputXmlNamespace;
    public @Nullable String hostPrefix;
    public @Nullable String checksumMember;
    /** AWS's documentation, HTML; empty where there is none. */
    public String documentation = "";

    public OperationModel(String name) {
        this.name = name;
    }
}
