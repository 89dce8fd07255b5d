package cloudjar.services.ssm;

import cloudjar.api.ssm.DocumentParameter;
import cloudjar.api.ssm.DocumentType;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.sigv4.Sha256;
import cloudjar.services.ssm.runbook.Runbook;
import cloudjar.services.ssm.runbook.RunbookException;
import cloudjar.services.ssm.runbook.RunbookText;
import cloudjar.services.ssm.runbook.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a document must say. */
final class DocumentContent {
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
        String schema = version(read(content, format));
        if (type.equals(DocumentType.AUTOMATION)) {
            check(content, format);
        }
        if (type.equals(ChangeTemplate.TYPE)) {
            checkTemplate(content, format);
        }
        boolean right =
                switch (type) {
                    case DocumentType.COMMAND -> COMMAND_SCHEMAS.contains(schema);
                    case DocumentType.AUTOMATION, ChangeTemplate.TYPE -> schema.equals("0.3");
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

    private static Map<String, Object> read(String content, String format) {
        try {
            return RunbookText.read(content, format);
        } catch (RunbookException e) {
            throw SsmErrors.documentContent(String.valueOf(e.getMessage()));
        }
    }

    private static void check(String content, String format) {
        try {
            Runbook unused = Runbook.parse(content, format);
        } catch (RunbookException e) {
            throw SsmErrors.documentContent(String.valueOf(e.getMessage()));
        }
    }

    private static void checkTemplate(String content, String format) {
        try {
            ChangeTemplate unused = ChangeTemplate.parse(content, format);
        } catch (RunbookException e) {
            throw SsmErrors.documentContent(String.valueOf(e.getMessage()));
        }
    }

    private static String version(Map<String, Object> content) {
        Object schema = content.get("schemaVersion");
        if (schema == null) {
            throw SsmErrors.documentContent("The document has no schemaVersion.");
        }
        return Values.text(schema);
    }

    static String hash(String content) {
        return Sha256.hex(content);
    }

    /** The parameters that a document declares. */
    static List<DocumentParameter> parameters(DocumentVersion version) {
        List<DocumentParameter> parameters = new ArrayList<>();
        if (!version.schemaVersion().isEmpty()
                && read(version.content(), version.format()).get("parameters") instanceof Map<?, ?> declared) {
            declared.forEach((name, value) -> {
                if (value instanceof Map<?, ?> parameter) {
                    parameters.add(DocumentParameter.builder()
                            .name(name.toString())
                            .type(text(parameter.get("type")))
                            .description(text(parameter.get("description")))
                            .defaultValue(text(parameter.get("default")))
                            .build());
                }
            });
        }
        return parameters;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : Values.text(value);
    }

    /** The description within a document. */
    static @Nullable String description(DocumentVersion version) {
        return version.schemaVersion().isEmpty()
                ? null
                : text(read(version.content(), version.format()).get("description"));
    }
}
