/**
 * One call of one operation: who calls, where and when ({@link cloudjar.kernel.call.Call}), what a service's generated
 * API can do ({@link cloudjar.kernel.call.ServiceApi}), and how services reach each other
 * ({@link cloudjar.kernel.call.Cloud}).
 */
@NullMarked
package cloudjar.kernel.call;

import org.jspecify.annotations.NullMarked;
