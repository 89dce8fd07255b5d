/** The way out of the house: requests that services make to addresses which their callers gave them. */
@NullMarked
package cloudjar.kernel.web;

import org.jspecify.annotations.NullMarked;
