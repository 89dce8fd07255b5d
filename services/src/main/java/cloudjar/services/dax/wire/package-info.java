/**
 * How DAX and its clients talk: CBOR over a connection, without HTTP; learnt from AWS's public clients. An item goes without its
 * key and without the names of its attributes, which both sides know by the number of a list; expressions go as trees.
 */
@NullMarked
package cloudjar.services.dax.wire;

import org.jspecify.annotations.NullMarked;
