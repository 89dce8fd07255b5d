package cloudjar.services.ssm;

import cloudjar.api.ssm.CreateDocumentRequest;
import cloudjar.api.ssm.CreateDocumentResult;
import cloudjar.api.ssm.DeleteDocumentRequest;
import cloudjar.api.ssm.DeleteDocumentResult;
import cloudjar.api.ssm.DescribeDocumentRequest;
import cloudjar.api.ssm.DescribeDocumentResult;
import cloudjar.api.ssm.DocumentDefaultVersionDescription;
import cloudjar.api.ssm.DocumentDescription;
import cloudjar.api.ssm.DocumentIdentifier;
import cloudjar.api.ssm.DocumentKeyValuesFilter;
import cloudjar.api.ssm.DocumentVersionInfo;
import cloudjar.api.ssm.Documents;
import cloudjar.api.ssm.GetDocumentRequest;
import cloudjar.api.ssm.GetDocumentResult;
import cloudjar.api.ssm.ListDocumentMetadataHistoryRequest;
import cloudjar.api.ssm.ListDocumentMetadataHistoryResponse;
import cloudjar.api.ssm.ListDocumentVersionsRequest;
import cloudjar.api.ssm.ListDocumentVersionsResult;
import cloudjar.api.ssm.ListDocumentsRequest;
import cloudjar.api.ssm.ListDocumentsResult;
import cloudjar.api.ssm.UpdateDocumentDefaultVersionRequest;
import cloudjar.api.ssm.UpdateDocumentDefaultVersionResult;
import cloudjar.api.ssm.UpdateDocumentMetadataRequest;
import cloudjar.api.ssm.UpdateDocumentMetadataResponse;
import cloudjar.api.ssm.UpdateDocumentRequest;
import cloudjar.api.ssm.UpdateDocumentResult;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.InvalidPageTokenException;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.services.ssm.SsmTables.VersionKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Documents: what they say, and in which versions. */
final class DocumentOperations implements Documents {
    private static final Pattern RESERVED = Pattern.compile("(?i)(aws|amazon|amzn).*");
    private static final int PAGE = 50;
    private static final String ACTIVE = "Active";

    @Override
    public CreateDocumentResult createDocument(CreateDocumentRequest in, Call call) {
        String name = in.name();
        if (RESERVED.matcher(name).matches()) {
            throw SsmErrors.validation("A document's name can't begin with aws, amazon or amzn: " + name);
        }
        String type = Objects.requireNonNullElse(in.documentType(), "Command");
        String format = Objects.requireNonNullElse(in.documentFormat(), "JSON");
        DocumentVersion version = new DocumentVersion(
                1,
                in.versionName(),
                in.displayName(),
                format,
                in.content(),
                DocumentContent.hash(in.content()),
                DocumentContent.schema(in.content(), format, type),
                call.time());
        Document document = new Document(
                name,
                call.account(),
                type,
                in.targetType(),
                call.time(),
                1,
                1,
                new TreeMap<>(),
                Tagging.added(Map.of(), in.tags()));
        boolean unused = call.write(tx -> {
            SsmTables tables = SsmTables.in(call.account(), call.region());
            if (tables.documents.contains(tx, name)) {
                throw SsmErrors.documentExists(name);
            }
            long most = SsmLimits.DOCUMENTS_MAX.current();
            if (tables.documents.count(tx, Range.all().limit((int) most)) >= most) {
                throw SsmErrors.tooManyDocuments();
            }
            tables.documents.put(tx, name, document);
            tables.documentVersions.put(tx, new VersionKey(name, 1), version);
            return true;
        });
        return CreateDocumentResult.builder()
                .documentDescription(described(document, version))
                .build();
    }

    @Override
    public UpdateDocumentResult updateDocument(UpdateDocumentRequest in, Call call) {
        return call.write(tx -> {
            SsmTables tables = SsmTables.in(call.account(), call.region());
            Document document = DocumentLookup.own(tx, in.name(), call);
            DocumentVersion before = DocumentLookup.version(tx, document, in.documentVersion(), null, call);
            if (in.documentVersion() != null && before.number() != document.latest()) {
                throw SsmErrors.documentVersion("The document version is not the latest version of the document.");
            }
            DocumentVersion newest = DocumentLookup.version(tx, document, "$LATEST", null, call);
            String format = Objects.requireNonNullElse(in.documentFormat(), newest.format());
            String hash = DocumentContent.hash(in.content());
            if (hash.equals(newest.hash())) {
                throw SsmErrors.duplicateContent();
            }
            List<DocumentVersion> all = DocumentLookup.versions(tx, document, call);
            if (in.versionName() != null
                    && all.stream().anyMatch(known -> in.versionName().equals(known.versionName()))) {
                throw SsmErrors.duplicateVersionName();
            }
            if (all.size() >= SsmLimits.DOCUMENT_VERSIONS_MAX.current()) {
                throw SsmErrors.tooManyVersions();
            }
            DocumentVersion version = new DocumentVersion(
                    document.latest() + 1,
                    in.versionName(),
                    in.displayName() == null ? newest.displayName() : in.displayName(),
                    format,
                    in.content(),
                    hash,
                    DocumentContent.schema(in.content(), format, document.type()),
                    call.time());
            Document changed =
                    document.at(version.number(), in.targetType() == null ? document.targetType() : in.targetType());
            tables.documents.put(tx, changed.name(), changed);
            tables.documentVersions.put(tx, new VersionKey(changed.name(), version.number()), version);
            return UpdateDocumentResult.builder()
                    .documentDescription(described(changed, version))
                    .build();
        });
    }

