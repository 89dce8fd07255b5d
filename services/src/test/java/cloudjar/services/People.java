package cloudjar.services;

import cloudjar.testkit.TestWorld;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.VirtualMFADevice;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** An account of a test's own, with users in it. */
final class People {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int SECONDS_OF_CODE = 30;
    private static final AtomicInteger ACCOUNTS = new AtomicInteger();

    private final TestWorld world;
    private final String account = String.format("3000%08d", ACCOUNTS.incrementAndGet());
    private final IamClient iam;

    private People(TestWorld world) {
        this.world = world;
        this.iam = world.client(IamClient.builder(), account, Region.AWS_GLOBAL);
    }

    /** A new account in a world. */
    static People in(TestWorld world) {
        return new People(world);
    }

    /** Another account in the same world. */
    People others() {
        return new People(world);
    }

    String account() {
        return account;
    }

    IamClient iam() {
        return iam;
    }

    /** The ARN of an identity of the account. */
    String arn(String resource) {
        return "arn:aws:iam::" + account + ":" + resource;
    }

    /** A client of the root user. */
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C root(B builder) {
        return world.client(builder, account, TestWorld.REGION);
    }

    /** A client of someone with these credentials. */
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C with(AwsCredentials credentials, B builder) {
        return world.client(builder, credentials, TestWorld.REGION);
    }

    /** A new user. */
    AwsCredentials user(String name) {
        iam.createUser(create -> create.userName(name));
        return key(name);
    }

    /** A new access key of a user. */
    AwsCredentials key(String name) {
        AccessKey key = iam.createAccessKey(create -> create.userName(name)).accessKey();
        return AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
    }

    /** Credentials of a user who has shown the code of a device that it is given here. */
    AwsCredentials withCode(String name) {
        VirtualMFADevice device = iam.createVirtualMFADevice(create -> create.virtualMFADeviceName(name))
                .virtualMFADevice();
        byte[] seed = seed(device.base32StringSeed().asUtf8String());
        long step = Instant.now().getEpochSecond() / SECONDS_OF_CODE;
        iam.enableMFADevice(enable -> enable.userName(name)
                .serialNumber(device.serialNumber())
                .authenticationCode1(code(seed, step - 1))
                .authenticationCode2(code(seed, step)));
        Credentials made = with(key(name), StsClient.builder())
                .getSessionToken(get -> get.serialNumber(device.serialNumber()).tokenCode(code(seed, step + 1)))
                .credentials();
        return AwsSessionCredentials.create(made.accessKeyId(), made.secretAccessKey(), made.sessionToken());
    }

    /** The bytes that a text of Base32 stands for. */
    private static byte[] seed(String base32) {
        BigInteger bits = BigInteger.ZERO;
        for (int i = 0; i < base32.length(); i++) {
            bits = bits.shiftLeft(5).or(BigInteger.valueOf(BASE32.indexOf(base32.charAt(i))));
        }
        int length = base32.length() * 5 / 8;
        byte[] all = bits.shiftRight(base32.length() * 5 - length * 8).toByteArray();
        byte[] seed = new byte[length];
        int count = Math.min(all.length, length);
        System.arraycopy(all, all.length - count, seed, length - count, count);
        return seed;
    }

    /** The code of a step, by RFC 6238. */
    private static String code(byte[] seed, long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(seed, "HmacSHA1"));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int number = ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 15) & Integer.MAX_VALUE;
            return "%06d".formatted(number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A client of a new user. */
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C user(String name, B builder) {
        return with(user(name), builder);
    }

    /** Gives a user a policy of its own. */
    void allow(String user, String action, String resource) {
        put(user, statement("Allow", action, resource, ""));
    }

    /** Gives a user a policy of its own, with a condition or other members behind a comma. */
    void put(String user, String statement) {
        String name = "p" + Math.floorMod(statement.hashCode(), 1_000_000);
        iam.putUserPolicy(put -> put.userName(user).policyName(name).policyDocument(document(statement)));
    }

    /** A policy of statements. */
    static String document(String... statements) {
        return "{\"Version\": \"2012-10-17\", \"Statement\": [" + String.join(", ", statements) + "]}";
    }

    /** A statement of an identity's policy. */
    static String statement(String effect, String action, String resource, String more) {
        return "{\"Effect\": \"" + effect + "\", \"Action\": \"" + action + "\", \"Resource\": \"" + resource + "\""
                + more + "}";
    }
}
