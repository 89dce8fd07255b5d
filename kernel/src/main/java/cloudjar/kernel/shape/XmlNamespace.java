package cloudjar.kernel.shape;

/**
 * An XML namespace declaration.
 *
 * @param prefix empty for the default namespace
 */
public record XmlNamespace(String prefix, String uri) {}
