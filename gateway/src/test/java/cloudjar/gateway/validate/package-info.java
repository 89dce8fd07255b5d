/** Tests of the words for inputs that break their models. */
@org.jspecify.annotations.NullMarked
package cloudjar.gateway.validate;
