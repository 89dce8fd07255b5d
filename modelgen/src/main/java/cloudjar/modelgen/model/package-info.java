/** An API model as a tree, whichever notation it came in: what overlays change and what the generators read. */
@NullMarked
package cloudjar.modelgen.model;

import org.jspecify.annotations.NullMarked;
