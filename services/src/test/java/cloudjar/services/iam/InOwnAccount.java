package cloudjar.services.iam;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

/** A test of IAM, in an account of its own: the client leaves out the path of the endpoint, which would choose a world. */
abstract class InOwnAccount {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    static final String POLICY = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["s3:Get*", "s3:List*"], "Resource": "*"}]}""";

    static final String TRUST = """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
              "Principal": {"Service": "ecs-tasks.amazonaws.com"}}}""";

    private static final AtomicInteger ACCOUNTS = new AtomicInteger();

    final String account = account();

    /** Another account. */
    static String account() {
        return String.format("1000%08d", ACCOUNTS.incrementAndGet());
    }

    final IamClient iam(TestWorld world) {
        return world.client(IamClient.builder(), account, Region.AWS_GLOBAL);
    }

    /** STS, by whoever has this key. */
    static StsClient sts(TestWorld world, String key) {
        return world.client(StsClient.builder(), key, Region.US_EAST_1);
    }
}
