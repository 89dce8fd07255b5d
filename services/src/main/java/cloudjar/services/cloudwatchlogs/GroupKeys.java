package cloudjar.services.cloudwatchlogs;

import cloudjar.api.kms.GenerateDataKeyWithoutPlaintextRequest;
import cloudjar.api.kms.Kms;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import java.util.Map;

/** The KMS keys of groups: CloudWatch Logs must be able to use them, as the service principal of its region. */
final class GroupKeys {
    private final Cloud cloud;

    GroupKeys(Cloud cloud) {
        this.cloud = cloud;
    }

    /** Refuses a key that cannot make data keys for the group. */
    void check(Group group, String key, Call call) {
        Arn arn = Arn.parse(group.arn()).orElseThrow();
        Call asLogs =
                call.as(Principal.Service.actingFor("logs." + call.region() + ".amazonaws.com", arn, group.account()));
        try {
            var unused = cloud.client(Kms.API)
                    .generateDataKeyWithoutPlaintext(
                            GenerateDataKeyWithoutPlaintextRequest.builder()
                                    .keyId(key)
                                    .keySpec("AES_256")
                                    .encryptionContext(Map.of("aws:logs:arn", group.arn()))
                                    .build(),
                            asLogs);
        } catch (ApiException e) {
            throw LogsErrors.key(group);
        }
    }
}
