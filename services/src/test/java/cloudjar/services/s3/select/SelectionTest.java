package cloudjar.services.s3.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.shape.ApiException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SelectionTest {
    private static final CsvRecords.Form USE = new CsvRecords.Form("USE", "\n", ',', '"', '"', '#');
    private static final String BZIP2 = "QlpoOTFBWSZTWeW18wkAAARRAAAQQAACRKAAIbUYDAKQacKjC7kinChIctr5hIA=";
    private static final String PEOPLE = """
            Name,Country,Age
            Ann,United States,30
            #nobody
            Bob,"United ""Kingdom""\",40
            Cy,The United States of A,25
            """;

    private static String all(Selection selection) {
        StringBuilder rows = new StringBuilder();
        try {
            for (String row = selection.next(); row != null; row = selection.next()) {
                rows.append(row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows.toString();
    }

    private static String csv(String query) {
        Reader in = new StringReader(PEOPLE);
        RowWriter writer = new RowWriter.Csv("\n", ',', '"', '"', false);
        return all(new Selection(Query.parse(query), new CsvRecords(in, USE), writer, Instant.EPOCH));
    }

    private static String json(String query, String content) {
        try {
            Records records = new JsonRecords(new StringReader(content), true);
            return all(new Selection(Query.parse(query), records, new RowWriter.Json("\n"), Instant.EPOCH));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void rowsAreChosenByPatterns() {
        assertThat(csv("select * from s3object s where s.\"Country\" like '%United States%'"))
                .isEqualTo("Ann,United States,30\nCy,The United States of A,25\n");
        assertThat(csv("SELECT name FROM S3Object WHERE Country LIKE 'United \"K%'"))
                .isEqualTo("Bob\n");
        assertThat(csv("select _1 from s3object where name like '_o_' limit 1")).isEqualTo("Bob\n");
        assertThat(csv("select _1 from s3object where 'a%' like 'a!%' escape '!' limit 1"))
                .isEqualTo("Ann\n");
    }

    @Test
    void rowsAreCountedAndSummedUp() {
        assertThat(csv("select count(*), sum(cast(Age as int)), min(name), max(cast(age as int)) from s3object"))
                .isEqualTo("3,95,Ann,40\n");
        assertThat(csv("select avg(cast(age as float)) from s3object where age > 26 and age between 1 and 40"))
                .isEqualTo("35\n");
        assertThat(csv("select sum(age) from s3object where false")).isEqualTo("\n");
    }

    @Test
    void valuesAreComputed() {
        assertThat(json(
                        "select s.a + 2 * s.a, -s.a, s.a / 2, s.a % 2, s.b || '!' from s3object s",
                        "{\"a\":7,\"b\":\"x\"}"))
                .isEqualTo("{\"_1\":21,\"_2\":-7,\"_3\":3,\"_4\":1,\"_5\":\"x!\"}\n");
        assertThat(json(
                        "select case when a in (1, 7) then 'y' else 'n' end c, nullif(a, 7) d from s3object",
                        "{\"a\":7}"))
                .isEqualTo("{\"c\":\"y\",\"d\":null}\n");
        assertThat(json(
                        "select date_diff(day, '2024-02-28T', '2024-03-01T') d, extract(year from date_add(month, 1, t)) y,"
                                + " to_string(utcnow(), 'yyyy-MM-dd') n from s3object",
                        "{\"t\":\"2023-12-05T10:00:00Z\"}"))
                .isEqualTo("{\"d\":2,\"y\":2024,\"n\":\"1970-01-01\"}\n");
        assertThat(json(
                        "select trim(leading from '  x ') a, substring('abcdef', 2, 3) b, char_length(upper('é')) c from s3object",
                        "{}"))
                .isEqualTo("{\"a\":\"x \",\"b\":\"bcd\",\"c\":1}\n");
    }

    @Test
    void pathsLeadIntoDocuments() {
        String document = "{\"items\":[{\"n\":\"x\",\"p\":[1,2]},{\"n\":\"y\"}]}";
        assertThat(json("select s.n, s.p[1] second from S3Object[*].items[*] s", document))
                .isEqualTo("{\"n\":\"x\",\"second\":2}\n{\"n\":\"y\"}\n");
        assertThat(json("select * from S3Object[*].items[1]", document)).isEqualTo("{\"n\":\"y\"}\n");
        assertThat(json("select s.\"N\" from S3Object[*].items[*] s where s.p is missing", document))
                .isEqualTo("{}\n");
        assertThat(json("select * from S3Object s where s.a is not null", "{\"a\":null}\n{\"a\":false}"))
                .isEqualTo("{\"a\":false}\n");
    }

    @Test
    void whatIsWrongHasACode() {
        assertThat(code("select * from s3object where")).isEqualTo("ParseUnexpectedToken");
        assertThat(code("select *")).isEqualTo("ParseSelectMissingFrom");
        assertThat(code("select * from other")).isEqualTo("InvalidDataSource");
        assertThat(code("select rank(a) from s3object")).isEqualTo("UnsupportedFunction");
        assertThat(code("select 'a from s3object")).isEqualTo("LexerInvalidLiteral");
        assertThat(code("select cast(name as int) from s3object")).isEqualTo("CastFailed");
        assertThat(code("select 1/0 from s3object")).isEqualTo("DivisionByZero");
        assertThat(code("select " + "(".repeat(5000) + "1 from s3object")).isEqualTo("UnsupportedSqlStructure");
        assertThatThrownBy(() -> json("select * from s3object", "{\"a\":")).isInstanceOf(ApiException.class);
    }

    private static String code(String query) {
        try {
            return csv(query);
        } catch (ApiException refused) {
            return refused.code();
        }
    }

    /** Made by bzip2 1.0.8 of "hello hello hello\n" twice, one stream behind the other. */
    @Test
    void bzip2IsUndone() throws IOException {
        byte[] once = Base64.getDecoder().decode(BZIP2);
        byte[] twice = new byte[once.length * 2];
        System.arraycopy(once, 0, twice, 0, once.length);
        System.arraycopy(once, 0, twice, once.length, once.length);
        try (Bzip2InputStream in = new Bzip2InputStream(new ByteArrayInputStream(twice))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("hello hello hello\n".repeat(2));
        }
        once[20] ^= 4;
        assertThatThrownBy(() -> new Bzip2InputStream(new ByteArrayInputStream(once)).readAllBytes())
                .isInstanceOf(Bzip2InputStream.DamagedException.class);
    }
}
