package cloudjar.server.admin;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.gateway.SideDoor;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminGuardTest {
    private static final AdminGuard LOCAL = new AdminGuard(List.of("127.0.0.1", "my.machine"), Optional.empty());
    private static final AdminGuard WIDE = new AdminGuard(List.of("0.0.0.0"), Optional.of("s3cret"));

    private static SideDoor.Visitor at(String authority) {
        return new SideDoor.Visitor("http", authority, "127.0.0.1", "default", "id");
    }

    private static void check(AdminGuard guard, FakeRequest request, String authority) {
        guard.check(request, at(authority), false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:4566",
                "LOCALHOST:4566",
                "localhost.:4566",
                "127.0.0.1:4566",
                "127.8.8.8",
                "[::1]:4566",
                "[::1]",
                "app.localhost:4566",
                "localhost.localstack.cloud:4566",
                "sqs.us-east-1.localhost.localstack.cloud",
                "my.machine:4566"
            })
    void namesOfThisMachineAreLetIn(String authority) {
        assertThatCode(() -> check(LOCAL, FakeRequest.get("/_cloudjar/config"), authority))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "evil.example",
                "evil.example:4566",
                "localhost.evil.example",
                "notlocalhost",
                "127.0.0.1.evil.example",
                "localstack.cloud",
                "192.168.1.7"
            })
    void aNameThatAnyoneCouldHaveResolvedIsRefused(String authority) {
        assertThatThrownBy(() -> check(LOCAL, FakeRequest.get("/_cloudjar/config"), authority))
                .isInstanceOf(AdminException.class)
                .hasMessageContaining("Host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://localhost:3000", "https://localhost:4566"})
    void aPageOfAnotherOriginIsRefused(String origin) {
        FakeRequest request = FakeRequest.post("/_cloudjar/reset", "").with("Origin", origin);
        assertThatThrownBy(() -> check(LOCAL, request, "localhost:4566")).hasMessageContaining("Origin");
        assertThatThrownBy(() -> check(WIDE, request.with("Authorization", "Bearer s3cret"), "localhost:4566"))
                .hasMessageContaining("Origin");
    }

    @Test
    void aPageOfOurOwnOriginIsLetIn() {
        FakeRequest request = FakeRequest.post("/_cloudjar/reset", "")
                .with("Origin", "http://localhost:4566")
                .with("Sec-Fetch-Site", "same-origin");
        assertThatCode(() -> check(LOCAL, request, "localhost:4566")).doesNotThrowAnyException();
    }

    @Test
    void aRequestThatABrowserSaysComesFromElsewhereIsRefused() {
        FakeRequest request = FakeRequest.get("/_cloudjar/worlds").with("Sec-Fetch-Site", "cross-site");
        assertThatThrownBy(() -> check(LOCAL, request, "localhost")).hasMessageContaining("Sec-Fetch-Site");
    }

    @Test
    void whereOthersCanConnectATokenIsWanted() {
        FakeRequest request = FakeRequest.get("/_cloudjar/config");
        assertThatThrownBy(() -> check(WIDE, request, "any.name")).hasMessageContaining("admin token");
        assertThatThrownBy(() -> check(WIDE, request.with("Authorization", "Bearer other"), "any.name"))
                .hasMessageContaining("admin token");
        assertThatThrownBy(() -> check(WIDE, request.with("Authorization", "Basic s3cret"), "any.name"))
                .hasMessageContaining("admin token");
        assertThatCode(() -> check(WIDE, request.with("Authorization", "bearer s3cret"), "any.name"))
                .doesNotThrowAnyException();
    }

    @Test
    void openPagesTellThoseWithoutAToken() {
        assertThatCode(() -> WIDE.check(FakeRequest.get("/_cloudjar/health"), at("any.name"), true))
                .doesNotThrowAnyException();
    }
}
