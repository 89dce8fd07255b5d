/**
 * Form parameters, as query strings and {@code application/x-www-form-urlencoded} bodies carry them, and structures read
 * from their dotted names: what the awsQuery and ec2Query protocols share.
 */
@NullMarked
package cloudjar.protocols.form;

import org.jspecify.annotations.NullMarked;
