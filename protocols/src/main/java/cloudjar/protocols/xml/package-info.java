/**
 * XML as AWS speaks it, by schema: a bounded streaming reader into structures, and a writer of UTF-8 bytes.
 *
 * <p>Shared by the restXml, awsQuery and ec2Query protocols, which add their envelopes and errors.
 */
@NullMarked
package cloudjar.protocols.xml;

import org.jspecify.annotations.NullMarked;