    @Override
    public DescribeDocumentResult describeDocument(DescribeDocumentRequest in, Call call) {
        return call.read(snapshot -> {
            Document document = DocumentLookup.find(snapshot, in.name(), call);
            DocumentVersion version =
                    DocumentLookup.version(snapshot, document, in.documentVersion(), in.versionName(), call);
            return DescribeDocumentResult.builder()
                    .document(DocumentReviewActions.described(snapshot, described(document, version), version, call))
                    .build();
        });
    }

    private static DocumentDescription described(Document document, DocumentVersion version) {
        return DocumentDescription.builder()
                .name(document.name())
                .displayName(version.displayName())
                .versionName(version.versionName())
                .owner(document.owner())
                .createdDate(version.created())
                .status_(ACTIVE)
                .documentVersion(Long.toString(version.number()))
                .description(DocumentContent.description(version))
                .parameters(DocumentContent.parameters(version))
                .platformTypes(List.of("Windows", "Linux", "MacOS"))
                .documentType(document.type())
                .schemaVersion(version.schemaVersion().isEmpty() ? null : version.schemaVersion())
                .latestVersion(Long.toString(document.latest()))
                .defaultVersion(Long.toString(document.standing()))
                .documentFormat(version.format())
                .targetType(document.targetType())
                .hash(version.hash())
                .hashType("Sha256")
                .tags(Tagging.shown(document.tags()))
                .build();
    }

    @Override
    public GetDocumentResult getDocument(GetDocumentRequest in, Call call) {
        return call.read(snapshot -> {
            Document document = DocumentLookup.find(snapshot, in.name(), call);
            DocumentVersion version =
                    DocumentLookup.version(snapshot, document, in.documentVersion(), in.versionName(), call);
            if (in.documentFormat() != null && !in.documentFormat().equals(version.format())) {
                throw SsmErrors.documentContent("The document is kept as " + version.format()
                        + " and is not converted to " + in.documentFormat() + ".");
            }
            return GetDocumentResult.builder()
                    .name(document.name())
                    .displayName(version.displayName())
                    .versionName(version.versionName())
                    .createdDate(version.created())
                    .documentVersion(Long.toString(version.number()))
                    .status_(ACTIVE)
                    .content(version.content())
                    .documentType(document.type())
                    .documentFormat(version.format())
                    .build();
        });
    }

    @Override
    public ListDocumentsResult listDocuments(ListDocumentsRequest in, Call call) {
        SsmTables tables = SsmTables.in(call.account(), call.region());
        int limit = Objects.requireNonNullElse(in.maxResults(), PAGE);
        try {
            return call.read(snapshot -> {
                Page<Row<String, Document>> page = tables.documents.page(
                        snapshot,
                        Range.all(),
                        limit,
                        in.nextToken(),
                        "ListDocuments " + in.filters(),
                        row -> in.filters().stream().allMatch(filter -> holds(filter, row.value())));
                return ListDocumentsResult.builder()
                        .documentIdentifiers(page.items().stream()
                                .map(row -> identifier(
                                        row.value(), DocumentLookup.version(snapshot, row.value(), null, null, call)))
                                .toList())
                        .nextToken(page.next().orElse(null))
                        .build();
            });
        } catch (InvalidPageTokenException e) {
            throw SsmErrors.nextToken();
        }
    }

    private static boolean holds(DocumentKeyValuesFilter filter, Document document) {
        String key = filter.key() == null ? "" : filter.key();
        List<String> values = filter.values();
        if (key.startsWith("tag:")) {
            return values.contains(document.tags().get(key.substring("tag:".length())));
        }
        return switch (key) {
            case "Owner" -> values.contains("Self") || values.contains("Private") || values.contains("All");
            case "Name" -> values.stream().anyMatch(document.name()::startsWith);
            case "DocumentType" -> values.contains(document.type());
            case "TargetType" -> values.contains(document.targetType());
            case "PlatformTypes" -> true;
            case "SearchKeyword" -> values.stream().allMatch(document.name()::contains);
            default ->
                throw SsmErrors.filterKey(
                        key,
                        List.of(
                                "Owner",
                                "Name",
                                "DocumentType",
                                "TargetType",
                                "PlatformTypes",
                                "SearchKeyword",
                                "tag:*"));
        };
    }

