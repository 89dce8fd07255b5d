package cloudjar.bench;

import java.io.IOException;

/** What is measured of keys, secrets and parameters. */
final class KeyScenarios {
    private static final String VERSION = "1.1";
    private static final String CONTEXT = ",\"EncryptionContext\":{\"tenant\":\"a\"}";

    /** Thirty bytes, in base64. */
    private static final String PLAINTEXT = "dGhpcnR5IGJ5dGVzIG9mIGEgcGxhaW4gdGV4dC4=";

    private KeyScenarios() {}

    static Scenario kmsEncrypt() {
        return new Scenario("kms-encrypt", "KMS Encrypt", 0.5, caller -> {
            byte[] request = encrypt(key(caller));
            return () -> Dialogue.repeat(request);
        });
    }

    static Scenario kmsDecrypt() {
        return new Scenario("kms-decrypt", "KMS Decrypt", 0.5, caller -> {
            String blob = member(caller.call(encrypt(key(caller))), "CiphertextBlob");
            byte[] request = kms("Decrypt", "{\"CiphertextBlob\":\"" + blob + "\"" + CONTEXT + "}");
            return () -> Dialogue.repeat(request);
        });
    }

    static Scenario secretValue() {
        return new Scenario("secret", "Secrets Manager GetSecretValue", 0.5, caller -> {
            caller.call(secretsManager(
                    "CreateSecret",
                    "{\"Name\":\"bench\",\"SecretString\":\"a secret\",\"ClientRequestToken\":"
                            + "\"00000000-0000-0000-0000-000000000001\"}"));
            byte[] request = secretsManager("GetSecretValue", "{\"SecretId\":\"bench\"}");
            return () -> Dialogue.repeat(request);
        });
    }

    static Scenario parameter() {
        return new Scenario("parameter", "SSM GetParameter", 0.5, caller -> {
            caller.call(ssm("PutParameter", "{\"Name\":\"/bench/plain\",\"Type\":\"String\",\"Value\":\"a value\"}"));
            byte[] request = ssm("GetParameter", "{\"Name\":\"/bench/plain\"}");
            return () -> Dialogue.repeat(request);
        });
    }

    static Scenario secureParameter() {
        return new Scenario("parameter-secure", "SSM GetParameter, decrypted", 0.4, caller -> {
            caller.call(ssm(
                    "PutParameter", "{\"Name\":\"/bench/secure\",\"Type\":\"SecureString\",\"Value\":\"a value\"}"));
            byte[] request = ssm("GetParameter", "{\"Name\":\"/bench/secure\",\"WithDecryption\":true}");
            return () -> Dialogue.repeat(request);
        });
    }

    private static String key(Caller caller) throws IOException {
        return member(caller.call(kms("CreateKey", "{}")), "KeyId");
    }

    private static byte[] encrypt(String key) {
        return kms("Encrypt", "{\"KeyId\":\"" + key + "\",\"Plaintext\":\"" + PLAINTEXT + "\"" + CONTEXT + "}");
    }

    private static String member(String json, String name) {
        return json.replaceFirst("(?s).*\"" + name + "\"\\s*:\\s*\"([^\"]+)\".*", "$1");
    }

    private static byte[] kms(String operation, String json) {
        return Request.json("kms", VERSION, "TrentService." + operation, json);
    }

    private static byte[] secretsManager(String operation, String json) {
        return Request.json("secretsmanager", VERSION, "secretsmanager." + operation, json);
    }

    private static byte[] ssm(String operation, String json) {
        return Request.json("ssm", VERSION, "AmazonSSM." + operation, json);
    }
}
