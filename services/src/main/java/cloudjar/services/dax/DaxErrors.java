package cloudjar.services.dax;

import cloudjar.api.dax.ClusterAlreadyExistsFault;
import cloudjar.api.dax.ClusterNotFoundFault;
import cloudjar.api.dax.InvalidARNFault;
import cloudjar.api.dax.InvalidClusterStateFault;
import cloudjar.api.dax.InvalidParameterCombinationException;
import cloudjar.api.dax.InvalidParameterGroupStateFault;
import cloudjar.api.dax.InvalidParameterValueException;
import cloudjar.api.dax.InvalidSubnet;
import cloudjar.api.dax.NodeNotFoundFault;
import cloudjar.api.dax.NodeQuotaForClusterExceededFault;
import cloudjar.api.dax.NodeQuotaForCustomerExceededFault;
import cloudjar.api.dax.ParameterGroupAlreadyExistsFault;
import cloudjar.api.dax.ParameterGroupNotFoundFault;
import cloudjar.api.dax.ParameterGroupQuotaExceededFault;
import cloudjar.api.dax.SubnetGroupAlreadyExistsFault;
import cloudjar.api.dax.SubnetGroupInUseFault;
import cloudjar.api.dax.SubnetGroupNotFoundFault;
import cloudjar.api.dax.SubnetGroupQuotaExceededFault;
import cloudjar.api.dax.SubnetInUse;
import cloudjar.api.dax.SubnetQuotaExceededFault;
import cloudjar.api.dax.TagNotFoundFault;
import cloudjar.api.dax.TagQuotaPerResourceExceeded;
import cloudjar.kernel.shape.ApiException;

/**
 * What DAX says when it refuses: the sentences that other emulators' tests hold against the service where there are any, else
 * those by which the API Reference describes the error.
 */
final class DaxErrors {
    private DaxErrors() {}

    static ApiException invalid(String message) {
        return new InvalidParameterValueException(message);
    }

    static ApiException combination(String message) {
        return new InvalidParameterCombinationException(message);
    }

    static ApiException badName() {
        return invalid(
                "Cluster ID specified is not a valid identifier. Identifiers must begin with a letter; must contain"
                        + " only ASCII letters, digits, and hyphens; and must not end with a hyphen or contain two consecutive"
                        + " hyphens.");
    }

    static ApiException badNextToken() {
        return invalid("The NextToken is not valid.");
    }

    static ApiException clusterExists() {
        return new ClusterAlreadyExistsFault("You already have a DAX cluster with the given identifier.");
    }

    static ApiException noCluster() {
        return new ClusterNotFoundFault("Cluster not found.");
    }

    static ApiException noCluster(String name) {
        return new ClusterNotFoundFault("Cluster " + name + " not found.");
    }

    static ApiException clusterState(DaxCluster cluster) {
        return new InvalidClusterStateFault("Cluster " + cluster.name() + " is in state "
                + cluster.status().word() + ": the requested DAX cluster is not in the available state.");
    }

    static ApiException noNode(String id) {
        return new NodeNotFoundFault("None of the nodes in the cluster have the given node ID: " + id);
    }

    static ApiException nodesOfCluster(long most) {
        return new NodeQuotaForClusterExceededFault(
                "You have attempted to exceed the maximum number of nodes for a DAX cluster: " + most);
    }

    static ApiException nodesOfCustomer(long most) {
        return new NodeQuotaForCustomerExceededFault(
                "You have attempted to exceed the maximum number of nodes for your AWS account: " + most);
    }

    static ApiException parameterGroupExists() {
        return new ParameterGroupAlreadyExistsFault("The specified parameter group already exists.");
    }

    static ApiException noParameterGroup() {
        return new ParameterGroupNotFoundFault("The specified parameter group does not exist.");
    }

    static ApiException parameterGroups() {
        return new ParameterGroupQuotaExceededFault(
                "You have attempted to exceed the maximum number of parameter groups.");
    }

    static ApiException parameterGroupState(String why) {
        return new InvalidParameterGroupStateFault(
                "One or more parameters in a parameter group are in an invalid state: " + why);
    }

    static ApiException subnetGroupExists() {
        return new SubnetGroupAlreadyExistsFault("The specified subnet group already exists.");
    }

    static ApiException noSubnetGroup() {
        return new SubnetGroupNotFoundFault(
                "The requested subnet group name does not refer to an existing subnet group.");
    }

    static ApiException subnetGroups() {
        return new SubnetGroupQuotaExceededFault(
                "The request cannot be processed because it would exceed the allowed number of subnets in a subnet group.");
    }

    static ApiException subnets() {
        return new SubnetQuotaExceededFault(
                "The request cannot be processed because it would exceed the allowed number of subnets in a subnet group.");
    }

    static ApiException subnetGroupUsed() {
        return new SubnetGroupInUseFault("The specified subnet group is currently in use.");
    }

    static ApiException subnetUsed() {
        return new SubnetInUse("The requested subnet is being used by another subnet group.");
    }

    static ApiException badSubnet(String id) {
        return new InvalidSubnet("An invalid subnet identifier was specified: " + id);
    }

    static ApiException badArn(String arn) {
        return new InvalidARNFault("The Amazon Resource Name (ARN) supplied in the request is not valid: " + arn);
    }

    static ApiException tags() {
        return new TagQuotaPerResourceExceeded("You have exceeded the maximum number of tags for this DAX cluster.");
    }

    static ApiException noTag() {
        return new TagNotFoundFault("The tag does not exist.");
    }
}
