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
import cloudjar.kernel.shape.Body;
import cloudjar.services.s3.select.Bzip2InputStream;
import cloudjar.services.s3.select.CsvRecords;
import cloudjar.services.s3.select.JsonRecords;
import cloudjar.services.s3.select.ObjectContent;
import cloudjar.services.s3.select.ParquetRecords;
import cloudjar.services.s3.select.Query;
import cloudjar.services.s3.select.RecordRange;
import cloudjar.services.s3.select.Records;
import cloudjar.services.s3.select.RowWriter;
import cloudjar.services.s3.select.SelectErrors;
import cloudjar.services.s3.select.Selection;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** One query over the content of an object. What can be refused is refused before anything is answered. */
final class ObjectSelect {
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
        Query query = Query.parse(in.expression());
        RowWriter writer = writer(in.outputSerialization());
        boolean progress = in.requestProgress() != null
                && Boolean.TRUE.equals(in.requestProgress().enabled());
        Scan scan = scan();
        return SelectObjectContentOutput.builder()
                .payload(new SelectStream(new Selection(query, scan.records(), writer, call.time()), scan, progress))
                .build();
    }

    private Scan scan() {
        GetObjectRequest get = Members.shared(in, GetObjectRequest.builder().build());
        ObjectReader reader = new ObjectReader(get, call, keys);
        try {
            if (in.inputSerialization().parquet() != null) {
                if (!CompressionType.NONE.equals(compression())) {
                    throw SelectErrors.invalidCompression();
                }
                ObjectContent content = reader.content();
                ScanSpan span = ScanSpan.of(in.scanRange(), content.length());
                return new Scan.Parquet(ParquetRecords.of(content, span.from(), span.to()));
            }
            CsvRecords.Form form = form(in.inputSerialization());
            if (in.scanRange() == null) {
                Body body = Objects.requireNonNull(reader.get().body());
                return text(body.open(), form);
            }
            return ranged(reader.content(), form);
        } catch (IOException e) {
            throw new UncheckedIOException("content could not be read", e);
        }
    }

    private Scan text(InputStream content, CsvRecords.@Nullable Form form) throws IOException {
        boolean opened = false;
        try {
            CountedStream scanned = new CountedStream(content);
            CountedStream processed = new CountedStream(decompressed(scanned));
            Reader text = new InputStreamReader(processed, StandardCharsets.UTF_8);
            Records records = form != null
                    ? new CsvRecords(text, form)
                    : new JsonRecords(text, JSONType.LINES.equals(jsonType(in.inputSerialization())));
            opened = true;
            return new Scan.Text(records, scanned, processed);
        } finally {
            if (!opened) {
                content.close();
            }
        }
    }

    /** The records that begin in a range; where fields have names, those of the object's first line. */
    private Scan ranged(ObjectContent content, CsvRecords.@Nullable Form form) throws IOException {
        boolean document = form == null && !JSONType.LINES.equals(jsonType(in.inputSerialization()));
        if (document || !CompressionType.NONE.equals(compression())) {
            throw SelectErrors.unsupportedScanRange();
        }
        ScanSpan span = ScanSpan.of(in.scanRange(), content.length());
        byte[] delimiter = (form == null ? "\n" : form.record()).getBytes(StandardCharsets.UTF_8);
        InputStream records = RecordRange.of(content, span.from(), span.to(), delimiter);
        if (form == null || span.from() == 0 || form.headers().equals(FileHeaderInfo.NONE)) {
            return text(records, form);
        }
        if (form.headers().equals(FileHeaderInfo.IGNORE)) {
            return text(records, form.withoutHeader());
        }
        return text(new SequenceInputStream(RecordRange.of(content, 0, 1, delimiter), records), form);
    }

    private String compression() {
        return Objects.requireNonNullElse(in.inputSerialization().compressionType(), CompressionType.NONE);
    }

    private InputStream decompressed(InputStream content) throws IOException {
        try {
            return switch (compression()) {
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
