/**
 * The house rules that a machine can hold: dependency direction, banned calls and names, sizes. A rule changes in
 * ARCHITECTURE.md or CONTRIBUTING.md first, then here. Modules are found on disk, so a new one is under the rules from its
 * first class on; generated sources (the module {@code api}) are not looked at.
 */
@NullMarked
package cloudjar.tidy;

import org.jspecify.annotations.NullMarked;
