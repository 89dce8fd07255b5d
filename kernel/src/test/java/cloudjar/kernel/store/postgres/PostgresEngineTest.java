package cloudjar.kernel.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.CommitListener;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Store;
import cloudjar.kernel.store.StoreFailedException;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PostgresEngineTest {
    private static @Nullable PrivatePostgres postgres;

    private final PostgresAddress address =
            PostgresAddress.parse(Objects.requireNonNull(postgres).newDatabase());

    @BeforeAll
    static void startPostgres() {
        postgres = PrivatePostgres.start();
    }

    @AfterAll
    static void stopPostgres() {
        if (postgres != null) {
            postgres.close();
        }
    }

    private PostgresEngine open() {
        return PostgresEngine.open(address, new SplittableRandom(1)::nextLong);
    }

    private static int execute(Database database, String sql) {
        return database.transact("the test could not", c -> {
            try (Statement statement = c.createStatement()) {
                return statement.executeUpdate(sql);
            }
        });
    }

    @Test
    void whatWasWrittenIsThereWhenItIsOpenedAgain() {
        try (PostgresEngine engine = open()) {
            engine.open("world", CommitListener.NONE).write(tx -> {
                tx.put(Key.of("a"), "1", Codec.STRING);
                return 0;
            });
        }
        try (PostgresEngine engine = open()) {
            assertThat(engine.worlds()).containsExactly("world");
            assertThat(engine.open("world", CommitListener.NONE)
                            .<String>read(snapshot -> snapshot.get(Key.of("a"), Codec.STRING)))
                    .isEqualTo("1");
        }
    }

    @Test
    void databaseOfANewerCloudjarIsRefused() {
        try (PostgresEngine engine = open()) {
            execute(engine.database(), "UPDATE cloudjar_format SET version = 99");
        }

        assertThatThrownBy(this::open).isInstanceOfSatisfying(StoreFailedException.class, e -> {
            assertThat(e.reason()).isEqualTo(StoreFailedException.Reason.NEWER_FORMAT);
            assertThat(e).hasMessageContaining("has format 99, and this cloudjar knows formats up to 1");
        });
    }

    @Test
    void databaseOfAnOlderCloudjarIsBroughtUpToDateOnce() {
        try (PostgresEngine engine = open()) {
            Migration migration = connection -> {
                try (Statement statement = connection.createStatement()) {
                    statement.executeUpdate("CREATE TABLE cloudjar_more (one INT PRIMARY KEY)");
                }
            };
            Format newer = new Format(List.of(migration));

            newer.adopt(engine.database());
            newer.adopt(engine.database());

            assertThat(execute(engine.database(), "INSERT INTO cloudjar_more VALUES (1)"))
                    .isEqualTo(1);
        }
        assertThatThrownBy(this::open).hasMessageContaining("has format 2");
    }

    @Test
    void databaseThatIsNotThereIsSaidToBeSo() {
        PostgresAddress nowhere = PostgresAddress.parse("postgres://cloudjar:secret@127.0.0.1:1/cloudjar");

        assertThatThrownBy(() -> PostgresEngine.open(nowhere, () -> 1))
                .isInstanceOfSatisfying(StoreFailedException.class, e -> assertThat(e.reason())
                        .isEqualTo(StoreFailedException.Reason.UNREACHABLE))
                .hasMessageStartingWith("cannot open postgres://cloudjar@127.0.0.1:1/cloudjar: ")
                .hasMessageNotContaining("secret");
    }

    @Test
    void keysMayBeLongerThanAnIndexTakes() {
        try (PostgresEngine engine = open()) {
            Store store = engine.open("world", CommitListener.NONE);
            Key start = Key.of("k".repeat(60_000));
            store.write(tx -> {
                for (int i = 0; i < 5; i++) {
                    tx.put(start.then(i), "value-" + i, Codec.STRING);
                }
                return 0;
            });
            store.write(tx -> tx.delete(start.then(3)));

            assertThat(store.<List<String>>read(snapshot ->
                            snapshot.range(Range.prefix(start), Codec.STRING).values()))
                    .containsExactly("value-0", "value-1", "value-2", "value-4");
            assertThat(store.<String>read(snapshot -> snapshot.get(start.then(2), Codec.STRING)))
                    .isEqualTo("value-2");
        }
    }

    @Test
    void largeRangeIsDeletedAsAWhole() {
        try (PostgresEngine engine = open()) {
            Store store = engine.open("world", CommitListener.NONE);
            store.write(tx -> {
                for (int i = 0; i < 5_000; i++) {
                    tx.put(Key.of("row", i), "value", Codec.STRING);
                }
                return 0;
            });

            assertThat(store.<Long>write(tx -> tx.deleteRange(Range.from(Key.of("row", 10)))))
                    .isEqualTo(4_990);
            assertThat(store.<Long>read(snapshot -> snapshot.count(Range.all())))
                    .isEqualTo(10);
        }
    }

    private static long rows(PostgresEngine engine) {
        return engine.database().transact("the test could not", c -> {
            try (Statement statement = c.createStatement();
                    ResultSet count = statement.executeQuery("SELECT count(*) FROM cloudjar_rows")) {
                count.next();
                return count.getLong(1);
            }
        });
    }

    private static void fill(Store store) {
        store.write(tx -> {
            tx.put(Key.of("a"), "1", Codec.STRING);
            return 0;
        });
    }

    @Test
    void draftsOfNodesThatDiedGoAndThoseOfOthersStay() {
        try (PostgresEngine survivor = open()) {
            try (PostgresEngine mortal = open()) {
                Store draft = mortal.open(".draft-1", CommitListener.NONE);
                fill(draft);
                fill(survivor.open(".draft-2", CommitListener.NONE));
                survivor.retireDraftsOfTheDead();
                assertThat(survivor.worlds()).isEmpty();
                assertThat(draft.<String>read(snapshot -> snapshot.get(Key.of("a"), Codec.STRING)))
                        .isEqualTo("1");
            }
            WorldTable worlds = new WorldTable(survivor.database());
            while (rows(survivor) > 1) {
                survivor.retireDraftsOfTheDead();
                worlds.deleteRetired();
            }
            survivor.retireDraftsOfTheDead();
            worlds.deleteRetired();
            worlds.deleteRetired();
            assertThat(rows(survivor)).isEqualTo(1);
        }
    }

    @Test
    void whatADraftShouldReplaceStaysWhenTheDraftIsGone() {
        try (PostgresEngine engine = open()) {
            fill(engine.open("world", CommitListener.NONE));
            engine.open(".draft-1", CommitListener.NONE);
            new WorldTable(engine.database()).retireDrafts(node -> true);

            assertThatThrownBy(() -> engine.promise(".draft-1", "world"))
                    .isInstanceOf(StoreFailedException.class)
                    .hasMessageContaining("its node was not heard of");
            assertThat(engine.worlds()).containsExactly("world");
        }
    }
}
