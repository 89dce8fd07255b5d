package cloudjar.services.ssm;

import cloudjar.api.ssm.DocumentParameter;
import cloudjar.api.ssm.DocumentType;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.sigv4.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a document must say. JSON is read whole; of YAML only its version of the schema, since nothing here runs documents. */
final class DocumentContent {
    private static final Pattern YAML_SCHEMA =
            Pattern.compile("(?m)^\\s*['\"]?schemaVersion['\"]?\\s*:\\s*['\"]?([0-9.]+)");
    private static final Set<String> COMMAND_SCHEMAS = Set.of("1.2", "2.0", "2.2");
    private static final Set<String> FREE =
            Set.of(DocumentType.APPLICATION_CONFIGURATION, DocumentType.CHANGE_CALENDAR, DocumentType.CLOUD_FORMATION);

    private DocumentContent() {}

    /** The version of the schema that a content says it has; empty for kinds that have none. */
    static String schema(String content, String format, String type) {
        if (Bytes.ofUtf8(content).size() > SsmLimits.DOCUMENT_SIZE_MAX.current()) {
            throw SsmErrors.documentSize();
        }
        if (FREE.contains(type)) {
            return "";
        }
        String schema = format.equals("JSON") ? ofJson(content) : ofYaml(content);
        boolean right =
                switch (type) {
                    case DocumentType.COMMAND -> COMMAND_SCHEMAS.contains(schema);
                    case DocumentType.AUTOMATION -> schema.equals("0.3");
                    case DocumentType.SESSION -> schema.equals("1.0");
                    case DocumentType.POLICY -> schema.equals("2.0");
                    default -> true;
                };
        if (!right) {
            throw SsmErrors.documentSchema("The document's schema version, " + schema
                    + ", isn't supported for documents of type " + type + ".");
        }
        return schema;
    }

    private static String ofJson(String content) {
        Map<String, Object> object = Json.object(content)
                .orElseThrow(() ->
                        SsmErrors.documentContent("JSON not well-formed. The content of the document isn't valid."));
        String schema = Json.string(object, "schemaVersion");
        if (schema == null) {
            throw SsmErrors.documentContent("The document has no schemaVersion.");
        }
        return schema;
    }

    private static String ofYaml(String content) {
        Matcher matcher = YAML_SCHEMA.matcher(content);
        if (!matcher.find()) {
            throw SsmErrors.documentContent("YAML not well-formed, or without a schemaVersion.");
        }
        return matcher.group(1);
    }

    static String hash(String content) {
        return Sha256.hex(content);
    }

    /** The parameters that a JSON document declares. */
    static List<DocumentParameter> parameters(DocumentVersion version) {
        List<DocumentParameter> parameters = new ArrayList<>();
        if (version.format().equals("JSON")
                && Json.object(version.content())
                                .map(content -> content.get("parameters"))
                                .orElse(null)
                        instanceof Map<?, ?> declared) {
            declared.forEach((name, value) -> {
                if (value instanceof Map<?, ?> parameter) {
                    Object fallback = parameter.get("default");
                    parameters.add(DocumentParameter.builder()
                            .name(name.toString())
                            .type(text(parameter.get("type")))
                            .description(text(parameter.get("description")))
                            .defaultValue(
                                    fallback == null || fallback instanceof String
                                            ? text(fallback)
                                            : Json.write(fallback))
                            .build());
                }
            });
        }
        return parameters;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /** The description within a JSON document. */
    static @Nullable String description(DocumentVersion version) {
        return version.format().equals("JSON")
                ? Json.object(version.content())
                        .map(content -> Json.string(content, "description"))
                        .orElse(null)
                : null;
    }
}
