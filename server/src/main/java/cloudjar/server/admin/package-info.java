/**
 * The admin API: paths below {@code /_cloudjar/} and {@code /_localstack/}, and {@code /metrics}.
 *
 * <p>{@link cloudjar.server.admin.AdminDoor} is the list of them; each page is one class. Pages speak JSON, answer what
 * they cannot do with a 4xx and {@code {"error": "..."}}, and are guarded by {@link cloudjar.server.admin.AdminGuard}.
 */
@NullMarked
package cloudjar.server.admin;

import org.jspecify.annotations.NullMarked;
