package cloudjar.services.dynamodb;

import static cloudjar.services.dynamodb.Songs.n;
import static cloudjar.services.dynamodb.Songs.s;
import static cloudjar.services.dynamodb.Songs.song;
import static cloudjar.services.dynamodb.Songs.tenSongs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementErrorCodeEnum;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DuplicateItemException;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.ParameterizedStatement;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** AWS's SDK for Java against DynamoDB's PartiQL in process. */
class PartiQlAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static ExecuteStatementResponse run(DynamoDbClient dynamo, String statement, AttributeValue... parameters) {
        return dynamo.executeStatement(execute ->
                execute.statement(statement).parameters(parameters.length == 0 ? null : List.of(parameters)));
    }

    private static List<String> years(ExecuteStatementResponse response) {
        return response.items().stream().map(item -> Songs.in(item, "yr").n()).toList();
    }

    private static Map<String, AttributeValue> stored(DynamoDbClient dynamo, int year) {
        return dynamo.getItem(get -> get.tableName("songs").key(Map.of("artist", s("Nina"), "yr", n(year))))
                .item();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "artist = 'Nina' AND yr > 1967 | 1968 1969",
                "artist = 'Nina' AND yr BETWEEN 1961 AND 1962 | 1961 1962",
                "artist = 'Nina' AND genre = 'soul' AND yr < 1964 | 1960 1962",
                "artist IN ['Nina', 'Nobody'] AND yr = 1965 | 1965",
                "artist = 'Nina' AND NOT yr <> 1966 | 1966",
                "artist = 'Nina' AND (yr = 1961 OR title = 't0') | 1961 1969",
                "artist = 'Nina' AND begins_with(title, 't9') | 1960",
                "artist = 'Nina' AND contains(\"title\", '5') AND plays IS NOT MISSING | 1964",
                "artist = 'Nina' AND size(title) > 2 | ``",
                "artist = 'Nina' AND nothing IS MISSING AND yr <= 1960 | 1960",
                "artist = 'Nina' AND yr >= 1968 ORDER BY yr DESC | 1969 1968",
                "genre = 'jazz' AND yr > 1966 | 1967 1969",
            })
    void aSelectFindsWhatItsConditionSays(String where, String years, TestWorld world) {
        DynamoDbClient dynamo = tenSongs(world);
        assertThat(years(run(dynamo, "SELECT * FROM \"songs\" WHERE " + where)))
                .containsExactlyElementsOf(years.isEmpty() ? List.of() : List.of(years.split(" ")));
    }

    @Test
    void aSelectGoesThroughAnIndexAndShowsColumnsByTheirLastNames(TestWorld world) {
        DynamoDbClient dynamo = tenSongs(world);
        dynamo.updateItem(update -> update.tableName("songs")
                .key(Map.of("artist", s("Nina"), "yr", n(1960)))
                .updateExpression("SET meta = :m")
                .expressionAttributeValues(Map.of(
                        ":m", AttributeValue.fromM(Map.of("tags", AttributeValue.fromL(List.of(s("a"), s("b"))))))));
        assertThat(run(dynamo, "SELECT meta.tags[1], title FROM songs WHERE artist = 'Nina' AND yr = 1960")
                        .items())
                .containsExactly(Map.of("tags[1]", s("b"), "title", s("t9")));
        assertThat(years(run(dynamo, "SELECT yr FROM songs.\"by-genre\" WHERE genre = 'soul' ORDER BY yr DESC")))
                .containsExactly("1968", "1966", "1964", "1962", "1960");
        assertThat(run(dynamo, "SELECT * FROM songs.\"by-genre\" WHERE genre = 'soul' AND yr = 1960")
                        .items()
                        .getFirst())
                .doesNotContainKey("plays");
    }

    @Test
    void pagesFollowOneAnotherByTheirTokens(TestWorld world) {
        DynamoDbClient dynamo = tenSongs(world);
        dynamo.putItem(put -> put.tableName("songs").item(song("Otis", 1967, "soul", "t")));
        String statement = "SELECT * FROM songs WHERE artist IN ['Nina', 'Otis'] ORDER BY artist DESC";
        List<String> found = new ArrayList<>();
        String token = null;
        do {
            String from = token;
            ExecuteStatementResponse page = dynamo.executeStatement(
                    execute -> execute.statement(statement).limit(3).nextToken(from));
            found.addAll(years(page));
            token = page.nextToken();
        } while (token != null);
        assertThat(found).hasSize(11).startsWith("1967", "1960", "1961");
        String first = dynamo.executeStatement(
                        execute -> execute.statement(statement).limit(3))
                .nextToken();
        assertThatThrownBy(() -> dynamo.executeStatement(
                        execute -> execute.statement("SELECT * FROM songs").nextToken(first)))
                .hasMessageContaining("NextToken does not match request");
    }

    @Test
    void insertUpdateAndDeleteWriteOneItem(TestWorld world) {
        DynamoDbClient dynamo = Songs.songs(world);
        run(dynamo, "INSERT INTO songs VALUE {'artist': ?, 'yr': 1, 'tags': <<'a'>>, 'list': [1]}", s("Nina"));
        assertThatThrownBy(() -> run(dynamo, "INSERT INTO songs VALUE {'artist': 'Nina', 'yr': 1}"))
                .isInstanceOf(DuplicateItemException.class)
                .hasMessageContaining("Duplicate primary key exists in table");
        assertThat(run(
                                dynamo,
                                "UPDATE songs SET tags = set_add(tags, <<'b'>>) SET list = list_append(list, [2])"
                                        + " SET plays = 1 WHERE artist = 'Nina' AND yr = 1 RETURNING ALL NEW *")
                        .items())
                .containsExactly(stored(dynamo, 1));
        assertThat(stored(dynamo, 1)).containsEntry("plays", n(1));
        assertThat(Songs.in(stored(dynamo, 1), "tags").ss()).containsExactlyInAnyOrder("a", "b");
        assertThat(run(
                                dynamo,
                                "UPDATE songs SET plays = plays + 4 WHERE artist = 'Nina' AND yr = 1"
                                        + " RETURNING MODIFIED OLD *")
                        .items())
                .containsExactly(Map.of("plays", n(1)));
        assertThatThrownBy(() -> run(dynamo, "UPDATE songs SET a = 1 WHERE artist = 'Nina' AND yr = 1 AND plays = 9"))
                .isInstanceOf(ConditionalCheckFailedException.class);
        assertThatThrownBy(() -> run(dynamo, "UPDATE songs SET a = 1 WHERE artist = 'Nina' AND yr = 2"))
                .isInstanceOf(ConditionalCheckFailedException.class);
        assertThatThrownBy(() -> run(dynamo, "DELETE FROM songs WHERE artist = 'Nina'"))
                .hasMessageContaining("Where clause does not contain a mandatory equality on all key attributes");
        run(dynamo, "DELETE FROM songs WHERE artist = 'Nina' AND yr = 2 AND plays = 1");
        assertThat(run(dynamo, "DELETE FROM songs WHERE artist = 'Nina' AND yr = 1 RETURNING ALL OLD *")
                        .items())
                .hasSize(1);
        assertThat(stored(dynamo, 1)).isEmpty();
    }

    @Test
    void aBatchTellsOfEachOfItsStatements(TestWorld world) {
        DynamoDbClient dynamo = tenSongs(world);
        List<BatchStatementResponse> responses = dynamo.batchExecuteStatement(batch -> batch.statements(
                        statement("SELECT title FROM songs WHERE artist = 'Nina' AND yr = 1960"),
                        statement("SELECT * FROM songs WHERE artist = 'Nina'"),
                        statement("SELECT * FROM nowhere WHERE a = 'x'"),
                        statement("SLECT")))
                .responses();
        assertThat(responses.get(0).item()).isEqualTo(Map.of("title", s("t9")));
        assertThat(responses.get(1).error().message())
                .isEqualTo("Select statements within BatchExecuteStatement must specify the primary key in the where"
                        + " clause.");
        assertThat(responses.get(2).error().code()).isEqualTo(BatchStatementErrorCodeEnum.RESOURCE_NOT_FOUND);
        assertThat(responses.get(3).error().code()).isEqualTo(BatchStatementErrorCodeEnum.VALIDATION_ERROR);
        List<BatchStatementResponse> writes = dynamo.batchExecuteStatement(batch -> batch.statements(
                        statement("INSERT INTO songs VALUE {'artist': 'Nina', 'yr': 1960}"),
                        statement("DELETE FROM songs WHERE artist = 'Nina' AND yr = 1961 RETURNING ALL OLD *")))
                .responses();
        assertThat(writes.get(0).error().code()).isEqualTo(BatchStatementErrorCodeEnum.DUPLICATE_ITEM);
        assertThat(writes.get(1).item()).containsEntry("title", s("t8"));
        assertThat(writes.get(1).tableName()).isEqualTo("songs");
    }

    private static BatchStatementRequest statement(String text) {
        return BatchStatementRequest.builder().statement(text).build();
    }

    private static ParameterizedStatement member(String text) {
        return ParameterizedStatement.builder().statement(text).build();
    }

    @Test
    void aTransactionIsCarriedOutWholeOrNot(TestWorld world) {
        DynamoDbClient dynamo = tenSongs(world);
        assertThatThrownBy(() -> dynamo.executeTransaction(execute -> execute.transactStatements(
                        member("INSERT INTO songs VALUE {'artist': 'Nina', 'yr': 1}"),
                        member("INSERT INTO songs VALUE {'artist': 'Nina', 'yr': 1960}"),
                        member("EXISTS(SELECT * FROM songs WHERE artist = 'Nina' AND yr = 1961 AND plays = 7)"))))
                .isInstanceOfSatisfying(
                        TransactionCanceledException.class, cancelled -> assertThat(cancelled.cancellationReasons())
                                .extracting(reason -> reason.code())
                                .containsExactly("None", "DuplicateItem", "ConditionalCheckFailed"));
        assertThat(stored(dynamo, 1)).isEmpty();
        ParameterizedStatement more = member("UPDATE songs SET plays = plays + 1 WHERE artist = 'Nina' AND yr = 1960");
        assertThat(dynamo.executeTransaction(execute -> execute.transactStatements(more)
                                .clientRequestToken("once")
                                .returnConsumedCapacity("TOTAL"))
                        .consumedCapacity()
                        .getFirst()
                        .writeCapacityUnits())
                .isEqualTo(2.0);
        assertThat(dynamo.executeTransaction(execute -> execute.transactStatements(more)
                                .clientRequestToken("once")
                                .returnConsumedCapacity("TOTAL"))
                        .consumedCapacity()
                        .getFirst()
                        .readCapacityUnits())
                .isEqualTo(2.0);
        assertThat(stored(dynamo, 1960)).containsEntry("plays", n(1));
        assertThat(dynamo.executeTransaction(execute -> execute.transactStatements(
                                member("SELECT title FROM songs WHERE artist = 'Nina' AND yr = 1960"),
                                member("SELECT title FROM songs WHERE artist = 'Nina' AND yr = 3")))
                        .responses())
                .extracting(response -> response.item())
                .containsExactly(Map.of("title", s("t9")), Map.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT * FROM songs.nothing WHERE artist = 'x' | The table does not have the specified index",
                "SELECT plays FROM songs.\"by-genre\" WHERE genre = 'x' | One or more parameter values were invalid:"
                        + " Global secondary index by-genre does not project [plays]",
                "SELECT yr FROM songs.\"by-genre\" WHERE genre = 'x' AND plays = 1 | One or more parameter values were"
                        + " invalid: Secondary index by-genre does not project one or more filter attributes: [plays]",
                "SELECT * FROM songs ORDER BY yr | Must have WHERE clause in the statement when using ORDER BY clause.",
                "SELECT * FROM songs WHERE yr = 1 ORDER BY yr | Must have at least one non-optional hash key condition in"
                        + " WHERE clause when using ORDER BY clause.",
                "SELECT * FROM songs WHERE artist = 'x' ORDER BY plays | Attribute plays in ORDER BY clause must be part"
                        + " of the primary key",
                "INSERT INTO songs VALUE {'artist': 'x'} | One or more parameter values were invalid: Missing the key yr"
                        + " in the item",
            })
    void whatCannotBeCarriedOutIsRefusedInAwsWords(String statement, String message, TestWorld world) {
        DynamoDbClient dynamo = tenSongs(world);
        assertThatThrownBy(() -> run(dynamo, statement)).hasMessageContaining(message);
    }
}
