package cloudjar.services.ssm;

import cloudjar.api.ssm.DeregisterManagedInstanceRequest;
import cloudjar.api.ssm.DeregisterManagedInstanceResult;
import cloudjar.api.ssm.DescribeInstanceInformationRequest;
import cloudjar.api.ssm.DescribeInstanceInformationResult;
import cloudjar.api.ssm.DescribeInstancePropertiesRequest;
import cloudjar.api.ssm.DescribeInstancePropertiesResult;
import cloudjar.api.ssm.InstancePropertyStringFilter;
import cloudjar.api.ssm.ManagedInstances;
import cloudjar.api.ssm.UpdateManagedInstanceRoleRequest;
import cloudjar.api.ssm.UpdateManagedInstanceRoleResult;
import cloudjar.kernel.call.Call;
import java.util.List;

/** Managed instances, of which there are none. */
final class InstanceOperations implements ManagedInstances {
    private static final List<String> PROPERTIES = List.of(
            "InstanceIds",
            "AgentVersion",
            "PingStatus",
            "PlatformTypes",
            "DocumentName",
            "ActivationIds",
            "IamRole",
            "ResourceType",
            "AssociationStatus");

    @Override
    public DescribeInstanceInformationResult describeInstanceInformation(
            DescribeInstanceInformationRequest in, Call call) {
        return DescribeInstanceInformationResult.builder()
                .instanceInformationList(List.of())
                .build();
    }

    /** Filters with operators may name tags too. */
    @Override
    public DescribeInstancePropertiesResult describeInstanceProperties(
            DescribeInstancePropertiesRequest in, Call call) {
        for (InstancePropertyStringFilter filter : in.filtersWithOperator()) {
            if (!PROPERTIES.contains(filter.key()) && !filter.key().startsWith("tag:")) {
                throw SsmErrors.filterKey(filter.key(), PROPERTIES);
            }
        }
        return DescribeInstancePropertiesResult.builder()
                .instanceProperties(List.of())
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
