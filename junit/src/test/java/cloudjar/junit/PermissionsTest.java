package cloudjar.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** A class that wants policies to be enforced. */
@Cloudjar(iam = Permissions.ENFORCE)
class PermissionsTest {
    @Test
    void aUserMayWhatItsPoliciesAllow(IamClient iam, SqsClient root, CloudWorld world) {
        iam.createUser(create -> create.userName("ann"));
        AccessKey key = iam.createAccessKey(create -> create.userName("ann")).accessKey();
        SqsClient ann = world.configure(SqsClient.builder())
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey())))
                .build();
        assertThatThrownBy(ann::listQueues).isInstanceOf(SqsException.class).hasMessageContaining("not authorized");
        iam.attachUserPolicy(
                attach -> attach.userName("ann").policyArn("arn:aws:iam::aws:policy/AmazonSQSReadOnlyAccess"));
        root.createQueue(create -> create.queueName("orders"));
        assertThat(ann.listQueues().queueUrls()).hasSize(1);
    }
}
