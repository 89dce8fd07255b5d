/**
 * DynamoDB Accelerator: clusters with their nodes, parameter groups and subnet groups, and the data plane that speaks DAX's own
 * protocol.
 *
 * <p>Known differences from AWS: all nodes of all clusters answer at one address; the data plane calls DynamoDB with the
 * permissions of who connected.
 */
@NullMarked
package cloudjar.services.dax;

import org.jspecify.annotations.NullMarked;
