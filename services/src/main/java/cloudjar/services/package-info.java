/**
 * The AWS services, one package each; {@link cloudjar.services.Services} is the list of them. Beside it stands what several of them do
 * alike by another's AWS interface: {@link cloudjar.services.MetricData}, {@link cloudjar.services.RoleSessions}.
 */
@NullMarked
package cloudjar.services;

import org.jspecify.annotations.NullMarked;
