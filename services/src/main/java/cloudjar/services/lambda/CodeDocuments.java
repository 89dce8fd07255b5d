package cloudjar.services.lambda;

import cloudjar.api.lambda.FunctionCodeLocation;
import cloudjar.kernel.blob.Blob;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.web.PublicDocuments;
import cloudjar.kernel.web.PublicDocuments.Document;
import cloudjar.kernel.world.World;
import cloudjar.services.lambda.LambdaTables.Numbered;
import cloudjar.services.lambda.LambdaTables.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** Archives for whoever was told their address, which carries their digest: nobody can guess one. */
final class CodeDocuments {
    static final String PREFIX = "/_aws/lambda/";
    private static final int PARTS = 9;

    private CodeDocuments() {}

    static void show(PublicDocuments documents) {
        documents.add(PREFIX, CodeDocuments::find);
    }

    /** Where an archive can be fetched. */
    static String url(
            Call call, String kind, String account, String region, String name, String number, Code.Zip code) {
        return call.endpoint().url() + PREFIX + kind + "/" + account + "/" + region + "/" + name + "/"
                + number.replace("$", "%24") + "/" + digits(code);
    }

    /** Where the code of a version comes from. */
    static FunctionCodeLocation location(Version version, FunctionName name, Call call) {
        return switch (version.code()) {
            case Code.Image image ->
                FunctionCodeLocation.builder()
                        .repositoryType("ECR")
                        .imageUri(image.uri())
                        .resolvedImageUri(image.uri() + "@sha256:" + image.sha256())
                        .build();
            case Code.Zip zip ->
                FunctionCodeLocation.builder()
                        .repositoryType("S3")
                        .location(url(
                                call, "functions", name.account(), name.region(), name.name(), version.number(), zip))
                        .build();
            case Code.Mount mount ->
                FunctionCodeLocation.builder()
                        .repositoryType("S3")
                        .location("file://" + mount.path())
                        .build();
        };
    }

    private static String digits(Code.Zip code) {
        return HexFormat.of().formatHex(Base64.getDecoder().decode(code.sha256()));
    }

    private static Optional<Document> find(World world, String path) {
        String[] parts = path.split("/", -1);
        if (parts.length != PARTS) {
            return Optional.empty();
        }
        LambdaTables tables = LambdaTables.in(parts[4], parts[5]);
        Optional<Code.Zip> code = world.store()
                .read(snapshot -> code(snapshot, tables, parts[3], parts[6], parts[7].replace("%24", "$")));
        return code.filter(zip -> digits(zip).equals(parts[8])).map(zip -> document(world, zip.content()));
    }

    private static Optional<Code.Zip> code(
            Snapshot snapshot, LambdaTables tables, String kind, String name, String number) {
        if (kind.equals("functions")) {
            return tables.versions
                    .get(snapshot, new Part(name, number))
                    .map(Version::code)
                    .filter(Code.Zip.class::isInstance)
                    .map(Code.Zip.class::cast);
        }
        return number.chars().allMatch(Character::isDigit) && number.length() < 18
                ? tables.layerVersions
                        .get(snapshot, new Numbered(name, Long.parseLong(number)))
                        .map(LayerVersion::code)
                : Optional.empty();
    }

    private static Document document(World world, Blob content) {
        try (InputStream in = OpenedCode.of(world, content)) {
            return new Document("application/zip", Bytes.wrap(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
