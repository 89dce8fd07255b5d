/**
 * Content in the database that several nodes share: it is there for each of them at once, and in the same backup as the rows that
 * hold it. For content of gigabytes a store of objects is the better home.
 */
@NullMarked
package cloudjar.kernel.blob.postgres;

import org.jspecify.annotations.NullMarked;
