package cloudjar.services.s3.select;

import cloudjar.kernel.json.JsonValues;
import cloudjar.kernel.shape.ApiException;
import dev.hardwood.HardwoodContext;
import dev.hardwood.InputFile;
import dev.hardwood.metadata.ColumnChunk;
import dev.hardwood.metadata.ColumnMetaData;
import dev.hardwood.metadata.CompressionCodec;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowGroupPredicate;
import dev.hardwood.reader.RowReader;
import dev.hardwood.row.PqList;
import dev.hardwood.row.PqMap;
import dev.hardwood.row.StructAccessor;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads Parquet: a map of its columns for each row. What is kept of it is a few pages of each column.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/selecting-content-from-objects.html">its limits</a>
 */
public final class ParquetRecords implements Records, AutoCloseable {
    /** S3 User Guide: the largest row group, uncompressed. */
    private static final long ROW_GROUP_MAX = 512L << 20;

    private static final int COLUMNS_MAX = 10_000;

    /** S3 User Guide: how columns may be compressed. */
    private static final Set<CompressionCodec> CODECS =
            Set.of(CompressionCodec.UNCOMPRESSED, CompressionCodec.SNAPPY, CompressionCodec.GZIP);

    private final HardwoodContext context;
    private final ParquetFileReader file;
    private final RowReader rows;
    private final AtomicLong read;

    private ParquetRecords(HardwoodContext context, ParquetFileReader file, RowReader rows, AtomicLong read) {
        this.context = context;
        this.file = file;
        this.rows = rows;
        this.read = read;
    }

    /**
     * Begins to read the row groups that begin in a range.
     *
     * @param from the first byte of the range
     * @param to the first byte behind it
     */
    public static ParquetRecords of(ObjectContent content, long from, long to) {
        HardwoodContext context = HardwoodContext.create(1);
        AtomicLong read = new AtomicLong();
        boolean opened = false;
        try {
            ParquetRecords records = parsed(() -> {
                ParquetFileReader file = ParquetFileReader.open(new Source(content, read), context);
                return new ParquetRecords(context, file, rows(file, from, to), read);
            });
            opened = true;
            return records;
        } finally {
            if (!opened) {
                context.close();
            }
        }
    }

    /** The rows of the groups that begin in a range, which lie side by side. */
    private static RowReader rows(ParquetFileReader file, long from, long to) {
        long skipped = 0;
        long wanted = 0;
        for (RowGroup group : file.getFileMetaData().rowGroups()) {
            require(group);
            long start = start(group);
            if (start < from) {
                skipped += group.numRows();
            } else if (start < to) {
                wanted += group.numRows();
            }
        }
        // Of no rows there is no reader: nothing lies in an empty range.
        return wanted == 0
                ? file.buildRowReader()
                        .filter(RowGroupPredicate.byteRange(0, 1))
                        .build()
                : file.buildRowReader().skip(skipped).head(wanted).build();
    }

    private static long start(RowGroup group) {
        ColumnMetaData first = group.columns().getFirst().metaData();
        Long dictionary = first.dictionaryPageOffset();
        return dictionary == null ? first.dataPageOffset() : Math.min(dictionary, first.dataPageOffset());
    }

    /** What reads content that may be damaged. */
    private interface Parsing<T> {
        T run() throws IOException;
    }

    /** The library does not say how it fails over damaged content: in every way there is. */
    private static <T> T parsed(Parsing<T> parsing) {
        try {
            return parsing.run();
        } catch (ApiException refused) {
            throw refused;
        } catch (IOException | RuntimeException damaged) {
            throw SelectErrors.parquet();
        }
    }

    private static void require(RowGroup group) {
        if (group.totalByteSize() > ROW_GROUP_MAX || group.columns().size() > COLUMNS_MAX) {
            throw SelectErrors.rowGroupTooLarge();
        }
        for (ColumnChunk column : group.columns()) {
            if (!CODECS.contains(column.metaData().codec())) {
                throw SelectErrors.parquetCodec();
            }
        }
    }

    /** So many bytes of the content so far. */
    public long bytesRead() {
        return read.get();
    }

    @Override
    public @Nullable Object next() {
        return parsed(() -> {
                    if (!rows.hasNext()) {
                        return Optional.<Object>empty();
                    }
                    rows.next();
                    return Optional.<Object>of(struct(rows));
                })
                .orElse(null);
    }

    private static Map<String, Object> struct(StructAccessor struct) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < struct.getFieldCount(); i++) {
            members.put(struct.getFieldName(i), value(struct.isNull(i) ? null : struct.getValue(i)));
        }
        return members;
    }

    private static Object value(@Nullable Object value) {
        return switch (value) {
            case null -> JsonValues.NULL;
            case Integer number -> BigDecimal.valueOf(number);
            case Long number -> BigDecimal.valueOf(number);
            case Float number -> decimal(number.toString());
            case Double number -> decimal(number.toString());
            case BigDecimal number -> number;
            case Boolean truth -> truth;
            case Instant time -> Values.time(time);
            case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
            case StructAccessor struct -> struct(struct);
            case PqList list -> {
                List<Object> values = new ArrayList<>();
                list.values().forEach(element -> values.add(value(element)));
                yield values;
            }
            case PqMap map -> {
                Map<String, Object> members = new LinkedHashMap<>();
                map.getEntries().forEach(entry -> members.put(String.valueOf(entry.getKey()), value(entry.getValue())));
                yield members;
            }
            default -> value.toString();
        };
    }

    /** A number; text where it is none, such as infinity. */
    private static Object decimal(String text) {
        BigDecimal number = Values.number(text);
        return number == null ? text : number;
    }

    @Override
    public void close() {
        try (context) {
            parsed(() -> {
                rows.close();
                file.close();
                return true;
            });
        }
    }

    /** Content as the reader wants it. */
    private record Source(ObjectContent content, AtomicLong read) implements InputFile {
        @Override
        public void open() {
            // Each part is opened by itself.
        }

        @Override
        public ByteBuffer readRange(long from, int length) throws IOException {
            if (from < 0 || length < 0 || from + length > content.length()) {
                throw new IOException("a part lies outside of the content");
            }
            read.addAndGet(length);
            try (InputStream in = content.open(from, length)) {
                // Decompressors want a buffer outside the heap.
                ByteBuffer part = ByteBuffer.allocateDirect(length);
                byte[] buffer = new byte[Math.min(length, 64 << 10)];
                for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
                    part.put(buffer, 0, count);
                }
                return part.flip();
            }
        }

        @Override
        public long length() {
            return content.length();
        }

        @Override
        public String name() {
            return "object";
        }

        @Override
        public void close() {
            // Nothing is kept open.
        }
    }
}
