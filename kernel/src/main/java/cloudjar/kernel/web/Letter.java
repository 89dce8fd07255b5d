package cloudjar.kernel.web;

/**
 * An e-mail of plain text.
 *
 * @param from an address, without a name
 * @param to an address
 */
public record Letter(String from, String to, String subject, String text) {}
