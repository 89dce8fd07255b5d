package cloudjar.kernel.shape;

/** What kind of default value follows in a compiled model. The order is part of the format. */
public enum DefaultTag {
    NONE,
    FALSE,
    TRUE,
    INTEGER,
    LONG,
    FLOAT,
    DOUBLE,
    /** Text. */
    STRING,
    /** Base64 text. */
    BLOB,
    /** Seconds since 1970. */
    TIMESTAMP,
    EMPTY_LIST,
    EMPTY_MAP,
    DOCUMENT_NULL,
    DOCUMENT_STRING,
    DOCUMENT_BOOLEAN,
    DOCUMENT_NUMBER,
    DOCUMENT_LIST,
    DOCUMENT_MAP
}
