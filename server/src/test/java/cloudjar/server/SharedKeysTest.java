package cloudjar.server;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.json.Json;
import cloudjar.kernel.store.postgres.PrivatePostgres;
import cloudjar.server.option.ServerOptions;
import cloudjar.server.option.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a database holds of the keys of KMS, looked for by material that is known since it was imported. */
@Timeout(180)
class SharedKeysTest {
    private static final byte[] MATERIAL = "0123456789abcdefghijklmnopqrstuv".getBytes(StandardCharsets.UTF_8);

    /** Not checked, and named so that somebody owns the key. */
    private static final String CREDENTIAL = "AWS4-HMAC-SHA256 Credential=test/20240101/us-east-1/kms/aws4_request,"
            + " SignedHeaders=host, Signature=0";

    private static @Nullable PrivatePostgres postgres;

    private final String address = Objects.requireNonNull(postgres).newDatabase();

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

    private CloudServer start(String... more) throws IOException {
        Settings settings = ServerOptions.read(
                Stream.concat(
                                Stream.of("--port=0", "--dax-port=0", "--init-dir=", "--store=" + address),
                                Stream.of(more))
                        .toList(),
                Map.of());
        return CloudServer.start(ServerOptions.of(settings), settings);
    }

    private static HttpResponse<String> kms(CloudServer server, String operation, Map<String, Object> input)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.endpoint() + "/"))
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", "TrentService." + operation)
                .header("Authorization", CREDENTIAL)
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(input)))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private static Map<String, Object> ask(CloudServer server, String operation, Map<String, Object> input)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = kms(server, operation, input);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body().isEmpty() ? Map.of() : Json.object(answer.body()).orElseThrow();
    }

    /** Makes a key of the known material; says its id. */
    private static String importKey(CloudServer server) throws Exception {
        Map<?, ?> metadata = (Map<?, ?>) Objects.requireNonNull(
                ask(server, "CreateKey", Map.of("Origin", "EXTERNAL")).get("KeyMetadata"));
        String id = String.valueOf(metadata.get("KeyId"));
        Map<String, Object> parameters = ask(
                server,
                "GetParametersForImport",
                Map.of("KeyId", id, "WrappingAlgorithm", "RSAES_OAEP_SHA_256", "WrappingKeySpec", "RSA_2048"));
        byte[] publicKey = Base64.getDecoder().decode(String.valueOf(parameters.get("PublicKey")));
        Map<String, Object> unused = ask(
                server,
                "ImportKeyMaterial",
                Map.of(
                        "KeyId",
                        id,
                        "ImportToken",
                        String.valueOf(parameters.get("ImportToken")),
                        "EncryptedKeyMaterial",
                        Base64.getEncoder().encodeToString(wrapped(publicKey)),
                        "ExpirationModel",
                        "KEY_MATERIAL_DOES_NOT_EXPIRE"));
        return id;
    }

    private static byte[] wrapped(byte[] publicKey) throws GeneralSecurityException {
        PublicKey key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(publicKey));
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                key,
                new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
        return cipher.doFinal(MATERIAL);
    }

    /** How many rows of the database have the material in them. */
    private long rowsWithTheMaterial() throws SQLException {
        String url = address.replaceFirst("postgres://(.*)@(.*)", "jdbc:postgresql://$2?user=$1");
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement count = connection.prepareStatement(
                        "SELECT count(*) FROM cloudjar_rows WHERE position(? in value) > 0")) {
            count.setBytes(1, MATERIAL);
            try (ResultSet result = count.executeQuery()) {
                assertThat(result.next()).isTrue();
                return result.getLong(1);
            }
        }
    }

    private static Path key(Path directory, String name, int first) throws IOException {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) first;
        return Files.write(directory.resolve(name), bytes);
    }

    @Test
    void materialIsSealedUnderTheMasterKeyThatServersShare(@TempDir Path directory) throws Exception {
        String option = "--master-key=" + key(directory, "one.key", 1);
        String ciphertext;
        try (CloudServer server = start(option)) {
            String id = importKey(server);
            ciphertext = String.valueOf(ask(server, "Encrypt", Map.of("KeyId", id, "Plaintext", "aGk="))
                    .get("CiphertextBlob"));
        }
        assertThat(rowsWithTheMaterial()).isZero();
        try (CloudServer server = start(option)) {
            assertThat(ask(server, "Decrypt", Map.of("CiphertextBlob", ciphertext)))
                    .containsEntry("Plaintext", "aGk=");
        }
        try (CloudServer server = start("--master-key=" + key(directory, "two.key", 2))) {
            assertThat(kms(server, "Decrypt", Map.of("CiphertextBlob", ciphertext))
                            .statusCode())
                    .isGreaterThanOrEqualTo(400);
        }
    }

    @Test
    void withoutAMasterKeyMaterialIsKeptAsItIs() throws Exception {
        try (CloudServer server = start()) {
            assertThat(importKey(server)).isNotEmpty();
        }
        assertThat(rowsWithTheMaterial()).isPositive();
    }
}
