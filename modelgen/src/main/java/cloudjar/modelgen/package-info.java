/** The build-time tool: AWS's API models and overlays in, compiled schemas and the typed Java API out. */
@NullMarked
package cloudjar.modelgen;

import org.jspecify.annotations.NullMarked;
