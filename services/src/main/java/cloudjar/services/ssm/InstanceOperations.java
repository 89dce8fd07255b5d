package cloudjar.services.ssm;

import cloudjar.api.ssm.DeregisterManagedInstanceRequest;
import cloudjar.api.ssm.DeregisterManagedInstanceResult;
import cloudjar.api.ssm.DescribeInstanceInformationRequest;
import cloudjar.api.ssm.DescribeInstanceInformationResult;
import cloudjar.api.ssm.ManagedInstances;
import cloudjar.api.ssm.UpdateManagedInstanceRoleRequest;
import cloudjar.api.ssm.UpdateManagedInstanceRoleResult;
import cloudjar.kernel.call.Call;
import java.util.List;

/** Managed instances, of which there are none. */
final class InstanceOperations implements ManagedInstances {
    @Override
    public DescribeInstanceInformationResult describeInstanceInformation(
            DescribeInstanceInformationRequest in, Call call) {
        return DescribeInstanceInformationResult.builder()
                .instanceInformationList(List.of())
                .build();
    }

    @Override
    public DeregisterManagedInstanceResult deregisterManagedInstance(DeregisterManagedInstanceRequest in, Call call) {
        throw SsmErrors.instances(List.of(in.instanceId()), call.account());
    }

    @Override
    public UpdateManagedInstanceRoleResult updateManagedInstanceRole(UpdateManagedInstanceRoleRequest in, Call call) {
        throw SsmErrors.instances(List.of(in.instanceId()), call.account());
    }
}
