package cloudjar.services.s3;

import cloudjar.api.s3.CSVInput;
import cloudjar.api.s3.CSVOutput;
import cloudjar.api.s3.CompressionType;
import cloudjar.api.s3.ExpressionType;
import cloudjar.api.s3.FileHeaderInfo;
import cloudjar.api.s3.GetObjectRequest;
import cloudjar.api.s3.InputSerialization;
import cloudjar.api.s3.JSONType;
import cloudjar.api.s3.OutputSerialization;
import cloudjar.api.s3.QuoteFields;
import cloudjar.api.s3.SelectObjectContentOutput;
import cloudjar.api.s3.SelectObjectContentRequest;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.NotImplemented;
import cloudjar.kernel.shape.Body;
import cloudjar.services.s3.select.Bzip2InputStream;
import cloudjar.services.s3.select.CsvRecords;
import cloudjar.services.s3.select.JsonRecords;
import cloudjar.services.s3.select.Query;
import cloudjar.services.s3.select.Records;
import cloudjar.services.s3.select.RowWriter;
import cloudjar.services.s3.select.SelectErrors;
import cloudjar.services.s3.select.Selection;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** One query over the content of an object. What can be refused is refused before anything is answered. */
final class ObjectSelect {
    private static final String SERVICE = "s3";
    private static final int GZIP_BUFFER_BYTES = 16 << 10;

    private final SelectObjectContentRequest in;
    private final Call call;
    private final DataKeys keys;

    ObjectSelect(SelectObjectContentRequest in, Call call, DataKeys keys) {
        this.in = in;
        this.call = call;
        this.keys = keys;
    }

    SelectObjectContentOutput answer() {
        if (!in.expressionType().equals(ExpressionType.SQL)) {
            throw SelectErrors.invalidExpressionType();
        }
        if (in.inputSerialization().parquet() != null) {
            throw NotImplemented.of(SERVICE, "SelectObjectContent over Parquet");
        }
        if (in.scanRange() != null) {
            throw NotImplemented.of(SERVICE, "SelectObjectContent over a range of an object");
        }
        Query query = Query.parse(in.expression());
        RowWriter writer = writer(in.outputSerialization());
        CsvRecords.Form form = form(in.inputSerialization());
        GetObjectRequest get = Members.shared(in, GetObjectRequest.builder().build());
        Body body =
                Objects.requireNonNull(new ObjectReader(get, call, keys).get().body());
        boolean opened = false;
        try {
            CountedStream scanned = new CountedStream(body.open());
            CountedStream processed = new CountedStream(decompressed(scanned));
            Reader text = new InputStreamReader(processed, StandardCharsets.UTF_8);
            Records records = form != null
                    ? new CsvRecords(text, form)
                    : new JsonRecords(text, JSONType.LINES.equals(jsonType(in.inputSerialization())));
            Selection selection = new Selection(query, records, writer, call.time());
            boolean progress = in.requestProgress() != null
                    && Boolean.TRUE.equals(in.requestProgress().enabled());
            opened = true;
            return SelectObjectContentOutput.builder()
                    .payload(new SelectStream(selection, scanned, processed, progress))
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException("content could not be read", e);
        } finally {
            if (!opened) {
                Content.discard(body);
            }
        }
    }

    private InputStream decompressed(InputStream content) throws IOException {
        String compression = in.inputSerialization().compressionType();
        try {
            return switch (compression == null ? CompressionType.NONE : compression) {
                case CompressionType.NONE -> content;
                case CompressionType.GZIP -> new GZIPInputStream(content, GZIP_BUFFER_BYTES);
                case CompressionType.BZIP2 -> new Bzip2InputStream(content);
                default -> throw SelectErrors.invalidCompression();
            };
        } catch (ZipException | Bzip2InputStream.DamagedException malformed) {
            throw SelectErrors.invalidCompression();
        }
    }

    private static @Nullable String jsonType(InputSerialization input) {
        return input.json() == null ? null : input.json().type();
    }

    /** How CSV is read; null where it is JSON that is read. */
    private static CsvRecords.@Nullable Form form(InputSerialization input) {
        CSVInput csv = input.csv();
        if (csv == null) {
            String type = jsonType(input);
            if (!JSONType.LINES.equals(type) && !JSONType.DOCUMENT.equals(type)) {
                throw input.json() == null
                        ? SelectErrors.missingParameter("InputSerialization")
                        : SelectErrors.invalidParameter("JSONType");
            }
            return null;
        }
        String headers = Objects.requireNonNullElse(csv.fileHeaderInfo(), FileHeaderInfo.NONE);
        if (!headers.equals(FileHeaderInfo.NONE)
                && !headers.equals(FileHeaderInfo.USE)
                && !headers.equals(FileHeaderInfo.IGNORE)) {
            throw SelectErrors.invalidParameter("FileHeaderInfo");
        }
        return new CsvRecords.Form(
                headers,
                delimiter(csv.recordDelimiter()),
                character(csv.fieldDelimiter(), ',', "FieldDelimiter"),
                character(csv.quoteCharacter(), '"', "QuoteCharacter"),
                character(csv.quoteEscapeCharacter(), '"', "QuoteEscapeCharacter"),
                character(csv.comments(), '\0', "Comments"));
    }

    private static RowWriter writer(OutputSerialization output) {
        if (output.json() != null) {
            return new RowWriter.Json(Objects.requireNonNullElse(output.json().recordDelimiter(), "\n"));
        }
        CSVOutput csv = output.csv();
        if (csv == null) {
            throw SelectErrors.missingParameter("OutputSerialization");
        }
        return new RowWriter.Csv(
                Objects.requireNonNullElse(csv.recordDelimiter(), "\n"),
                character(csv.fieldDelimiter(), ',', "FieldDelimiter"),
                character(csv.quoteCharacter(), '"', "QuoteCharacter"),
                character(csv.quoteEscapeCharacter(), '"', "QuoteEscapeCharacter"),
                QuoteFields.ALWAYS.equals(csv.quoteFields()));
    }

    private static String delimiter(@Nullable String given) {
        if (given == null || given.isEmpty()) {
            return "\n";
        }
        if (given.length() > 2) {
            throw SelectErrors.invalidParameter("RecordDelimiter");
        }
        return given;
    }

    private static char character(@Nullable String given, char usual, String name) {
        if (given == null || given.isEmpty()) {
            return usual;
        }
        if (given.length() > 1) {
            throw SelectErrors.invalidParameter(name);
        }
        return given.charAt(0);
    }
}
