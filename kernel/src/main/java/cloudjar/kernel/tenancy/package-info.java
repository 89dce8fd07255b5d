/** Whose cloud, and where in it: partitions, regions, accounts, principals and the names of resources. */
@NullMarked
package cloudjar.kernel.tenancy;

import org.jspecify.annotations.NullMarked;
