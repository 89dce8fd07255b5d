/** The AWS services, one package each; {@link cloudjar.services.Services} is the list of them. */
@NullMarked
package cloudjar.services;

import org.jspecify.annotations.NullMarked;
