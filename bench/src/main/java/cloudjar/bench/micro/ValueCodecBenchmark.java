package cloudjar.bench.micro;

import cloudjar.api.dynamodb.AttributeDefinition;
import cloudjar.api.dynamodb.KeySchemaElement;
import cloudjar.api.dynamodb.ProvisionedThroughputDescription;
import cloudjar.api.dynamodb.TableDescription;
import cloudjar.kernel.shape.Structure;
import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.RecordCodec;
import cloudjar.kernel.store.StructureCodec;
import cloudjar.protocols.ContentBuffer;
import cloudjar.protocols.cbor.CborFormat;
import cloudjar.protocols.cbor.CborTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The codecs of values beside CBOR: a record as Jackson writes and reads it with numbers for names, by code made for that record;
 * a structure as the CBOR protocol does, with names.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ValueCodecBenchmark {
    private final Codec<Letter> records = RecordCodec.of(Letter.class);
    private final Letter letter = Letter.sample();
    private final byte[] letterBytes = records.encode(letter);
    private final byte[] letterCbor = CborLetters.write(letter);

    private final TableDescription table = table();
    private final Codec<TableDescription> structures = StructureCodec.of(TableDescription.class, table::schema);
    private final CborFormat cbor = new CborFormat("application/cbor", CborTime.SECONDS);
    private final byte[] tableBytes = structures.encode(table);
    private final byte[] tableCbor = writeStructureAsCbor();

    private static TableDescription table() {
        return TableDescription.builder()
                .tableName("people")
                .tableStatus("ACTIVE")
                .creationDateTime(Instant.ofEpochSecond(1_700_000_000, 123_000_000))
                .attributeDefinitions(List.of(
                        AttributeDefinition.builder()
                                .attributeName("id")
                                .attributeType("S")
                                .build(),
                        AttributeDefinition.builder()
                                .attributeName("at")
                                .attributeType("N")
                                .build()))
                .keySchema(List.of(
                        KeySchemaElement.builder()
                                .attributeName("id")
                                .keyType("HASH")
                                .build(),
                        KeySchemaElement.builder()
                                .attributeName("at")
                                .keyType("RANGE")
                                .build()))
                .provisionedThroughput(ProvisionedThroughputDescription.builder()
                        .readCapacityUnits(5L)
                        .writeCapacityUnits(5L)
                        .build())
                .tableSizeBytes(0L)
                .itemCount(0L)
                .tableArn("arn:aws:dynamodb:us-east-1:000000000000:table/people")
                .tableId("b5f8f4e1-3c7e-4b0e-9d53-0d2f3a7b9c11")
                .deletionProtectionEnabled(false)
                .build();
    }

    @Setup
    public void tellSizes() {
        System.out.printf(
                "bytes: record %d, in CBOR %d; structure %d, in CBOR %d%n",
                letterBytes.length, letterCbor.length, tableBytes.length, tableCbor.length);
    }

    @Benchmark
    public byte[] writeRecord() {
        return records.encode(letter);
    }

    @Benchmark
    public byte[] writeRecordAsCbor() {
        return CborLetters.write(letter);
    }

    @Benchmark
    public Letter readRecord() {
        return records.decode(letterBytes);
    }

    @Benchmark
    public Letter readRecordAsCbor() {
        return CborLetters.read(letterCbor);
    }

    @Benchmark
    public byte[] writeStructure() {
        return structures.encode(table);
    }

    @Benchmark
    public byte[] writeStructureAsCbor() {
        ContentBuffer out = new ContentBuffer(512);
        cbor.encode(table, out);
        return out.toArray();
    }

    @Benchmark
    public Structure readStructure() {
        return structures.decode(tableBytes);
    }

    @Benchmark
    public Structure readStructureAsCbor() {
        return cbor.decode(table.schema(), tableCbor);
    }
}
