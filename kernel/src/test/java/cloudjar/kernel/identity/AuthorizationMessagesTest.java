package cloudjar.kernel.identity;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.blob.FileBlobs;
import cloudjar.kernel.clock.Clock;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.policy.AuthorizationMessage;
import cloudjar.kernel.store.MemoryEngine;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import cloudjar.kernel.world.Worlds;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuthorizationMessagesTest {
    private static final String ACCOUNT = "111122223333";

    private Worlds worlds;
    private World world;

    @BeforeEach
    void open() throws IOException {
        worlds = new Worlds(new MemoryEngine(), FileBlobs.temporary(), Clock::new, Ids.seeded(1), new TimerHandlers());
        world = worlds.defaultWorld();
    }

    @AfterEach
    void close() {
        worlds.close();
    }

    private static AuthorizationMessage message(Map<String, List<String>> conditions) {
        return new AuthorizationMessage(
                false,
                null,
                new AuthorizationMessage.Who("AIDA1", "ann", "arn:aws:iam::111122223333:user/ann"),
                "ec2:RunInstances",
                "*",
                conditions);
    }

    @Test
    void isOpenedInItsAccountAlone() {
        AuthorizationMessage message = message(Map.of());
        String sealed = AuthorizationMessages.seal(world, ACCOUNT, message);
        assertThat(AuthorizationMessages.open(world, ACCOUNT, sealed)).contains(message.json());
        assertThat(AuthorizationMessages.open(world, "444455556666", sealed)).isEmpty();
        assertThat(sealed).doesNotContain("ann");
    }

    @Test
    void noSealedTextIsLikeAnother() {
        AuthorizationMessage message = message(Map.of());
        assertThat(AuthorizationMessages.seal(world, ACCOUNT, message))
                .isNotEqualTo(AuthorizationMessages.seal(world, ACCOUNT, message));
    }

    @Test
    void whatWasChangedIsNotOpened() {
        String sealed = AuthorizationMessages.seal(world, ACCOUNT, message(Map.of()));
        for (int at = 0; at < sealed.length(); at++) {
            char other = sealed.charAt(at) == 'A' ? 'Q' : 'A';
            String changed = sealed.substring(0, at) + other + sealed.substring(at + 1);
            assertThat(AuthorizationMessages.open(world, ACCOUNT, changed)).isEmpty();
        }
        assertThat(AuthorizationMessages.open(world, ACCOUNT, "")).isEmpty();
        assertThat(AuthorizationMessages.open(world, ACCOUNT, "no base64!")).isEmpty();
        assertThat(AuthorizationMessages.open(world, ACCOUNT, "A".repeat(10_241)))
                .isEmpty();
    }

    @Test
    void anotherWorldsIsNotOpened() {
        String sealed = AuthorizationMessages.seal(world, ACCOUNT, message(Map.of()));
        World other = worlds.create("other");
        AuthorizationMessages.seal(other, ACCOUNT, message(Map.of()));
        assertThat(AuthorizationMessages.open(other, ACCOUNT, sealed)).isEmpty();
    }

    @Test
    void staysShortEnoughToBeHandedIn() {
        Ids ids = Ids.seeded(2);
        AuthorizationMessage message = message(Map.of("aws:TagKeys", List.of(ids.alphanumeric(20_000))));
        String sealed = AuthorizationMessages.seal(world, ACCOUNT, message);
        assertThat(AuthorizationMessages.open(world, ACCOUNT, sealed))
                .contains(message.withoutConditions().json());
    }
}
