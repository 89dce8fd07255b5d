package cloudjar.modelgen.model;

import cloudjar.kernel.shape.DefaultTag;

/**
 * The default of a member.
 *
 * @param number used by the numeric tags, by TIMESTAMP (seconds) and by DOCUMENT_BOOLEAN (0 or 1)
 * @param text used by STRING, BLOB (base64) and DOCUMENT_STRING
 */
public record DefaultValue(DefaultTag tag, double number, String text) {
    public static final DefaultValue NONE = new DefaultValue(DefaultTag.NONE, 0, "");
}
