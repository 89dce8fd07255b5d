/** Tests of form parameters. */
@NullMarked
package cloudjar.protocols.form;

import org.jspecify.annotations.NullMarked;