    private static DocumentIdentifier identifier(Document document, DocumentVersion version) {
        return DocumentIdentifier.builder()
                .name(document.name())
                .createdDate(document.created())
                .displayName(version.displayName())
                .owner(document.owner())
                .versionName(version.versionName())
                .platformTypes(List.of("Windows", "Linux", "MacOS"))
                .documentVersion(Long.toString(version.number()))
                .documentType(document.type())
                .schemaVersion(version.schemaVersion().isEmpty() ? null : version.schemaVersion())
                .documentFormat(version.format())
                .targetType(document.targetType())
                .tags(Tagging.shown(document.tags()))
                .build();
    }

    @Override
    public ListDocumentVersionsResult listDocumentVersions(ListDocumentVersionsRequest in, Call call) {
        SsmTables tables = SsmTables.in(call.account(), call.region());
        try {
            return call.read(snapshot -> {
                Document document = DocumentLookup.own(snapshot, in.name(), call);
                Page<Row<VersionKey, DocumentVersion>> page = tables.documentVersions.page(
                        snapshot,
                        Range.prefix(Key.of(document.name())).reversed(),
                        Objects.requireNonNullElse(in.maxResults(), PAGE),
                        in.nextToken(),
                        "ListDocumentVersions " + document.name());
                return ListDocumentVersionsResult.builder()
                        .documentVersions(page.items().stream()
                                .map(row -> info(document, row.value()))
                                .toList())
                        .nextToken(page.next().orElse(null))
                        .build();
            });
        } catch (InvalidPageTokenException e) {
            throw SsmErrors.nextToken();
        }
    }

    private static DocumentVersionInfo info(Document document, DocumentVersion version) {
        return DocumentVersionInfo.builder()
                .name(document.name())
                .displayName(version.displayName())
                .documentVersion(Long.toString(version.number()))
                .versionName(version.versionName())
                .createdDate(version.created())
                .isDefaultVersion(version.number() == document.standing())
                .documentFormat(version.format())
                .status_(ACTIVE)
                .build();
    }

    @Override
    public UpdateDocumentDefaultVersionResult updateDocumentDefaultVersion(
            UpdateDocumentDefaultVersionRequest in, Call call) {
        return call.write(tx -> {
            Document document = DocumentLookup.own(tx, in.name(), call);
            DocumentVersion version = DocumentLookup.version(tx, document, in.documentVersion(), null, call);
            SsmTables.in(call.account(), call.region())
                    .documents
                    .put(tx, document.name(), document.standingAt(version.number()));
            return UpdateDocumentDefaultVersionResult.builder()
                    .description(DocumentDefaultVersionDescription.builder()
                            .name(document.name())
                            .defaultVersion(Long.toString(version.number()))
                            .defaultVersionName(version.versionName())
                            .build())
                    .build();
        });
    }

    @Override
    public UpdateDocumentMetadataResponse updateDocumentMetadata(UpdateDocumentMetadataRequest in, Call call) {
        boolean unused = call.write(tx -> DocumentReviewActions.update(tx, in, call));
        return UpdateDocumentMetadataResponse.of();
    }

    @Override
    public ListDocumentMetadataHistoryResponse listDocumentMetadataHistory(
            ListDocumentMetadataHistoryRequest in, Call call) {
        return call.read(snapshot -> DocumentReviewActions.history(snapshot, in, call));
    }

    @Override
    public DeleteDocumentResult deleteDocument(DeleteDocumentRequest in, Call call) {
        boolean unused = call.write(tx -> {
            SsmTables tables = SsmTables.in(call.account(), call.region());
            Document document = DocumentLookup.own(tx, in.name(), call);
            if (in.documentVersion() == null && in.versionName() == null) {
                if (!document.shares().isEmpty()) {
                    throw SsmErrors.documentOperation("You must stop sharing the document before you can delete it.");
                }
                tables.documents.delete(tx, document.name());
                tables.documentVersions.deleteRange(tx, Range.prefix(Key.of(document.name())));
                tables.documentReviews.deleteRange(tx, Range.prefix(Key.of(document.name())));
                return true;
            }
            DocumentVersion version =
                    DocumentLookup.version(tx, document, in.documentVersion(), in.versionName(), call);
            if (version.number() == document.standing()) {
                throw SsmErrors.documentOperation("The default version of a document can't be deleted.");
            }
            tables.documentVersions.delete(tx, new VersionKey(document.name(), version.number()));
            tables.documentReviews.delete(tx, new VersionKey(document.name(), version.number()));
            return true;
        });
        return DeleteDocumentResult.of();
    }
}
