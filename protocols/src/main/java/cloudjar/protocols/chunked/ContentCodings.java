package cloudjar.protocols.chunked;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code Content-Encoding} header names, in the order in which the codings were applied. Of these
 * {@code aws-chunked} belongs to the transfer; the others belong to the content, and S3 keeps them with the object.
 *
 * @param names as they were written; their case says nothing
 */
public record ContentCodings(List<String> names) {
    private static final String AWS_CHUNKED = "aws-chunked";
    private static final String GZIP = "gzip";
    private static final ContentCodings NONE = new ContentCodings(List.of());

    public ContentCodings {
        names = List.copyOf(names);
    }

    /** Reads a header's value; null means that the header is absent. */
    public static ContentCodings parse(@Nullable String header) {
        if (header == null) {
            return NONE;
        }
        List<String> names = new ArrayList<>();
        for (String name : header.split(",")) {
            if (!name.isBlank()) {
                names.add(name.strip());
            }
        }
        return new ContentCodings(names);
    }

    /** Whether the body is in chunks; a body is too whose {@code x-amz-content-sha256} says so. */
    public boolean awsChunked() {
        return !names.isEmpty() && names.stream().anyMatch(AWS_CHUNKED::equalsIgnoreCase);
    }

    /** Whether the content, freed from its chunks, was compressed last, as SDKs compress requests. */
    public boolean gzipped() {
        List<String> ofContent = withoutChunks();
        return !ofContent.isEmpty() && ofContent.getLast().equalsIgnoreCase(GZIP);
    }

    /** The header's value for the content itself; null where nothing is left. */
    public @Nullable String ofContent() {
        List<String> left = withoutChunks();
        return left.isEmpty() ? null : String.join(",", left);
    }

    private List<String> withoutChunks() {
        return names.stream()
                .filter(name -> !name.equalsIgnoreCase(AWS_CHUNKED))
                .toList();
    }
}
